"""Inserting where a row may be there already: the same words in SQLite and PostgreSQL, each with a class of its own."""

from __future__ import annotations

from typing import cast

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def insert_into(session: Session, table: type[DeclarativeBase]) -> sqlite.Insert:
    """An insertion to which `on_conflict_do_nothing` or `on_conflict_do_update` can be added."""
    if session.get_bind().dialect.name == "postgresql":
        return cast("sqlite.Insert", postgresql.insert(table))
    return sqlite.insert(table)
