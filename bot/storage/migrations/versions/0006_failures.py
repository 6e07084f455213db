"""What a job failed of, as a code and values."""

import sqlalchemy as sa
from alembic import op

revision = "0006_failures"
down_revision = "0005_challenges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("failure", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("failure")
