"""The connection to the database, the threads it is worked on in, its migrations, and whether it can be used."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial, wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine, MetaData, column, select, table
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from api.store.dialect import dialect_of, url_of
from api.store.errors import StoreUnavailable
from api.store.sessions import Sessions, in_session, sessions_of
from api.telemetry.message import Part
from runtime.postgresql_database import UnusableDatabase

Given = ParamSpec("Given")
Found = TypeVar("Found")

MIGRATIONS = Path(__file__).parent / "migrations"

EMPTY_LOG_SECONDS = 60.0

CONNECTIONS = 10
"""To a server, where a setting does not say otherwise."""


class Database:
    """A database, worked on in threads: some that read, and as many that write as it lets write at once.

    A piece of work is one way to a thread and back, however many statements it has.
    """

    def __init__(self, engine: Engine, connections: int = CONNECTIONS) -> None:
        dialect = dialect_of(engine.url)
        self.sessions: Sessions = sessions_of(engine)
        self.has_several_doors = dialect.SEVERAL_DOORS
        """Whether other doors may work on it too, so that work in the background is claimed first."""
        self._engine = engine
        self._reading = dialect.reading(engine)
        self._writer = dialect.writer(engine, connections)
        self._readers = ThreadPoolExecutor(dialect.readers(connections), thread_name_prefix="reader")

    async def read(self, work: Callable[[Session], Found]) -> Found:
        """What `work` finds in one transaction, of which nothing stays."""
        return await self.read_on(in_session(work))

    async def read_on(self, work: Callable[[Connection], Found]) -> Found:
        """As `read`, without a session, which takes as long as a statement: for what each message asks."""
        with Part("store"):
            return await self.do(self._read, work)

    async def write(self, work: Callable[[Session], Found], durable: bool = True) -> Found:
        """As `write_on`, in a session."""
        return await self.write_on(in_session(work), durable)

    async def write_on(self, work: Callable[[Connection], Found], durable: bool = True) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        What need not be `durable` survives the end of this process, and a power failure from the next durable write or
        `flush` on: for what nobody is told of before.
        """
        with Part("store"):
            return await self._writer.write(work, durable)

    async def flush(self) -> None:
        """Have all that was written on the disk."""
        await self._writer.apart(partial(dialect_of(self._engine.url).flush, self._engine))

    async def do(self, work: Callable[Given, Found], *given: Given.args, **named: Given.kwargs) -> Found:
        """What `work` gives, which has transactions of its own."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, partial(work, *given, **named))

    async def empty_log(self) -> bool:
        """Take what was deleted out of the database's log too; False while a reader keeps it there."""
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
        self._reading.close()
        self._engine.dispose()

    def _read(self, work: Callable[[Connection], Found]) -> Found:
        with self._reading.begin() as connection:
            return work(connection)


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


def check_database(address: str) -> None:
    """Raise UnusableFile or UnusableDatabase when what is at `address` cannot be used, or is of a newer version."""
    url = url_of(address)
    dialect = dialect_of(url)
    dialect.check(url)
    revision, known = _revision(url), known_revisions()
    if revision is not None and revision not in known:
        raise UnusableDatabase(
            f"The database {dialect.name(url)} was made by a newer version of the assistant (revision {revision}; "
            f"this one knows up to {max(known)}). Install that version again, or put a backup of this version in its "
            "place."
        )


def _revision(url: URL) -> str | None:
    """That of the database's tables; None where it has none."""
    found = dialect_of(url).read_rows(url, select(table("alembic_version", column("version_num"))))
    return found[0][0] if found else None


def known_revisions() -> set[str]:
    """Those that this version has a migration to, by its file's name: Alembic takes longer to tell than all else."""
    return {file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py")}


def check_place(address: str) -> None:
    """Raise UnusableFile or UnusableDatabase when what is at `address` cannot be used, whatever stands in it."""
    url = url_of(address)
    dialect_of(url).check(url)


async def open_database(address: str, connections: int = CONNECTIONS) -> Database:
    """Bring the database at `address`, which `check_database` has found usable, up to date and open it."""
    await asyncio.to_thread(migrate, address)
    return Database(engine_of(address, connections), connections)


def engine_of(address: str, connections: int = CONNECTIONS) -> Engine:
    """An engine for the database at `address`; what goes wrong in it raises StoreUnavailable, and is logged once."""
    url = url_of(address)
    return dialect_of(url).engine(url, connections)


def empty_log(sessions: Sessions) -> bool:
    """Take what was deleted out of the database's log too; False while a reader keeps it there."""
    engine: Engine = sessions.kw["bind"]
    return dialect_of(engine.url).empty_log(engine)


def make_tables(engine: Engine, tables: MetaData) -> None:
    """Make those that are not there yet; several doors may do so at once."""
    with engine.begin() as connection:
        dialect_of(engine.url).before_tables_change(connection)
        tables.create_all(connection)


def migrate(address: str) -> None:
    """Apply every migration that the database at `address` has not had yet."""
    if _revision(url_of(address)) == max(known_revisions()):
        return
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)  # else a line for each part that it loads
    from alembic import command  # imported here: it takes 11 MiB, and most starts have nothing to apply
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
    command.upgrade(config, "head")
