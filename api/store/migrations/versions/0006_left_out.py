"""Which kinds of personal data were left out of a visitor's message."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of messages of before nothing was left out."""
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("left_out", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    """Take it away again."""
    with op.batch_alter_table("messages") as table:
        table.drop_column("left_out")
