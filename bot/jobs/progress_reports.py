"""Report the queue position and progress of an unfinished job to its person."""

from __future__ import annotations

from collections.abc import Callable

from bot.jobs.announcer import Announcer
from bot.jobs.executor import StepReport, newer
from bot.jobs.job import Hold, Job, QueuePosition
from bot.runtime.background import Background, Reporter
from bot.runtime.rate_limits import Pace


class ProgressReporter:
    """Reports on one undelivered job. It sends only the newest state, as often as the limits allow.

    Args:
        job: as it was queued.
        announcer: reports to people.
        position: gives the queue position for a job id; None if the job does not wait any more.
        pace: the limit for all jobs of a channel together.
        background: where reports run.
        seconds: least time between two reports.

    Attributes:
        step: the newest step; None before the job starts.
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
        self._unsaid: StepReport | None = None  # the newest step, if it was not reported yet
        self._told: tuple[int, Hold | None] | None = None  # the position that was last reported
        name = f"reports of job {job.id}"
        self._reporter = Reporter(self._say, period=seconds, background=background, name=name, turn=self._turn)

    def tell(self, step: StepReport | None) -> None:
        """Report the start (None) or a step."""
        if step is not None:
            self.step = step
            self._unsaid = newer(self._unsaid, step)
        self.poke()

    def poke(self) -> None:
        """Report the position if it has changed."""
        self._reporter.poke()

    def remind(self) -> None:
        """Repeat the last report."""
        self._told, self._unsaid = None, self.step
        self.poke()

    async def close(self) -> None:
        """Stop reporting; a report in progress arrives before this returns, or not at all."""
        await self._reporter.close()

    async def _turn(self) -> None:
        if self._unsaid is not None or self._news() is not None:
            await self._pace.turn(self.job.reply_target.channel_id or self.job.id)

    async def _say(self) -> None:
        """Report the current state, unless it was reported already."""
        if self._unsaid is not None:
            step, self._unsaid = self._unsaid, None
            await self._announcer.progress(self.job, step)
        elif (position := self._news()) is not None:
            self._told = (position.ahead, position.hold)
            await self._announcer.queued(self.job, position)

    def _news(self) -> QueuePosition | None:
        """The position, if the job waits and this position was not reported."""
        if self.step is not None:
            return None
        position = self._position(self.job.id) or QueuePosition(0, 0.0)
        return None if (position.ahead, position.hold) == self._told else position
