"""What tells people about their jobs. `cogs.painting.announcer` does so in Discord."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

from bot.jobs.executor import StepReport
from bot.jobs.job import Job, QueuePosition

Note = Callable[[int | None, int | None], Awaitable[None]]
"""Writes down the channel and the id of the message that the end of a job is posted as; None if there is none."""


class Announcer(Protocol):
    """Reports to people about their jobs. Call it from background tasks only; its exceptions are logged."""

    async def queued(self, job: Job, position: QueuePosition) -> None:
        """Show the position of the job in the queue."""
        ...

    async def progress(self, job: Job, event: StepReport) -> None:
        """Show the progress. A preview of None keeps the last preview."""
        ...

    async def paused(self, job: Job) -> None:
        """Tell the person that the job resumes after a restart."""
        ...

    async def ended(self, job: Job, note: Note) -> str | None:
        """Deliver the picture, failure or cancellation.

        Args:
            job: has ended.
            note: called when the message exists, before the picture is added to it.

        Returns:
            The name of the `Outlet` that it took; None if the person does not have it.

        Raises:
            TryLater: a later attempt may work.
        """
        ...
