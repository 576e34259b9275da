"""A database on a PostgreSQL server, by its address: what door and Rasa see to alike, each with its own driver.

Addresses are those of SQLAlchemy, of whichever version.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from runtime.log import in_a_line

CONNECTION = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,  # milliseconds; else a server that went without a word is waited for by the quarter
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
"""How long a server is waited for, as libpq calls it; in seconds but for the one."""


class UnusableDatabase(Exception):
    """A server's database that cannot be used; one line that says which, what is wrong with it and what to do."""


class Address(Protocol):
    """What is asked of an address."""

    @property
    def database(self) -> str | None:
        """Its name on the server."""

    @property
    def host(self) -> str | None:
        """The server; it may stand in `query` too."""

    @property
    def query(self) -> Mapping[str, Any]:
        """What libpq is told beside."""


def name(url: Address) -> str:
    """The database and where it is, without user and password."""
    return f"{url.database} at {url.host or url.query.get('host') or 'this machine'}"


def not_reached(url: Address, error: BaseException) -> UnusableDatabase:
    """For who could not connect; to be raised from None, since the driver's own error holds what it was called with."""
    return UnusableDatabase(
        f"The database {name(url)} cannot be reached ({in_a_line(error)}). See that the server runs, and that address, "
        "user and password are right."
    )


def check_state(url: Address, encoding: str, read_only: str) -> None:
    """Raise UnusableDatabase for the server's `server_encoding` or `transaction_read_only`."""
    if encoding != "UTF8":
        raise UnusableDatabase(
            f"The database {name(url)} has the encoding {encoding}. Make one with the encoding UTF8."
        )
    if read_only == "on":
        raise UnusableDatabase(f"The database {name(url)} takes no writing. Give the address of the primary server.")
