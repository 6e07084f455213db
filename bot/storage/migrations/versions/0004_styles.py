"""Styles that people saved."""

import sqlalchemy as sa
from alembic import op

revision = "0004_styles"
down_revision = "0003_people"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "styles",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("shelf", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.BigInteger()),
        sa.Column("file", sa.String(length=64)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("shelf", "key", name="uq_styles_shelf_key"),
    )
    for column in ("owner_id", "file"):
        op.create_index(f"ix_styles_{column}", "styles", [column])


def downgrade() -> None:
    op.drop_table("styles")
