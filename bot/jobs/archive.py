"""Jobs and their files, kept consistent: no job without its files, no file without a job."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.errors import NotFound
from bot.jobs.estimates import long_side, result_pixels
from bot.jobs.job import AddedStyle, Job, Photo, ReplyTarget, Request, State, join_names, new_id
from bot.jobs.store import JobStore
from bot.parameters.recipes import is_instant
from bot.parameters.variations import difference
from bot.storage.files import FileStore, remove_orphans
from nst.params import MAX_SIZE, Params


class Archive:
    """Writes and removes jobs and their files. A shared file is kept until its last job is gone."""

    def __init__(self, store: JobStore, files: FileStore) -> None:
        self._store = store
        self._files = files
        # Held from storing a file until a row names it, and while unnamed files are removed.
        self._lock = asyncio.Lock()

    async def add(self, request: Request, *, parent_id: str | None) -> Job:
        """Write a new job and its files."""
        pixels = result_pixels(request.content or next(iter(request.styles), None), request.params.size)
        async with self._lock:
            job = Job(
                id=new_id(),
                owner_id=request.owner_id,
                reply_target=request.reply_target,
                content=await self._put(request.content),
                styles=tuple([await self._files.put(style) for style in request.styles]),
                mask=await self._put(request.mask),
                content_clip=None if request.clip is None else await self._files.put(request.clip.data),
                frames=1 if request.clip is None else len(request.clip.durations),
                params=request.params,
                state=State.QUEUED,
                created_at=datetime.now(UTC),
                parent_id=parent_id,
                pixels=pixels,
                private=request.private,
                spoiler=request.spoiler,
                content_name=request.content_name,
                style_name=request.style_name,
                style_saved=request.style_saved,
                subject_id=request.subject_id,
            )
            await self._store.add(job)
        return job

    async def add_copy(
        self,
        parent_id: str,
        owner_id: int,
        reply_target: ReplyTarget,
        params: Params,
        *,
        private: bool | None = None,
        photo: Photo | None = None,
        added: AddedStyle | None = None,
        follows: bool = False,
    ) -> Job:
        """Write a new job with the files of another.

        Args:
            parent_id: of the other job.
            owner_id: of the new one.
            reply_target: of the new one. A result for adults stays age-restricted everywhere.
            params: of the new job. An animation stays one if they are of an instant picture; else its first frame is
                painted.
            private: whether only the owner may see it; None takes it from the other job.
            photo: another photo, which is painted everywhere: a mask belongs to the photo of the other job.
            added: one more style.
            follows: see `Job`.

        Raises:
            NotFound: the other job or its files are gone.
        """
        async with self._lock:
            parent = await self._store.get(parent_id)
            clip = None if photo or not is_instant(params) else parent.content_clip
            shape = photo.data if photo else await self._files.get(next(iter(parent.uploads), ""))
            job = Job(
                id=new_id(),
                owner_id=owner_id,
                reply_target=replace(
                    reply_target, age_restricted=reply_target.age_restricted or parent.reply_target.age_restricted
                ),
                content=await self._files.put(photo.data) if photo else parent.content,
                styles=parent.styles,
                mask=None if photo else parent.mask,
                content_clip=clip,
                frames=parent.frames if clip else 1,
                params=params,
                state=State.QUEUED,
                created_at=datetime.now(UTC),
                parent_id=parent.id,
                pixels=result_pixels(shape, params.size),
                private=parent.private if private is None else private,
                spoiler=parent.spoiler or (photo is not None and photo.spoiler),
                content_name=photo.name if photo else parent.content_name,
                style_name=parent.style_name,
                style_saved=parent.style_saved,
                subject_id=parent.subject_for(owner_id),
                changes={} if follows else difference(parent.params, params),
                follows=follows,
            )
            if added is not None:
                job = await self._with(job, added)
            await self._store.add(job)
        return job

    async def _with(self, job: Job, added: AddedStyle) -> Job:
        """The job with one more style."""
        names = [*(job.style_names or ("",) * len(job.styles)), added.name]
        return replace(
            job,
            styles=(*job.styles, await self._files.put(added.data)),
            style_name=join_names(names),
            style_saved=job.style_saved and added.saved,
            spoiler=job.spoiler or added.spoiler,
        )

    async def read(self, name: str) -> bytes:
        """Read a file of a job.

        Raises:
            NotFound: it is gone.
        """
        return await self._files.get(name)

    async def finish(
        self, job_id: str, picture: bytes, summary: Mapping[str, Any], clip: bytes | None = None
    ) -> Job | None:
        """Write the result of a running job. If it does not run any more, return None and keep nothing."""
        async with self._lock:
            made = {"picture": await self._files.put(picture), "picture_clip": await self._put(clip)}
            job = await self._store.transition(job_id, State.DONE, **made, summary=dict(summary))
            if job is None:
                for name in made.values():
                    await self._discard(name)
        return job

    async def remove(self, job_id: str) -> Job:
        """Remove a job and the files that only it uses; return the removed job.

        Raises:
            NotFound: there is no such job.
        """
        async with self._lock:
            job = await self._store.get(job_id)
            await self._store.delete(job_id)
            for name in {*job.uploads, *job.results}:
                await self._discard(name)
        return job

    async def tidy(self, retention: timedelta | None) -> None:
        """Remove jobs that ended longer ago than this (None: keep them), and files that no job names."""
        if retention is not None:
            for job in await self._store.expired(datetime.now(UTC) - retention):
                with suppress(NotFound):  # its owner was faster
                    await self.remove(job.id)
        await remove_orphans(self._files, self._store.files_in_use, self._lock)

    async def _put(self, data: bytes | None) -> str | None:
        return None if data is None else await self._files.put(data)

    async def _discard(self, name: str | None) -> None:
        if name is not None and not await self._store.files_in_use([name]):
            await self._files.delete(name)


async def max_size_of(files: FileStore, job: Job) -> int:
    """Largest long side of a job's result: its photo's, 0 if that is gone. A texture has no such limit."""
    try:
        return MAX_SIZE if job.content is None else long_side(await files.get(job.content))
    except NotFound:
        return 0
