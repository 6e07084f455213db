"""Which commands Discord was last told of, so that it is told again only when they have changed."""

import sqlalchemy as sa
from alembic import op

revision = "0008_published_commands"
down_revision = "0007_posts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "published_commands",
        sa.Column("application_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("guild_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("ids", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("next_at", sa.DateTime(timezone=True)),
    )


def downgrade() -> None:
    op.drop_table("published_commands")
