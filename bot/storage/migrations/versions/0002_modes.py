"""Jobs of other modes, private ones, what their answers need to know of their place, and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("content", existing_type=sa.String(length=64), nullable=True)
        jobs.alter_column("style", existing_type=sa.String(length=64), nullable=True)
        jobs.add_column(sa.Column("locale", sa.String(length=16), nullable=False, server_default="en-GB"))
        jobs.add_column(sa.Column("age_restricted", sa.Boolean(), nullable=False, server_default=sa.false()))
        jobs.add_column(sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
        jobs.add_column(sa.Column("spoiler", sa.Boolean(), nullable=False, server_default=sa.false()))
        jobs.add_column(sa.Column("style_name", sa.Text(), nullable=False, server_default=""))
        jobs.add_column(sa.Column("subject_id", sa.BigInteger()))
        jobs.add_column(sa.Column("changes", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("owner_id", "created_at"):
        op.create_index(f"ix_drafts_{column}", "drafts", [column])


def downgrade() -> None:
    op.drop_table("drafts")
    op.execute("DELETE FROM jobs WHERE content IS NULL OR style IS NULL")
    with op.batch_alter_table("jobs") as jobs:
        for name in ("locale", "age_restricted", "private", "spoiler", "style_name", "subject_id", "changes"):
            jobs.drop_column(name)
        jobs.alter_column("content", existing_type=sa.String(length=64), nullable=False)
        jobs.alter_column("style", existing_type=sa.String(length=64), nullable=False)
