"""What the person of an unfinished job is told: where it stands, and how far it has come."""

from __future__ import annotations

from collections.abc import Callable

from bot.jobs.delivery import Announcer
from bot.jobs.executor import StepReport, newer
from bot.jobs.job import Hold, Job, QueuePosition
from bot.runtime.background import Background, Reporter
from bot.runtime.rate_limits import Pace


class Report:
    """Tells about one job that has not been delivered yet, when there is news and it may be said; then the newest.

    Args:
        job: as it was queued.
        announcer: tells people.
        position: gives where a job stands by its id, None when it does not wait any more.
        pace: of all jobs of a channel together.
        background: where it is told.
        seconds: least time between two reports.

    Attributes:
        step: the newest, None before it has begun.
    """

    def __init__(
        self,
        job: Job,
        announcer: Announcer,
        position: Callable[[str], QueuePosition | None],
        pace: Pace,
        background: Background,
        *,
        seconds: float,
    ) -> None:
        self.job = job
        self.step: StepReport | None = None
        self._announcer = announcer
        self._position = position
        self._pace = pace
        self._unsaid: StepReport | None = None  # the newest, if it was not reported yet
        self._told: tuple[int, Hold | None] | None = None  # where it stood when that was last reported
        name = f"reports of job {job.id}"
        self._reporter = Reporter(self._say, period=seconds, background=background, name=name, turn=self._turn)

    def tell(self, step: StepReport | None) -> None:
        """It has started (None) or come further."""
        if step is not None:
            self.step = step
            self._unsaid = newer(self._unsaid, step)
        self.poke()

    def poke(self) -> None:
        """It may stand elsewhere now."""
        self._reporter.poke()

    def remind(self) -> None:
        """Tell again what was told."""
        self._told, self._unsaid = None, self.step
        self.poke()

    async def close(self) -> None:
        """Tell nothing more; what is being told arrives first, or not at all."""
        await self._reporter.close()

    async def _turn(self) -> None:
        if self._unsaid is not None or self._news() is not None:
            await self._pace.turn(self.job.place.channel_id or self.job.id)

    async def _say(self) -> None:
        """Tell where the job is now, unless that was told already."""
        if self._unsaid is not None:
            step, self._unsaid = self._unsaid, None
            await self._announcer.progress(self.job, step)
        elif (position := self._news()) is not None:
            self._told = (position.ahead, position.hold)
            await self._announcer.queued(self.job, position)

    def _news(self) -> QueuePosition | None:
        """Where it stands if it has not begun and was not told so."""
        if self.step is not None:
            return None
        position = self._position(self.job.id) or QueuePosition(0, 0.0)
        return None if (position.ahead, position.hold) == self._told else position
