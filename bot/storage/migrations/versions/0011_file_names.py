"""The names of the files that people sent, and whether a style's name is that of a saved style."""

import sqlalchemy as sa
from alembic import op

revision = "0011_file_names"
down_revision = "0010_notices"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("content_name", sa.Text(), nullable=False, server_default=""))
        jobs.add_column(sa.Column("style_saved", sa.Boolean(), nullable=False, server_default=sa.false()))
    table = sa.table("jobs", sa.column("style_name"), sa.column("style_saved", sa.Boolean()))
    op.execute(table.update().where(table.c.style_name != "").values(style_saved=True))  # files had no names before


def downgrade() -> None:
    table = sa.table("jobs", sa.column("style_name"), sa.column("style_saved", sa.Boolean()))
    op.execute(table.update().where(sa.not_(table.c.style_saved)).values(style_name=""))
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("style_saved")
        jobs.drop_column("content_name")
