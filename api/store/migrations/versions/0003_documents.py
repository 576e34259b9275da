"""Documents of guided tools, and whether a message asks for a name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table and the column."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("message_id", sa.String(length=36), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("documents") as table:
        table.create_index("ix_documents_conversation_id", ["conversation_id"])
        table.create_index("ix_documents_message_id", ["message_id"])
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("asks_name", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("messages") as table:
        table.drop_column("asks_name")
    op.drop_table("documents")
