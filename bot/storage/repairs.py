"""Repair databases that an older version of the bot left half upgraded. Blocking.

An upgrade was not a single transaction then: SQLite's driver committed each change of a table at once, until the first
row was written. A kill left some new tables or columns; every later start failed with “table jobs already exists”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, create_engine, inspect

from bot.storage.upgrades import migrate, revisions

_TEMPORARY = "_alembic_tmp_"  # name prefix of a table that is being remade
_VERSIONS = "alembic_version"


class LeftoverInUse(Exception):
    """The leftovers of an upgrade contain data."""


@dataclass(frozen=True, slots=True)
class _Schema:
    """The tables and indexes of a database.

    Attributes:
        tables: by table name, the columns with their defaults as SQL.
        indexes: by index name, the table.
    """

    tables: Mapping[str, Mapping[str, str]]
    indexes: Mapping[str, str]


def remove_leftovers(connection: Connection, revision: str | None) -> None:
    """Remove the leftovers of an interrupted upgrade from `revision`, so that it can start again.

    Raises:
        LeftoverInUse: they contain data, so they are not changed.
    """
    known = [None, *revisions()]
    following = dict(pairwise(known))[revision]
    here = _schema(connection)
    if here.tables.keys() <= {_VERSIONS}:
        return
    for change in [*_changes(connection, here, _schema_at(revision), _schema_at(following))]:
        connection.exec_driver_sql(change)


def _changes(connection: Connection, here: _Schema, before: _Schema, after: _Schema) -> Iterator[str]:
    """The statements that restore the tables of before the upgrade."""
    quote = connection.dialect.identifier_preparer.quote
    for index, table in here.indexes.items():
        if table in before.tables and index in after.indexes.keys() - before.indexes.keys():
            yield f"DROP INDEX {quote(index)}"
    for table, columns in here.tables.items():
        if table.startswith(_TEMPORARY) or table in after.tables.keys() - before.tables.keys() - {_VERSIONS}:
            _check_none(connection, quote(table), f"there are rows in “{table}”")
            yield f"DROP TABLE {quote(table)}"
        elif table in before.tables:
            for column in columns.keys() & (after.tables.get(table, {}).keys() - before.tables[table].keys()):
                default = after.tables[table][column]
                other = f"{quote(table)} WHERE {quote(column)} IS NOT {default}"
                _check_none(connection, other, f"there are values in “{table}.{column}”")
                yield f"ALTER TABLE {quote(table)} DROP COLUMN {quote(column)}"


def _check_none(connection: Connection, rows: str, otherwise: str) -> None:
    if connection.exec_driver_sql(f"SELECT 1 FROM {rows} LIMIT 1").first() is not None:  # noqa: S608  our own names
        raise LeftoverInUse(otherwise)


def _schema_at(revision: str | None) -> _Schema:
    """The schema that the migrations make."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            if revision is not None:
                migrate(connection, revision)
            return _schema(connection)
    finally:
        engine.dispose()


def _schema(connection: Connection) -> _Schema:
    here = inspect(connection)
    names = here.get_table_names()
    tables = {
        table: {column["name"]: column["default"] or "NULL" for column in here.get_columns(table)} for table in names
    }
    indexes = {str(index["name"]): table for table in names for index in here.get_indexes(table)}
    return _Schema(tables, indexes)
