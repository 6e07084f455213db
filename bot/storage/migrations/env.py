"""Alembic runs this for every command: it migrates the connection that `bot.storage.database` passes."""

from typing import Any, Literal

from alembic import context

from bot.storage.column_types import UtcDateTime
from bot.storage.tables import metadata


def _render(kind: str, item: object, _: Any) -> str | Literal[False]:  # noqa: ANN401  alembic's own context
    # A migration must not change with our class, so it names the type below it.
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=_render,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
