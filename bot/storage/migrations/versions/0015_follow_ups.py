"""Pictures that replace an instant one in its reply, and who wants them."""

import sqlalchemy as sa
from alembic import op

revision = "0015_follow_ups"
down_revision = "0014_learning"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("follows", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "instant_choices",
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("instant_choices")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("follows")
