"""Networks that have learned saved styles, and who wants to be told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0014_learning"
down_revision = "0013_mixes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learned_styles",
        sa.Column("picture", sa.String(length=64), primary_key=True),
        sa.Column("network", sa.String(length=64)),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_learned_styles_network", "learned_styles", ["network"])
    op.create_table(
        "learning_watchers",
        sa.Column("picture", sa.String(length=64), primary_key=True),
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
    )
    op.create_index("ix_learning_watchers_user_id", "learning_watchers", ["user_id"])


def downgrade() -> None:
    op.drop_table("learning_watchers")
    op.drop_table("learned_styles")
