"""What only SQLite knows, for the door: a file that one door uses, and one thread writes to."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Executable, NullPool, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError, OperationalError

from api.store.connections import LastingConnections
from api.store.errors import unavailable
from api.store.writer import Writer
from runtime import sqlite_file
from runtime.sqlite_file import EMPTYING_MILLISECONDS

SEVERAL_DOORS = False
WRITES = {"writes": True}
"""An option of connections whose transactions take SQLite's lock at once, since they will need it."""

DURABLE, DEFERRED = {"synchronous": "FULL"}, {"synchronous": "NORMAL"}
"""An option of transactions: whether they wait for the disk. Only a power failure can undo those that do not."""

READERS = 4
LOCKED_MILLISECONDS = 5000
"""How long a statement waits for another process that writes."""


def readers(connections: int) -> int:
    """Few: they wait for a disk on this machine only."""
    return READERS


def check(url: URL) -> None:
    """Raise UnusableFile when the file cannot be used; it is made when it is not there."""
    sqlite_file.check(_file(url))


def is_new(url: URL) -> bool:
    """Whether the file is not there."""
    return not _file(url).exists()


def name(url: URL) -> str:
    """The file."""
    return str(_file(url))


def read_rows(url: URL, statement: Executable) -> Sequence[Any]:
    """What the statement finds in a file that was found usable; nothing where its tables are not there yet."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    with engine.connect() as connection:
        try:
            return connection.execute(statement).all()
        except OperationalError:  # a new file, or one that is migrated later
            return []


def engine(url: URL, connections: int) -> Engine:
    """One whose transactions begin when SQLAlchemy says so, on connections that wait, cascade and overwrite."""
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _as_unavailable)
    return engine


def reading(engine: Engine) -> LastingConnections:
    """They last: a file on this machine does not go away from them."""
    return LastingConnections(engine, writes=False)


def writer(engine: Engine, connections: int) -> Writer:
    """One thread with one connection: SQLite takes one write at a time."""
    own = LastingConnections(engine.execution_options(**WRITES), writes=True)
    return Writer(partial(own.begin, **DURABLE), partial(own.begin, **DEFERRED), own.close)


def before_tables_change(connection: Connection) -> None:
    """A table made anew leaves nothing of the old one; by the driver, in whose transaction this may not be."""
    connection.connection.cursor().execute("PRAGMA secure_delete = ON")


def flush(engine: Engine) -> None:
    """Bring what is in the write-ahead log to the disk."""
    _checkpoint(engine, "PASSIVE")


def empty_log(engine: Engine) -> bool:
    """Take what was deleted out of the write-ahead log too; False while a reader keeps it there."""
    return _checkpoint(engine, "TRUNCATE")


def _checkpoint(engine: Engine, mode: Literal["PASSIVE", "TRUNCATE"]) -> bool:
    """Whether all that is in the write-ahead log is in the file now, and not kept from it by readers."""
    connection = engine.raw_connection()  # outside of a transaction, in which it cannot be
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {EMPTYING_MILLISECONDS}")
        busy: int = cursor.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MILLISECONDS}")
    except sqlite3.DatabaseError as error:
        connection.invalidate()
        raise unavailable(error) from error
    finally:
        connection.close()
    return not busy


def _file(url: URL) -> Path:
    return Path(url.database or "")


def _set_up(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # Python's driver begins no transaction: it would do so too late
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MILLISECONDS}")  # first: the others wait too
    cursor.execute("PRAGMA foreign_keys = ON")  # else deleting a conversation leaves its messages
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA secure_delete = ON")  # what was deleted is not left in the file
    cursor.close()


def _begin(connection: Connection) -> None:
    """By the driver itself: a statement of SQLAlchemy takes ten times as long as this one."""
    options = connection.get_execution_options()
    cursor = connection.connection.cursor()
    try:
        if options.get("writes"):
            cursor.execute(f"PRAGMA synchronous = {options.get('synchronous', 'FULL')}")
            cursor.execute("BEGIN IMMEDIATE")
        else:
            cursor.execute("BEGIN")
    except sqlite3.DatabaseError as error:
        raise unavailable(error) from error


def _as_unavailable(context: ExceptionContext) -> None:
    """Name what is wrong with the database as a whole apart from what is wrong with a statement."""
    error = context.sqlalchemy_exception
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        raise unavailable(context.original_exception) from context.original_exception
