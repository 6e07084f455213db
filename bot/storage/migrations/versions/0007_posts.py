"""The message that a delivery or a challenge's step has posted, and how often a job alone crashed the process."""

import sqlalchemy as sa
from alembic import op

revision = "0007_posts"
down_revision = "0006_failures"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("posted_channel_id", sa.BigInteger()))
        jobs.add_column(sa.Column("posted_message_id", sa.BigInteger()))
        jobs.add_column(sa.Column("crashes", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("challenge_steps") as steps:
        steps.add_column(sa.Column("message_id", sa.BigInteger()))


def downgrade() -> None:
    with op.batch_alter_table("challenge_steps") as steps:
        steps.drop_column("message_id")
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("crashes")
        jobs.drop_column("posted_message_id")
        jobs.drop_column("posted_channel_id")
