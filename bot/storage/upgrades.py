"""Migrations: find the revision of a database, and upgrade it to the newest. Blocking."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_MIGRATIONS = Path(__file__).parent / "migrations"


class UnknownRevision(Exception):
    """No migration makes the revision of the database: a newer version of the bot wrote it."""


def migrate(connection: Connection, revision: str = "head") -> None:
    """Migrate the tables of a database to a revision, in the caller's transaction."""
    command.upgrade(migration_config(connection), revision)


def migration_config(connection: Connection) -> Config:
    """The configuration of alembic: an open connection, no configuration file."""
    config = _plain_config()
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str:
    """The revision that the code needs."""
    return revisions()[-1]


def revisions() -> list[str]:
    """All revisions, in order."""
    scripts = ScriptDirectory.from_config(_plain_config())
    return [script.revision for script in scripts.walk_revisions()][::-1]


def revision_of(connection: Connection) -> str | None:
    """The revision of a database; None if no migration was ever completed.

    Raises:
        UnknownRevision: it is unknown.
    """
    heads = MigrationContext.configure(connection).get_current_heads()
    if not heads:
        return None
    if len(heads) > 1 or heads[0] not in revisions():
        raise UnknownRevision(", ".join(heads))
    return heads[0]


def _plain_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
