"""Texts that are encrypted: in place of JSON and short texts columns of any length.

What stands there already is encrypted when the door starts, see `api.store.encryption_of_earlier`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TO_TEXT = (
    ("messages", "action", sa.JSON(), True),
    ("messages", "sources", sa.JSON(), True),
    ("messages", "body_hash", sa.String(length=64), True),
    ("choices", "action", sa.JSON(), False),
    ("documents", "content", sa.JSON(), False),
)


def upgrade() -> None:
    """Change the columns; say of a conversation whether its texts are encrypted, of a message whether it is hidden."""
    with op.batch_alter_table("conversations") as table:
        table.add_column(sa.Column("encrypted", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False))
        table.add_column(sa.Column("asks_deletion", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("name", sa.Text(), nullable=True))
    op.execute("UPDATE messages SET hidden = true WHERE body_hash = 'verborgen'")
    for table_name, column, before, may_be_empty in TO_TEXT:
        with op.batch_alter_table(table_name) as table:
            table.alter_column(column, existing_type=before, type_=sa.Text(), nullable=may_be_empty)


def downgrade() -> None:
    """Give the columns the type they had; the texts in them stay as they are."""
    for table_name, column, before, may_be_empty in reversed(TO_TEXT):
        with op.batch_alter_table(table_name) as table:
            nullable = may_be_empty and column != "sources"
            table.alter_column(column, existing_type=sa.Text(), type_=before, nullable=nullable)
    with op.batch_alter_table("documents") as table:
        table.drop_column("name")
    with op.batch_alter_table("messages") as table:
        table.drop_column("asks_deletion")
        table.drop_column("hidden")
    with op.batch_alter_table("conversations") as table:
        table.drop_column("encrypted")
