"""Personal data in jobs and drafts. See `bot.storage.personal_data.PersonalData`."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import NotFound
from bot.jobs.job import Actor, Job
from bot.jobs.quotas import Quotas
from bot.jobs.service import JobService
from bot.jobs.store import JobStore
from bot.storage.files import FileStore
from bot.storage.personal_data import Stored
from bot.storage.tables import drafts


class JobPersonalData:
    """Jobs with their pictures, and the times of requests within the last day."""

    def __init__(self, store: JobStore, files: FileStore, quotas: Quotas, job_service: JobService) -> None:
        self._store = store
        self._files = files
        self._quotas = quotas
        self._job_service = job_service

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """All jobs of a person, newest first, with their uploads and results."""
        jobs = [job for job in reversed(await self._store.concerning(user_id)) if job.owner_id == user_id]
        parts: dict[str, Any] = {
            "jobs.json": [_describe(job) for job in jobs],
            "asked-within-a-day.json": await self._quotas.times(user_id),
        }
        for names in (_results, _uploads):
            for job in jobs:
                parts |= {path: Stored(self._files, name) for path, name in names(job).items()}
        return parts

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Stop and remove all jobs of a person, and other people's jobs that use their pictures."""
        jobs = await self._store.concerning(user_id)
        for job in jobs:
            if not job.state.final:
                with suppress(NotFound):  # its owner removed it first
                    await self._job_service.cancel(job.id, Actor(job.owner_id))
        for job in jobs:
            await self._job_service.settle(job.id)  # so that its message does not show it as running
            with suppress(NotFound):
                await self._job_service.delete(job.id, Actor(job.owner_id))
        await self._quotas.forget(user_id)
        return {"jobs": len(jobs)}


@dataclass(frozen=True, slots=True)
class DraftPersonalData:
    """Forms that a person has opened but not sent."""

    database: AsyncEngine

    async def export(self, user_id: int) -> Mapping[str, Any]:
        """A person's unsent forms of the last day."""
        async with self.database.connect() as connection:
            rows = await connection.execute(select(drafts.c.data).where(drafts.c.owner_id == user_id))
            found = list(rows.scalars())
        return {"drafts.json": found} if found else {}

    async def forget(self, user_id: int) -> Mapping[str, int]:
        """Remove a person's drafts, without counting them."""
        async with self.database.begin() as connection:
            await connection.execute(drafts.delete().where(drafts.c.owner_id == user_id))
        return {}


def _describe(job: Job) -> dict[str, Any]:
    """A job as JSON types, without its loss history, which is large and not personal."""
    summary = {name: value for name, value in (job.summary or {}).items() if name != "history"}
    return {
        "id": job.id,
        "state": job.state,
        "created_at": job.created_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "server": job.reply_target.guild_id,
        "channel": job.reply_target.channel_id,
        "message": job.reply_target.message_id,
        "language": job.reply_target.locale,
        "private": job.private,
        "content_name": job.content_name,
        "style_name": job.style_name,
        "params": job.params.to_dict(),
        "summary": summary or None,
        "error": job.error,
        "copy_of": job.parent_id,
        "files": [*_results(job), *_uploads(job)],
    }


def _results(job: Job) -> dict[str, str]:
    found = {f"pictures/{job.id}.png": job.picture, f"pictures/{job.id}.webp": job.picture_clip}
    return {path: name for path, name in found.items() if name}


def _uploads(job: Job) -> dict[str, str]:
    """The owner's uploads for a job, without other people's pictures."""
    if job.subject_id is not None:
        return {}
    return {f"uploads/{name[:16]}.{'webp' if name == job.content_clip else 'png'}": name for name in job.uploads}
