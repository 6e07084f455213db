"""What a backup holds: where it is on disk, and what of it the database names. Blocking."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Column, make_url

from bot.settings import Settings
from bot.storage.files import holds_files
from bot.storage.sqlite import file_of
from bot.storage.start_errors import companions
from bot.storage.tables import challenge_entries, challenge_series, challenges, jobs, learned_styles, styles
from nst.errors import UserError

NAMED_FILES: Mapping[str, tuple[Column[str], ...]] = {  # for each folder, the columns that name its files
    "files": (
        *(jobs.c.content, jobs.c.style, jobs.c.style_2, jobs.c.style_3, jobs.c.mask, jobs.c.picture),
        *(jobs.c.content_clip, jobs.c.picture_clip),
    ),
    "styles": (styles.c.file,),
    "networks": (learned_styles.c.network,),
    "challenges": (challenges.c.reference, challenge_series.c.reference, challenge_entries.c.picture),
}
_COUNTED = {
    "jobs": "SELECT count(*) FROM jobs",
    "unfinished": "SELECT count(*) FROM jobs WHERE state IN ('queued', 'running')",
    "styles": "SELECT count(*) FROM styles WHERE file IS NOT NULL",
    "challenges": "SELECT count(*) FROM challenges",
}
_PLAIN = re.compile(r"[\w./:,@+\\-]*")


@dataclass(frozen=True, slots=True)
class Data:
    """Where the data of a bot are.

    Attributes:
        folder: of everything but perhaps the database.
        database: the file of SQLite.
        folders: of pictures and learned styles, by their names in an archive.
    """

    folder: Path
    database: Path
    folders: Mapping[str, Path]

    @property
    def there(self) -> Path | None:
        """A database or a folder with files that is there already."""
        files = next((one for one in companions(self.database) if one.exists()), None)
        return files or next((folder for folder in self.folders.values() if holds_files(folder)), None)


def data_of(settings: Settings) -> Data | None:
    """The data of a bot; None if its database is not a file of SQLite."""
    database = file_of(make_url(settings.database))
    if database is None:
        return None
    return Data(settings.data_dir, database, folders_of(settings))


def folders_of(settings: Settings) -> Mapping[str, Path]:
    """The folders of pictures and learned styles, by the keys of `NAMED_FILES`."""
    return {
        "files": settings.files_dir,
        "styles": settings.styles_dir,
        "networks": settings.networks_dir,
        "challenges": settings.challenges_dir,
    }


def settings_text(settings: Settings) -> str:
    """The settings that differ from their defaults, as lines of `.env`, without secrets."""
    lines = []
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        if value is not None and value != field.default and not isinstance(value, SecretStr):
            lines.append(f"{name.upper()}={_quoted(str(value).lower() if isinstance(value, bool) else str(value))}\n")
    return "".join(lines)


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def snapshot(database: Path, copy: Path) -> None:
    """Copy a database as it is at one moment; the bot may go on writing.

    Raises:
        sqlite3.Error, OSError: it cannot be read or copied.
    """
    with closing(sqlite3.connect(database, timeout=30)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)  # all pages at once: in steps, each write of the bot would begin it anew
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        target.execute("VACUUM")  # what people have deleted is not left in free pages


def revision_of(copy: Path) -> str:
    """The revision of the tables in a copy of a database.

    Raises:
        UserError: it has no tables, or its pages are damaged.
        sqlite3.Error: it cannot be read.
    """
    with closing(sqlite3.connect(copy)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise UserError("The database is damaged, so it is not backed up.", hint="Older backups are kept.")
        if "alembic_version" not in _tables(connection):
            raise UserError("The database is empty, so there is nothing to back up.", hint="Check DATA_DIR.")
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def counts(copy: Path) -> dict[str, int]:
    """How much of what is in a copy of a database, also of an older version."""
    with closing(sqlite3.connect(copy)) as connection:
        tables = _tables(connection)
        return {
            name: connection.execute(query).fetchone()[0]
            for name, query in _COUNTED.items()
            if query.partition(" FROM ")[2].partition(" ")[0] in tables
        }


def named_files(copy: Path) -> Iterator[tuple[str, str]]:
    """Folder and name of each file that a copy of a database names, also one of an older version."""
    with closing(sqlite3.connect(copy)) as connection:
        tables = _tables(connection)
        for folder, columns in NAMED_FILES.items():
            names: set[str] = set()
            for column in columns:
                table = column.table.name
                if table in tables and column.name in _columns(connection, table):
                    query = f"SELECT DISTINCT {column.name} FROM {table} WHERE {column.name} IS NOT NULL"  # noqa: S608  our own names
                    names.update(row[0] for row in connection.execute(query))
            yield from ((folder, name) for name in sorted(names))


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
