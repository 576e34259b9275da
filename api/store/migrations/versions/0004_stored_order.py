"""Left messages in the order in which they were stored, and a table to try writing in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOVE = """
INSERT INTO left_messages
    (id, conversation_id, municipality, text, reachable_at, created_at, attempts, next_attempt_at)
SELECT id, conversation_id, municipality, text, reachable_at, created_at, attempts, next_attempt_at
FROM left_messages_before ORDER BY {}
"""


def upgrade() -> None:
    """Number the left messages in the order in which they came in, and add the table."""
    _make_anew(
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "write_probe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filler", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    """Take both away again."""
    op.drop_table("write_probe")
    _make_anew(sa.Column("id", sa.String(length=36), nullable=False), sa.PrimaryKeyConstraint("id"))


def _make_anew(*key: sa.schema.SchemaItem) -> None:
    """Nothing hangs on this table, so the old one can go."""
    op.rename_table("left_messages", "left_messages_before")
    for name in ("next_attempt_at", "conversation_id"):
        op.drop_index(f"ix_left_messages_{name}", "left_messages_before")
    op.create_table(
        "left_messages",
        *key,
        sa.Column("conversation_id", sa.String(length=36), nullable=False),
        sa.Column("municipality", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reachable_at", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], ondelete="CASCADE"),
    )
    for name in ("next_attempt_at", "conversation_id"):
        op.create_index(f"ix_left_messages_{name}", "left_messages", [name])
    is_sqlite = op.get_context().dialect.name == "sqlite"  # elsewhere nothing was stored in this form
    op.execute(MOVE.format("rowid" if is_sqlite else "created_at"))
    op.drop_table("left_messages_before")
