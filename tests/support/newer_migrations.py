"""The migrations as a newer version has them: with one more, that adds what versions add."""

from __future__ import annotations

import shutil
from pathlib import Path

from api.store.database import MIGRATIONS

NEWER = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9999", "{before}"


def upgrade():
    op.add_column("messages", sa.Column("newer", sa.Boolean, nullable=False, server_default=sa.false()))
    op.create_index("ix_messages_newer", "messages", ["newer"])
    op.create_table("newer", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    op.drop_table("newer")
    op.drop_index("ix_messages_newer", "messages")
    op.drop_column("messages", "newer")
"""
"""What is added: a column that has a default, an index, a table."""


def newer_migrations(folder: Path) -> Path:
    """All of this version and that one, in a new folder in this one."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    last = revisions_of(migrations)[-1]
    (migrations / "versions" / "9999_newer.py").write_text(NEWER.format(before=last), encoding="utf-8")
    return migrations


def revisions_of(migrations: Path) -> list[str]:
    """The numbers of all migrations in a folder, the first first."""
    return sorted(file.name[:4] for file in (migrations / "versions").glob("[0-9]*.py"))
