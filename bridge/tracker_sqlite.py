"""What only SQLite knows, for Rasa's store: a file that the engines of one machine use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from sqlalchemy.engine import URL, Connection, Engine  # type: ignore[import-untyped]
from sqlalchemy.pool import QueuePool  # type: ignore[import-untyped]

from bridge.tracker_table import events_table
from runtime import sqlite_file

Found = TypeVar("Found")

EVENTS = events_table(sa.Index("ix_events_sender_id", "sender_id"))
"""Each row of SQLite's index has the `id` too."""

LOCKED_SECONDS = 1.0
"""How long a statement waits for another program; Rasa does nothing else meanwhile."""


def check(url: URL) -> None:
    """Raise UnusableFile when the file cannot be used; it is made when it is not there, for this user only."""
    file = Path(url.database or "")
    sqlite_file.check(file)
    sqlite_file.make_private(file.parent)


def engine(url: URL) -> Engine:
    """One with one connection: nothing else in this process works meanwhile."""
    waits = {"timeout": LOCKED_SECONDS, "check_same_thread": False}
    made = sa.create_engine(
        url.set(drivername="sqlite"),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
        connect_args=waits,
    )
    sa.event.listen(made, "connect", _set_up)
    return made


def make_table(engine: Engine) -> None:
    """Make it when it is not there."""
    EVENTS.metadata.create_all(engine)


async def do(work: Callable[[], Found]) -> Found:
    """What `work` gives, at once: a file answers sooner than another thread."""
    return work()


def reading(engine: Engine) -> Engine:
    """Where single statements are asked."""
    return engine


def lock(connection: Connection, sender_id: str) -> None:
    """Nothing: from its first row on a transaction that writes is alone."""


def mark_forgotten(connection: Connection, sender_id: str) -> None:
    """Nothing: all that is asked about a conversation is asked of the same engine, which does one thing at a time."""


def is_away(error: sa.exc.DBAPIError) -> bool:
    """Whether another program holds the file."""
    return "locked" in str(error.orig)


def empty_log(engine: Engine, wait: int) -> bool:
    """Take what was deleted out of the write-ahead log too; False while a reader keeps it there.

    Readers are waited for `wait` milliseconds.
    """
    with engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait}")
        try:
            busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(LOCKED_SECONDS * 1000)}")
    return not busy


def _set_up(connection: Any, _: Any) -> None:
    """Only the door waits for the disk; so a power failure may cost Rasa what the last turns were about.

    `empty_log` brings what was deleted to the disk.
    """
    for pragma in ("journal_mode = WAL", "secure_delete = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
