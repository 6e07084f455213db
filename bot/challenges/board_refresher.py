"""Keep the boards of challenges up to date, without editing them too often."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from bot.challenges.challenge import Challenge, Unknown
from bot.challenges.publisher import Publisher
from bot.challenges.store import ChallengeStore
from bot.jobs.delivery import TryLater, Undeliverable

log = logging.getLogger(__name__)

TIMEOUT = 300.0  # seconds for one board
_LONGEST_PAUSE = 600.0  # seconds


class BoardRefresher:
    """Draws the boards that have changed.

    Args:
        store: the challenges.
        publisher: draws a board on Discord.
        seconds: least time between two rounds.

    Attributes:
        pending: whether a board waits for the next round.
    """

    def __init__(self, store: ChallengeStore, publisher: Publisher, seconds: float) -> None:
        self._store = store
        self._publisher = publisher
        self.seconds = seconds
        self.pending = False
        self._refreshed_at = float("-inf")  # by the loop's clock
        self._backoff: dict[str, tuple[float, float]] = {}  # by challenge: no edit before, and the length of the pause

    async def refresh(self) -> None:
        """Draw the boards that have changed, unless the last round was a moment ago."""
        stale = await self._store.stale()
        now = asyncio.get_running_loop().time()
        self.pending = bool(stale) and now < self._refreshed_at + self.seconds
        if stale and not self.pending:
            self._refreshed_at = now
            for challenge in stale:
                if self._backoff.get(challenge.id, (now, 0.0))[0] <= now:
                    await self._refresh(challenge)

    async def _refresh(self, challenge: Challenge) -> None:
        try:
            async with asyncio.timeout(TIMEOUT):
                await self._publisher.refresh(challenge)
        except TryLater as error:
            log.info("The board of challenge %s is not up to date: %s", challenge.id, error)
            _, last = self._backoff.get(challenge.id, (0.0, self.seconds))
            pause = max(min(2 * last, _LONGEST_PAUSE), error.seconds)
            self._backoff[challenge.id] = (asyncio.get_running_loop().time() + pause, pause)
            return
        except (Undeliverable, TimeoutError) as error:
            log.warning("The board of challenge %s cannot be kept up to date: %s", challenge.id, error)
        except Exception:
            log.exception("The board of challenge %s cannot be drawn.", challenge.id)
        self._backoff.pop(challenge.id, None)
        with suppress(Unknown):
            async with self._store.changing(challenge.id) as transaction:
                await transaction.note(shown=challenge.revision)
