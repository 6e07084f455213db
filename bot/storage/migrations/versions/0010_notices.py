"""Who wants to be told that a picture is ready, and who was told."""

import sqlalchemy as sa
from alembic import op

revision = "0010_notices"
down_revision = "0009_setting_changes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "notice_choices",
        sa.Column("user_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("wanted", sa.String(16), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "sent_notices",
        sa.Column("job_id", sa.String(32), primary_key=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_sent_notices_sent_at", "sent_notices", ["sent_at"])


def downgrade() -> None:
    op.drop_table("sent_notices")
    op.drop_table("notice_choices")
