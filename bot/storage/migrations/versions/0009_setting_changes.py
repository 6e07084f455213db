"""Who changed which setting of a server, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0009_setting_changes"
down_revision = "0008_published_commands"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "setting_changes",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_setting_changes_guild_id", "setting_changes", ["guild_id"])
    op.create_index("ix_setting_changes_user_id", "setting_changes", ["user_id"])


def downgrade() -> None:
    op.drop_table("setting_changes")
