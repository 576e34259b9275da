"""What differs from one database to another, and which of them an address names: a module for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.engine import URL, make_url

from api.store import postgresql, sqlite
from api.store.connections import Connections

Found = TypeVar("Found")


class Writing(Protocol):
    """What writes for a database; each piece of work whole or not at all."""

    async def write(self, work: Callable[[Connection], Found], durable: bool = True) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        It is done also when who asked for it waits no longer. What need not be `durable` may wait for `Dialect.flush`.
        """

    async def apart(self, work: Callable[[], Found]) -> Found:
        """What `work` gives, which has no transaction around it."""

    async def end(self) -> None:
        """Once all is done."""

    def close(self) -> None:
        """As `end`, outside of the event loop."""


class Dialect(Protocol):
    """A kind of database."""

    SEVERAL_DOORS: bool
    """Whether several doors, on several machines, may work on one database."""

    def readers(self, connections: int) -> int:
        """How many threads read, where a door may have so many `connections`."""

    def check(self, url: URL) -> None:
        """Raise UnusableFile or UnusableDatabase when it cannot be used."""

    def is_new(self, url: URL) -> bool:
        """Whether nothing was ever stored in it."""

    def name(self, url: URL) -> str:
        """What it is called in what an operator reads; without the password."""

    def read_rows(self, url: URL, statement: Executable) -> Sequence[Any]:
        """What the statement finds before the door is open; nothing where its tables are not there yet."""

    def engine(self, url: URL, connections: int) -> Engine:
        """An engine, whose errors are StoreUnavailable where the database as a whole cannot be used."""

    def reading(self, engine: Engine) -> Connections:
        """Connections of the engine to read on: each of their transactions sees one moment."""

    def writer(self, engine: Engine, connections: int) -> Writing:
        """What writes on the engine."""

    def before_tables_change(self, connection: Connection) -> None:
        """Have this transaction be the only one that changes tables, and leave nothing of the old ones."""

    def flush(self, engine: Engine) -> None:
        """Have on the disk what was written and needed not be durable."""

    def empty_log(self, engine: Engine) -> bool:
        """Take what was deleted out of a log of the database's own too; False while a reader keeps it there."""


def url_of(address: str) -> URL:
    """The address for threads, also of one in the form of before version 0.2."""
    url = make_url(address)
    return url.set(drivername="sqlite") if url.drivername == "sqlite+aiosqlite" else url


def has_several_doors(connection: Connection) -> bool:
    """Whether other doors may work on the connection's database too."""
    return dialect_of(connection.engine.url).SEVERAL_DOORS


def dialect_of(url: URL) -> Dialect:
    """The kind of database that an address names, of those that the settings let in."""
    return postgresql if url.get_backend_name() == "postgresql" else sqlite
