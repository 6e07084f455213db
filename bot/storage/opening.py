"""Make a database ready at start, or say in one sentence why it cannot be used."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.runtime.blocking import run_blocking
from bot.storage import sqlite, start_errors
from bot.storage.aside import move_aside
from bot.storage.copies import copies
from bot.storage.picture_folders import check_folders, folder_in_use
from bot.storage.upgrades import UnknownRevision, migrate, newest_revision, revision_of

log = logging.getLogger(__name__)

_UPGRADES = 0x4E5354  # any number that only the bot locks


@dataclass(frozen=True, slots=True)
class Opening:
    """A database that is being opened.

    Attributes:
        engine: used afterwards.
        tables: of the newest revision.
        pictures: folders of people's pictures.
        patience: seconds to wait for another process that uses an SQLite file.
    """

    engine: AsyncEngine
    tables: Collection[str]
    pictures: Sequence[Path]
    patience: float

    async def make_ready(self, *, start_fresh: bool) -> None:
        """Check the database and bring its tables up to date.

        Args:
            start_fresh: if its contents cannot be used, move them and the pictures aside and start empty.

        Raises:
            Unusable: it cannot be used.
        """
        await run_blocking(check_folders, self.pictures)
        try:
            await self._prepare()
        except start_errors.Unusable as fault:
            if not (start_fresh and fault.replaceable):
                raise
            await run_blocking(self._clear_the_way, fault)
            await self._prepare()
        else:
            if start_fresh:
                log.warning("The database can be used, so --start-fresh has moved nothing.")

    async def _prepare(self) -> None:
        pictures = await run_blocking(folder_in_use, self.pictures)
        if self._file is not None:
            await run_blocking(sqlite.make_ready, self._file, self.tables, pictures, patience=self.patience)
            return
        try:
            async with self.engine.begin() as connection:
                await connection.run_sync(self._upgrade, pictures)
        except (OSError, SQLAlchemyError, CommandError) as error:
            raise start_errors.unusable(self._shown, error) from error

    def _upgrade(self, connection: Connection, pictures: Path | None) -> None:
        """Upgrade a database of PostgreSQL, in the transaction of its connection."""
        connection.execute(select(func.pg_advisory_xact_lock(_UPGRADES)))  # another process may start just now
        try:
            revision = revision_of(connection)
        except UnknownRevision as error:
            # Only a file can be moved aside; the pictures belong to the database that stays.
            raise start_errors.unknown_version(self._shown, str(error), "", replaceable=False) from None
        if revision is None and pictures is not None:
            rescue = f"To begin with nothing, {start_errors.START_FRESH} moves the pictures aside."
            raise start_errors.emptied(self._shown, pictures, rescue)
        if revision != newest_revision():
            migrate(connection)

    def _clear_the_way(self, fault: start_errors.Unusable) -> None:
        old = [] if self._file is None else [*start_errors.companions(self._file), *copies(self._file)]
        try:
            moved = move_aside([*old, *self.pictures], datetime.now(UTC))
        except OSError as error:
            raise start_errors.explain(error, self._file or self.pictures[0], "") from error
        folders = ", ".join(map(str, moved))
        log.warning(
            "%s Started afresh; the old data are in %s. Delete them when you need them no more.", fault, folders
        )

    @property
    def _file(self) -> Path | None:
        return sqlite.file_of(self.engine.url)

    @property
    def _shown(self) -> str:
        return self.engine.url.render_as_string()
