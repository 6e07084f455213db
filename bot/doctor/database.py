"""The database, read only."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bot.doctor.findings import Finding, mebibytes, ok, warning, wrong
from bot.doctor.reading import read_only
from bot.doctor.settings import nearest
from bot.storage.copies import copies
from bot.storage.files import holds_files
from bot.storage.start_errors import START_FRESH, companions
from bot.storage.tables import metadata
from bot.storage.upgrades import newest_revision, revisions

_TOPIC = "database"
_LITTLE_SPACE, _NO_SPACE = 2**30, 100 * 2**20  # bytes


def check_database(file: Path | None, data_dir: Path, folders: Sequence[Path]) -> list[Finding]:
    """Check the pages, the version and the size of the database, and the free space. Blocking.

    Args:
        file: of SQLite; None if the database is PostgreSQL.
        data_dir: the folder of everything.
        folders: of people's files.
    """
    space = _space(data_dir)
    if file is None:
        advice = "The health page of the running bot says whether it can be reached."
        return [warning(_TOPIC, "It is no file of SQLite, so it was not checked.", advice), space]
    if not file.exists():
        return [_missing(file, folders), space]
    try:
        with read_only(file) as connection:
            found = _contents(connection, file)
    except (sqlite3.Error, OSError) as error:
        found = _unreadable(error, file)
    return [found, space]


def _missing(file: Path, folders: Sequence[Path]) -> Finding:
    if any(map(holds_files, folders)):
        advice = f"Check DATA_DIR and DATABASE_URL. {_rescue(file)}"
        return wrong(_TOPIC, "It is missing, but there are people's pictures, so the bot does not start.", advice)
    return warning(_TOPIC, "There is none yet.", "The first start makes it. If there was one, check DATA_DIR.")


def _contents(connection: sqlite3.Connection, file: Path) -> Finding:
    answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        return wrong(_TOPIC, f"It is damaged: {' '.join(answer.split())}.", _rescue(file))
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = (
        connection.execute("SELECT version_num FROM alembic_version").fetchall() if "alembic_version" in tables else []
    )
    if not rows:
        return wrong(_TOPIC, "It is empty: it has no version.", f"Check DATA_DIR and DATABASE_URL. {_rescue(file)}")
    revision, newest = str(rows[0][0]), newest_revision()
    size = mebibytes(sum(one.stat().st_size for one in companions(file) if one.exists()))
    if len(rows) > 1 or revision not in revisions():
        return wrong(_TOPIC, f"It is of a newer version of the bot (schema {revision}).", "Install the newer version.")
    if revision != newest:
        advice = "The next start upgrades it, and copies it first. Make a backup: chameleon backup."
        return warning(_TOPIC, f"{size}, sound, of schema {revision}; this version has {newest}.", advice)
    if lost := sorted(set(metadata.tables) - tables):
        return wrong(_TOPIC, f"It is damaged: it has no table “{lost[0]}”.", _rescue(file))
    return ok(_TOPIC, f"{size}, sound, schema {revision}, the newest.")


def _unreadable(error: Exception, file: Path) -> Finding:
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if name in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
        return wrong(_TOPIC, f"It is damaged ({name}).", _rescue(file))
    if name == "SQLITE_READONLY_ROLLBACK":
        advice = "The next start of the bot takes it back."
        return warning(_TOPIC, "A write was interrupted, so it was not checked.", advice)
    if name in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
        return warning(_TOPIC, "Another program keeps it locked, so it was not checked.", "Try again.")
    return wrong(_TOPIC, f"It cannot be read ({name}).", "Let the user who runs the bot read it and its folder.")


def _rescue(file: Path) -> str:
    newest = copies(file)
    copy = f"the copy {newest[0].name} in backups/ beside it" if newest else "a backup (chameleon restore)"
    return f"Stop the bot, then put {copy} in its place; or begin with nothing: {START_FRESH}."


def _space(data_dir: Path) -> Finding:
    free = shutil.disk_usage(nearest(data_dir)).free
    seen, advice = f"{mebibytes(free)} are free for DATA_DIR.", "Free some space, or lower RETENTION_DAYS."
    if free < _NO_SPACE:
        return wrong("disk", seen, advice)
    return warning("disk", seen, advice) if free < _LITTLE_SPACE else ok("disk", seen)
