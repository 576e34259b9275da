"""Indexes of what waits only: what has its answer, or is not being deleted, is not in them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them, and take away those of all rows, and the one that a constraint has too."""
    for name, table, columns, sqlite, postgresql in (
        ("ix_conversations_deleting", "conversations", ["deletion_asked_at"], "deletion_asked_at IS NOT NULL", None),
        ("ix_messages_waiting", "messages", ["conversation_id", "created_at"], "answered IS 0", "answered IS false"),
        ("ix_documents_named", "documents", ["message_id"], "name IS NOT NULL", None),
    ):
        where = {"sqlite_where": sa.text(sqlite), "postgresql_where": sa.text(postgresql or sqlite)}
        op.create_index(name, table, columns, **where)
    op.drop_index("ix_conversations_deletion_asked_at", "conversations")
    op.drop_index("ix_messages_conversation_id", "messages")
    op.drop_index("ix_messages_unanswered", "messages")


def downgrade() -> None:
    """The other way round."""
    op.create_index("ix_conversations_deletion_asked_at", "conversations", ["deletion_asked_at"])
    op.create_index("ix_messages_conversation_id", "messages", ["conversation_id"])
    op.create_index("ix_messages_unanswered", "messages", ["answered", "created_at"])
    op.drop_index("ix_conversations_deleting", "conversations")
    op.drop_index("ix_messages_waiting", "messages")
    op.drop_index("ix_documents_named", "documents")
