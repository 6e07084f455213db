"""Jobs together with the files they name: neither is ever there without the other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.estimates import result_pixels
from bot.files import FileStore
from bot.jobs import Job, NotFound, Place, Request, State, new_id
from bot.store import JobStore
from bot.threads import run_blocking


class Archive:
    """Writes and removes jobs and their files. Files that several jobs name are kept until the last is gone."""

    def __init__(self, store: JobStore, files: FileStore) -> None:
        self._store = store
        self._files = files
        # Held from putting a file until a row names it, and while a file that no row names is removed.
        self._lock = asyncio.Lock()

    async def add(self, request: Request, *, parent_id: str | None) -> Job:
        """Write a new job and its files."""
        pixels = await run_blocking(result_pixels, request.content, request.params.size)
        async with self._lock:
            job = Job(
                id=new_id(),
                owner_id=request.owner_id,
                place=request.place,
                content=await self._files.put(request.content),
                style=await self._files.put(request.style),
                params=request.params,
                state=State.QUEUED,
                created_at=datetime.now(UTC),
                parent_id=parent_id,
                pixels=pixels,
            )
            await self._store.add(job)
        return job

    async def add_copy(self, parent_id: str, owner_id: int, place: Place, changes: Mapping[str, Any]) -> Job:
        """Write a new job with the files of another.

        Raises:
            NotFound: the other job or its files are gone.
            BadRequest: a changed parameter is out of range.
        """
        async with self._lock:
            parent = await self._store.get(parent_id)
            params = replace(parent.params, **changes)
            pixels = await run_blocking(result_pixels, await self._files.get(parent.content), params.size)
            job = Job(
                id=new_id(),
                owner_id=owner_id,
                place=place,
                content=parent.content,
                style=parent.style,
                params=params,
                state=State.QUEUED,
                created_at=datetime.now(UTC),
                parent_id=parent.id,
                pixels=pixels,
            )
            await self._store.add(job)
        return job

    async def finish(self, job_id: str, picture: bytes, summary: Mapping[str, Any]) -> Job | None:
        """Write the result of a running job; None, and nothing is kept, when it is not running any more."""
        async with self._lock:
            name = await self._files.put(picture)
            job = await self._store.move(job_id, State.DONE, picture=name, summary=dict(summary))
            if job is None:
                await self._discard(name)
        return job

    async def remove(self, job_id: str) -> Job:
        """Remove a job and the files that only it named; return it as it was.

        Raises:
            NotFound: there is no such job.
        """
        async with self._lock:
            job = await self._store.get(job_id)
            await self._store.delete(job_id)
            for name in {job.content, job.style, job.picture}:
                await self._discard(name)
        return job

    async def tidy(self, age: timedelta) -> None:
        """Remove jobs that ended, and files that nobody names, so long ago."""
        for job in await self._store.expired(datetime.now(UTC) - age):
            with suppress(NotFound):  # its owner was faster
                await self.remove(job.id)
        for name in await self._files.older_than(age.total_seconds()):
            async with self._lock:
                await self._discard(name)

    async def _discard(self, name: str | None) -> None:
        if name is not None and not await self._store.file_in_use(name):
            await self._files.delete(name)
