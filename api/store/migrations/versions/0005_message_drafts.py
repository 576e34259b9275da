"""Messages for a person that are being made, apart from the conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "message_drafts",
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reachable_at", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("message_id"),
        sa.UniqueConstraint("conversation_id"),
    )
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("asks_private", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("left_messages") as table:
        table.add_column(sa.Column("answer_id", sa.String(length=36), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("left_messages") as table:
        table.drop_column("answer_id")
    with op.batch_alter_table("messages") as table:
        table.drop_column("asks_private")
    op.drop_table("message_drafts")
