"""Animations that are painted whole, and how many pictures each counts as."""

import sqlalchemy as sa
from alembic import op

revision = "0016_clips"
down_revision = "0015_follow_ups"
branch_labels = None
depends_on = None

_FILES = ("content_clip", "picture_clip")


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        for name in _FILES:
            jobs.add_column(sa.Column(name, sa.String(64)))
        jobs.add_column(sa.Column("frames", sa.Integer(), nullable=False, server_default="1"))
    for name in _FILES:
        op.create_index(f"ix_jobs_{name}", "jobs", [name])
    with op.batch_alter_table("requests") as requests:
        requests.add_column(sa.Column("pictures", sa.Integer(), nullable=False, server_default="1"))


def downgrade() -> None:
    with op.batch_alter_table("requests") as requests:
        requests.drop_column("pictures")
    for name in _FILES:
        op.drop_index(f"ix_jobs_{name}", "jobs")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("frames")
        for name in _FILES:
            jobs.drop_column(name)
