"""Write the next migration, from the migrations so far to `bot.storage.tables.metadata`."""

import argparse
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from bot.storage.upgrades import migrate, migration_config


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bot.storage.migrations", description=__doc__)
    parser.add_argument("what", help="what changes, such as “Add styles”")
    what = parser.parse_args().what
    number = sum(1 for _ in (Path(__file__).parent / "versions").glob("[0-9]*.py")) + 1
    with create_engine("sqlite://").begin() as connection:
        migrate(connection)
        command.revision(migration_config(connection), what, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    main()
