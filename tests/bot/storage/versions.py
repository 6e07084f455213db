"""Databases of every version of the bot, each with a job."""

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, Table, create_engine, inspect
from sqlalchemy.pool import NullPool

from bot.jobs.job import Job
from bot.jobs.store import to_row
from bot.storage.tables import jobs, metadata
from bot.storage.upgrades import migrate, revisions
from tests.bot.doubles import job

TABLES = tuple(metadata.tables)
STARTS: list[str | None] = [None, *revisions()[:-1]]  # possible revisions before an upgrade; None is a first start


# `recipe("draft", init="noise", normalization="mean", as_published=True)` under the names of older versions
FORMER_PARAMS = {
    "recipe": "draft",
    "mode": "transfer",
    "sheet": False,
    "size": 384,
    "steps": 80,
    "strength": 0.5,
    "seed": 0,
    "colours": "painting",
    "style_scale": 1.0,
    "mix": [],
    "optimizer": "adam",
    "learning_rate": 0.03,
    "start": "noise",
    "scales": 2,
    "content_layers": {"relu4_1": 1.0},
    "style_layers": {f"relu{block}_1": 1.0 for block in range(1, 6)},
    "pooling": "average",
    "style_loss": "moments",
    "formula": "mean",
    "content_weight": 1.0,
    "style_weight": 5.0,
    "tv_weight": 0.0,
    "plain": True,
    "clip_every": 1,
}


def plain_engine(file: Path) -> Engine:
    """Open a database like the versions that did not upgrade in one transaction."""
    return create_engine(f"sqlite:///{file}", poolclass=NullPool)


def write_version(file: Path, revision: str | None, *old: Job) -> None:
    """Make a database like the bot of that revision; its jobs have `FORMER_PARAMS`."""
    if revision is None:
        return
    engine = plain_engine(file)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with engine.begin() as connection:
        migrate(connection, revision)
        names = [column["name"] for column in inspect(connection).get_columns("jobs")]
        table = Table("jobs", MetaData(), *(Column(name, jobs.c[name].type) for name in names if name in jobs.c))
        for one in old or [job()]:
            row = {name: value for name, value in (to_row(one) | {"params": FORMER_PARAMS}).items() if name in table.c}
            connection.execute(table.insert().values(row))


def schema(connection: Connection) -> dict[str, Any]:
    """The whole schema of a database, for comparisons."""
    here = inspect(connection)
    return {
        table: (
            [(column["name"], str(column["type"]), column["nullable"]) for column in here.get_columns(table)],
            sorted(str(index["name"]) for index in here.get_indexes(table)),
            sorted(str(constraint["name"]) for constraint in here.get_unique_constraints(table)),
        )
        for table in here.get_table_names()
    }


def contents(file: Path) -> tuple[dict[str, Any], list[Any]]:
    """The schema of a database, and the ids of the jobs in it."""
    with plain_engine(file).connect() as connection:
        return schema(connection), list(connection.exec_driver_sql("SELECT id FROM jobs ORDER BY number").scalars())
