"""Growing pauses between attempts, with chance in them so that many who wait do not come back together."""

from __future__ import annotations

import random
from collections.abc import Callable


class Pauses:
    """Each pause is up to twice as long as the one before.

    Args:
        first: seconds of the first pause, at most.
        longest: seconds that no pause exceeds unless `next` is asked for more.
        chance: a number between the two that it is given.

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
        """The next pause in seconds, and not less than what the other side asks for."""
        full = min(self._first * 2 ** min(self.taken, 32), self._longest)
        self.taken += 1
        return max(at_least, self._chance(full * 0.75, full))

    def reset(self) -> None:
        """Begin with short ones again."""
        self.taken = 0
