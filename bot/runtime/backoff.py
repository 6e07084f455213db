"""Growing, random pauses between attempts, so that many clients do not retry together."""

from __future__ import annotations

import random
from collections.abc import Callable


class Pauses:
    """Each pause is up to twice as long as the one before.

    Args:
        first: longest first pause, in seconds.
        longest: longest pause, in seconds, unless `next` is asked for more.
        chance: a random number between its two arguments.

    Attributes:
        taken: pauses since the last reset.
    """

    def __init__(
        self, first: float, longest: float, *, chance: Callable[[float, float], float] = random.uniform
    ) -> None:
        self._first = first
        self._longest = longest
        self._chance = chance
        self.taken = 0

    def next(self, *, at_least: float = 0.0) -> float:
        """The next pause in seconds, at least as long as the other side asks for."""
        full = min(self._first * 2 ** min(self.taken, 32), self._longest)
        self.taken += 1
        return max(at_least, self._chance(full * 0.75, full))

    def reset(self) -> None:
        """Start with short pauses again."""
        self.taken = 0
