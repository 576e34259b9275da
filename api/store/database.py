"""The connection to the database, the threads it is worked on in, its migrations, and whether it can be used."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, Protocol, TypeVar

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from api.store.errors import StoreUnavailable
from api.store.writer import Writer
from api.telemetry.message import Part
from runtime import sqlite_file
from runtime.sqlite_file import EMPTYING_MILLISECONDS, UnusableFile

logger = logging.getLogger(__name__)

Sessions = sessionmaker[Session]
Given = ParamSpec("Given")
Found = TypeVar("Found")

MIGRATIONS = Path(__file__).parent / "migrations"

LOCKED_MILLISECONDS = 5000
"""How long a statement waits for another process that writes."""

READERS = 4
WRITES = {"writes": True}
"""An option of connections whose transactions take SQLite's lock at once, since they will need it."""

DEFERRED = WRITES | {"synchronous": "NORMAL"}
"""Options of connections whose transactions do not wait for the disk; only a power failure can undo them."""

EMPTY_LOG_SECONDS = 60.0


class Database:
    """A database, worked on in threads: one that writes, since SQLite takes one write at a time, and few that read.

    A piece of work is one way to a thread and back, however many statements it has.
    """

    def __init__(self, engine: Engine) -> None:
        self.sessions: Sessions = sessions_of(engine)
        self._engine = engine
        durable, deferred = (sessions_of(engine.execution_options(**options)) for options in (WRITES, DEFERRED))
        self._writer = Writer(durable, deferred)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")

    async def read(self, work: Callable[[Session], Found]) -> Found:
        """What `work` finds in one transaction, of which nothing stays."""
        with Part("store"):
            return await self.do(self._read, work)

    async def write(self, work: Callable[[Session], Found], durable: bool = True) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        What need not be `durable` survives the end of this process, and a power failure from the next durable write or
        `flush` on: for what nobody is told of before.
        """
        with Part("store"):
            return await self._writer.write(work, durable)

    async def flush(self) -> None:
        """Have all that was written on the disk."""
        await self._writer.apart(partial(checkpoint, self.sessions, "PASSIVE"))

    async def do(self, work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
        """What `work` gives, which has transactions of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(work, *given, **named))

    async def empty_log(self) -> bool:
        """Take what was deleted out of SQLite's write-ahead log too; False while a reader keeps it there."""
        return await self._writer.apart(partial(empty_log, self.sessions))

    async def empty_log_forever(self) -> None:
        """Empty the log now and then, for what was deleted while a reader kept it; runs until it is cancelled."""
        while True:
            await asyncio.sleep(EMPTY_LOG_SECONDS)
            with contextlib.suppress(StoreUnavailable):
                await self.empty_log()

    async def close(self) -> None:
        """Wait for what is under way, and close the connections."""
        await asyncio.to_thread(self._readers.shutdown)
        await self._writer.end()
        self._engine.dispose()

    def _read(self, work: Callable[[Session], Found]) -> Found:
        with self.sessions() as session:
            return work(session)


class _OnDatabase(Protocol):
    _database: Database


Owner = TypeVar("Owner", bound=_OnDatabase)


def reading(
    method: Callable[Concatenate[Owner, Session, Given], Found],
) -> Callable[Concatenate[Owner, Given], Coroutine[Any, Any, Found]]:
    """Make a coroutine of a method that reads; it runs in a thread of the owner's database, in one transaction."""

    @wraps(method)
    async def read(owner: Owner, /, *given: Given.args, **named: Given.kwargs) -> Found:
        return await owner._database.read(lambda session: method(owner, session, *given, **named))

    return read


def writing(
    method: Callable[Concatenate[Owner, Session, Given], Found],
) -> Callable[Concatenate[Owner, Given], Coroutine[Any, Any, Found]]:
    """As `reading`, for a method that writes."""

    @wraps(method)
    async def write(owner: Owner, /, *given: Given.args, **named: Given.kwargs) -> Found:
        return await owner._database.write(lambda session: method(owner, session, *given, **named))

    return write


def check_database(url: str) -> None:
    """Raise UnusableFile when the SQLite file at `url` cannot be used, or belongs to a newer version."""
    file = Path(make_url(url).database or "")
    sqlite_file.check(file)
    revision = _revision(file)
    known = {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if revision is not None and revision not in known:
        raise UnusableFile(
            f"The database {file} was made by a newer version of the assistant (revision {revision}; this one knows "
            f"up to {max(known)}). Install that version again, or put a backup of this version in its place."
        )


async def open_database(url: str) -> Database:
    """Bring the database at `url`, which `check_database` has found usable, up to date and open it, as `engine_of`."""
    await asyncio.to_thread(migrate, url)
    return Database(engine_of(url))


def engine_of(url: str) -> Engine:
    """An engine for the database at `url`; what goes wrong in it raises StoreUnavailable, after one line in the log."""
    engine = create_engine(in_threads(url), hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _as_unavailable)
    return engine


def in_threads(url: str) -> str:
    """The address for threads, also of one in the form of before version 0.2."""
    return url.replace("sqlite+aiosqlite://", "sqlite://", 1)


def sessions_of(engine: Engine) -> Sessions:
    """What makes the sessions on an engine."""
    return sessionmaker(engine, expire_on_commit=False)


def empty_log(sessions: Sessions) -> bool:
    """Take what was deleted out of SQLite's write-ahead log too; False while a reader keeps it there."""
    return checkpoint(sessions, "TRUNCATE")


def checkpoint(sessions: Sessions, mode: Literal["PASSIVE", "TRUNCATE"]) -> bool:
    """Bring what is in SQLite's write-ahead log to the disk and into the file; False when readers kept it from that."""
    connection = sessions.kw["bind"].raw_connection()  # outside of a transaction, in which it cannot be
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {EMPTYING_MILLISECONDS}")
        busy: int = cursor.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MILLISECONDS}")
    except sqlite3.DatabaseError as error:
        connection.invalidate()
        raise _unavailable(error) from error
    finally:
        connection.close()
    return not busy


def migrate(url: str) -> None:
    """Apply every migration that the database at `url` has not had yet."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", in_threads(url).replace("%", "%%"))
    command.upgrade(config, "head")


def read_rows(file: Path, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
    """What the statement finds in a file that was found usable; nothing where its tables are not there yet."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        try:
            return connection.execute(statement, values).fetchall()
        except sqlite3.OperationalError:  # a new file, or one that is migrated later
            return []


def _revision(file: Path) -> str | None:
    found = read_rows(file, "SELECT version_num FROM alembic_version")
    return str(found[0][0]) if found else None


def _set_up_sqlite(connection: Any, _: Any) -> None:
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
        raise _unavailable(error) from error


def _as_unavailable(context: ExceptionContext) -> None:
    """Name what is wrong with the database as a whole apart from what is wrong with a statement."""
    error = context.sqlalchemy_exception
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        raise _unavailable(context.original_exception) from context.original_exception


def _unavailable(error: BaseException) -> StoreUnavailable:
    logger.error("The database cannot be used: %s", error)
    return StoreUnavailable(str(error))
