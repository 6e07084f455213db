"""The pictures that people have had painted, for looking at them and using them again. It changes nothing."""

from __future__ import annotations

from bot.jobs.archive import max_size_of
from bot.jobs.job import Job
from bot.jobs.store import JobStore
from bot.storage.files import FileStore


class JobHistory:
    """Finds pictures of the past.

    Args:
        store, files: where jobs and their pictures are kept.
    """

    def __init__(self, store: JobStore, files: FileStore) -> None:
        self._store, self._files = store, files

    async def own_picture(self, owner_id: int, digest: str) -> bytes | None:
        """A style or mask of a person's jobs, by the first digits of its digest; None if there is none."""
        name = await self._store.own_file(owner_id, digest)
        return None if name is None else await self._files.get(name)

    async def max_size_of(self, job: Job) -> int:
        """Largest possible long side of a job's result, in pixels; see `bot.jobs.archive.max_size_of`."""
        return await max_size_of(self._files, job)

    async def pictures(
        self, owner_id: int, *, count: int, skip: int = 0, brief: bool = False, style: str | None = None
    ) -> tuple[list[Job], int]:
        """A person's jobs with a picture, newest first, and their total number. See `JobStore.pictures`."""
        return await self._store.pictures(owner_id, count=count, skip=skip, brief=brief, style=style)

    async def styles_used(self, owner_id: int) -> list[str]:
        """The names of the styles of a person's pictures, the most used first."""
        return await self._store.styles_used(owner_id)

    async def latest(self, owner_id: int) -> Job | None:
        """A person's latest job with a picture; None if there is none."""
        return next(iter(await self._store.recently_done(1, owner_id=owner_id)), None)
