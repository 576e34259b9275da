"""The connection to the database, its migrations, and whether it can be used."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event, text
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, PoolProxiedConnection

from api.store.errors import StoreUnavailable
from runtime import sqlite_file
from runtime.sqlite_file import EMPTYING_MILLISECONDS, UnusableFile

logger = logging.getLogger(__name__)

Sessions = async_sessionmaker[AsyncSession]

MIGRATIONS = Path(__file__).parent / "migrations"

LOCKED_MILLISECONDS = 5000
"""How long a statement waits for others that write."""

EMPTY_LOG_SECONDS = 60.0


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


async def open_database(url: str) -> tuple[AsyncEngine, Sessions]:
    """Bring the database at `url`, which `check_database` has found usable, up to date and open it, as `engine_of`."""
    await asyncio.to_thread(migrate, url)
    engine = engine_of(url)
    return engine, sessions_of(engine)


def engine_of(url: str) -> AsyncEngine:
    """An engine for the database at `url`; what goes wrong in it raises StoreUnavailable, after one line in the log."""
    engine = create_async_engine(url, hide_parameters=True, poolclass=_Pool, pool_timeout=LOCKED_MILLISECONDS / 1000)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "handle_error", _as_unavailable)
    return engine


def sessions_of(engine: AsyncEngine) -> Sessions:
    """What makes the sessions on an engine."""
    return async_sessionmaker(engine, expire_on_commit=False)


async def empty_log(sessions: Sessions) -> bool:
    """Take what was deleted out of SQLite's write-ahead log too; False while a reader keeps it there."""
    async with sessions() as session:
        await session.execute(text(f"PRAGMA busy_timeout = {EMPTYING_MILLISECONDS}"))
        try:
            busy: int = (await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))).one()[0]
        finally:
            await session.execute(text(f"PRAGMA busy_timeout = {LOCKED_MILLISECONDS}"))
    return not busy


async def empty_log_forever(sessions: Sessions) -> None:
    """Empty the log now and then, for what was deleted while a reader kept it; runs until it is cancelled."""
    while True:
        await asyncio.sleep(EMPTY_LOG_SECONDS)
        with contextlib.suppress(StoreUnavailable):
            await empty_log(sessions)


def migrate(url: str) -> None:
    """Apply every migration that the database at `url` has not had yet."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
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


class _Pool(AsyncAdaptedQueuePool):
    """Tells who waited too long for a connection that there is no store for them now."""

    __module__ = AsyncAdaptedQueuePool.__module__  # SQLAlchemy names its log by it, which is bounded by that name

    def connect(self) -> PoolProxiedConnection:
        try:
            return super().connect()
        except NoConnection as error:
            logger.error("The database cannot be used: no connection became free")
            raise StoreUnavailable("no connection became free") from error


def _set_up_sqlite(connection: Any, _: Any) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {LOCKED_MILLISECONDS}")  # first: the others wait too
    cursor.execute("PRAGMA foreign_keys = ON")  # else deleting a conversation leaves its messages
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA secure_delete = ON")  # what was deleted is not left in the file
    cursor.close()


def _as_unavailable(context: ExceptionContext) -> None:
    """Name what is wrong with the database as a whole apart from what is wrong with a statement."""
    error = context.sqlalchemy_exception
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        reason = str(context.original_exception)
        logger.error("The database cannot be used: %s", reason)
        raise StoreUnavailable(reason) from context.original_exception
