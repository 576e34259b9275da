"""What differs from one database of Rasa's to another, and which of them an address names: a module for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from sqlalchemy.engine import URL, Connection, Engine, make_url  # type: ignore[import-untyped]

from bridge import tracker_postgresql, tracker_sqlite
from runtime.postgresql_database import UnusableDatabase

Found = TypeVar("Found")

ADDRESS = "ZAKBOEK_TRACKER_URL"
"""The variable with the address, for `rasa/endpoints.yml`."""


class Dialect(Protocol):
    """A kind of database."""

    EVENTS: sa.Table

    def check(self, url: URL) -> None:
        """Raise UnusableFile or UnusableDatabase when it cannot be used."""

    def engine(self, url: URL) -> Engine:
        """An engine, whose errors show no parameters."""

    def make_table(self, engine: Engine) -> None:
        """Make the table when it is not there."""

    async def do(self, work: Callable[[], Found]) -> Found:
        """What `work` gives, which waits for the database."""

    def reading(self, engine: Engine) -> Engine:
        """Where single statements are asked that change nothing."""

    def lock(self, connection: Connection, sender_id: str) -> None:
        """First in a transaction: have no other write in the conversation until it ends."""

    def mark_forgotten(self, connection: Connection, sender_id: str) -> None:
        """Have none write in a conversation that is being deleted, where another engine may be at it."""

    def is_away(self, error: sa.exc.DBAPIError) -> bool:
        """Whether the database as a whole cannot be used just now, so that the next would wait in vain too."""

    def empty_log(self, engine: Engine, wait: int) -> bool:
        """Take what was deleted out of a log of the database's own; False while a reader keeps it there."""


def url_of(address: str) -> URL:
    """Of one as the settings have it; UnusableDatabase when it is none."""
    try:
        return make_url(address)
    except sa.exc.ArgumentError:
        raise UnusableDatabase(f"{ADDRESS} is no address such as sqlite:////folder/tracker.db.") from None


def dialect_of(url: URL) -> Dialect:
    """The kind of database that an address names."""
    return tracker_postgresql if url.get_backend_name() == "postgresql" else tracker_sqlite
