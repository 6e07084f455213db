"""Which job starts next. Values in, a name out; nothing is started here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bot.jobs.job import Job
from bot.jobs.queue import FairQueue
from bot.jobs.suspects import is_suspect

MayStart = Callable[[Job, Iterable[Job]], bool]
"""Whether a job may run beside those that run; if not, others go first."""


def take_next(
    queue: FairQueue[str], job_of: Callable[[str], Job], running: Sequence[Job], may_start: MayStart
) -> str | None:
    """Take the next job out of the queue; None when none may start now.

    Suspects go first, each alone (see `bot.jobs.suspects`); then somebody who has none running; then anybody.
    """

    def suspect(job_id: str) -> bool:
        return is_suspect(job_of(job_id)) and may_start(job_of(job_id), ())

    def of_somebody_else(job_id: str) -> bool:
        return job_of(job_id).owner_id not in busy and may_start(job_of(job_id), running)

    if any(map(is_suspect, running)) or (running and any(map(suspect, queue))):
        return None
    busy = {job.owner_id for job in running}
    return (
        queue.pop(suspect)
        or queue.pop(of_somebody_else)
        or (queue.pop(lambda job_id: may_start(job_of(job_id), running)) if busy else None)
    )
