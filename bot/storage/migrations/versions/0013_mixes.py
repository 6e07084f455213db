"""The second and third style of a picture, and its mask."""

import sqlalchemy as sa
from alembic import op

revision = "0013_mixes"
down_revision = "0012_series"
branch_labels = None
depends_on = None

_FILES = ("style_2", "style_3", "mask")


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        for name in _FILES:
            jobs.add_column(sa.Column(name, sa.String(length=64)))
    for name in _FILES:
        op.create_index(f"ix_jobs_{name}", "jobs", [name])


def downgrade() -> None:
    for name in _FILES:
        op.drop_index(f"ix_jobs_{name}", "jobs")
    with op.batch_alter_table("jobs") as jobs:
        for name in _FILES:
            jobs.drop_column(name)
