"""Challenges that repeat."""

import sqlalchemy as sa
from alembic import op

revision = "0012_series"
down_revision = "0011_file_names"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "challenge_series",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger(), nullable=False),
        sa.Column("challenge_id", sa.String(32), nullable=False),
        sa.Column("every", sa.String(16), nullable=False),
        sa.Column("anchor", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("reference", sa.String(64)),
        sa.Column("template", sa.JSON(), nullable=False),
        sa.UniqueConstraint("id", name="uq_challenge_series_id"),
    )
    for column in ("guild_id", "host_id", "next_at", "reference"):
        op.create_index(f"ix_challenge_series_{column}", "challenge_series", [column])


def downgrade() -> None:
    op.drop_table("challenge_series")
