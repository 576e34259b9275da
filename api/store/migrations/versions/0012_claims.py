"""Until when a door works on what waits, where there are several."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("conversations", "left_messages", "channel_events", "channel_outbox")


def upgrade() -> None:
    """Add the columns."""
    for table in TABLES:
        op.add_column(table, sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    for table in TABLES:
        op.drop_column(table, "claimed_until")
