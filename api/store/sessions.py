"""The sessions in which a database is worked on: what was read stays readable after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, sessionmaker

Found = TypeVar("Found")

Sessions = sessionmaker[Session]


def sessions_of(engine: Engine) -> Sessions:
    """What makes the sessions on an engine."""
    return sessionmaker(engine, expire_on_commit=False)


def in_session(work: Callable[[Session], Found]) -> Callable[[Connection], Found]:
    """`work` on a connection in whose transaction it is a part: whoever began that ends it."""

    def done(connection: Connection) -> Found:
        with Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
            found = work(session)
            session.flush()
            return found

    return done
