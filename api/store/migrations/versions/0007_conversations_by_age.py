"""Conversations by their age, to find those whose time is over."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_conversations_created_at", "conversations", ["created_at"])


def downgrade() -> None:
    """Take it away again."""
    op.drop_index("ix_conversations_created_at", "conversations")
