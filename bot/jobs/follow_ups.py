"""The proper picture that follows an instant one, and replaces it in the same reply."""

from __future__ import annotations

import logging

from bot.jobs.archive import Archive
from bot.jobs.dispatcher import Dispatcher
from bot.jobs.job import Job, State
from bot.jobs.store import JobStore
from bot.runtime.recent import Recent
from nst.params import Params

log = logging.getLogger(__name__)

LONGEST_LINE = 60.0  # seconds; in a longer line a button has to do
_REMEMBERED = 1000  # a crash forgets them, too: then the button is there


class FollowUps:
    """Asks for proper pictures after instant ones.

    Args:
        store, archive: where jobs are kept.
        dispatcher: has them painted.
    """

    def __init__(self, store: JobStore, archive: Archive, dispatcher: Dispatcher) -> None:
        self._store, self._archive, self._dispatcher = store, archive, dispatcher
        self._wanted: Recent[str, Params] = Recent(_REMEMBERED)

    def want(self, job_id: str, params: Params) -> None:
        """Note that a picture with these parameters shall follow a job."""
        self._wanted[job_id] = params

    async def ask(self, job: Job) -> None:
        """Queue what shall follow a finished job, if its turn would come within a minute.

        A person gets one at a time, and none while something else of theirs waits. A failure is logged: then the
        picture has a button.
        """
        if (params := self._wanted.pop(job.id, None)) is None:
            return
        try:
            await self._add(job, params)
        except Exception:
            log.exception("Job %s: the proper picture could not be asked for.", job.id)

    async def _add(self, job: Job, params: Params) -> None:
        if await self._store.unfinished_of(job.owner_id):
            return
        line = self._dispatcher.end_of_line()
        if line.hold is None and line.wait is not None and line.wait <= LONGEST_LINE:
            await self._dispatcher.add(
                lambda: self._archive.add_copy(job.id, job.owner_id, job.reply_target, params, follows=True)
            )

    async def of(self, job_id: str) -> Job | None:
        """The unfinished job that will replace this one's picture; None if there is none."""
        job = await self._store.follower(job_id)
        return None if job is None or job.state.final else job

    async def stop(self, job_id: str) -> None:
        """Keep the picture of this job: cancel what would replace it."""
        following = await self.of(job_id)
        if following is not None and await self._store.transition(following.id, State.CANCELLED):
            await self._dispatcher.withdraw(following.id)
