"""The sessions in which a database is worked on: what was read stays readable after them."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

Sessions = sessionmaker[Session]


def sessions_of(engine: Engine) -> Sessions:
    """What makes the sessions on an engine."""
    return sessionmaker(engine, expire_on_commit=False)
