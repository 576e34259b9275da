"""What only PostgreSQL knows, for Rasa's store: a server that the engines of several machines use."""

from __future__ import annotations

import asyncio
import contextlib
import select
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import sqlalchemy as sa  # type: ignore[import-untyped]
from sqlalchemy.engine import URL, Connection, Engine  # type: ignore[import-untyped]
from sqlalchemy.pool import NullPool, QueuePool  # type: ignore[import-untyped]

from bridge.tracker_table import FORGOTTEN, MESSAGE_ID, events_table
from runtime.postgresql_database import CONNECTION, UnusableDatabase, check_state, name, not_reached

Found = TypeVar("Found")

SCHEMA = "rasa"
"""Apart from the door's tables, which may be in the same database."""

EVENTS = events_table(
    sa.Column(MESSAGE_ID, sa.String(36)),
    sa.Index("ix_events_sender_id", "sender_id", "id"),
    sa.Index(
        "ix_events_message", "sender_id", MESSAGE_ID, unique=True, postgresql_where=sa.text("message_id IS NOT NULL")
    ),
    sa.Index("ix_events_forgotten", "timestamp", postgresql_where=sa.text("type_name = 'forgotten'")),
    schema=SCHEMA,
)

FORGOTTEN_SECONDS = 3600
"""How long a deleted conversation is marked: far longer than a message may be under way."""

CONNECTIONS = 4
"""Of one engine, which works on about so many turns at once."""

FREE_CONNECTION_SECONDS = 5.0

ANSWER_SECONDS = 6.0
"""How long a server is waited for that says nothing, by the clock of this process: it may hang as a whole."""

BEGIN_WRITING = (
    "SET LOCAL statement_timeout = '4s'; SET LOCAL idle_in_transaction_session_timeout = '5s'; "
    "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"
)
"""For one transaction, as PgBouncer asks; an engine that stops within it holds a conversation for five seconds."""

TALKS, TABLE_CHANGE = 0x72617361, 0x72617362
"""Two kinds of locks: "rasa" in ASCII, and the number after it."""

CONNECT = {"application_name": "zakboek-rasa", **CONNECTION}

_AWAY = ("08", "53", "57P")
"""How the codes begin of what is wrong with a server: no connection, no room, shutting down."""

_STATE = sa.text(
    "SELECT current_setting('server_encoding') AS encoding, current_setting('transaction_read_only') AS read_only, "
    f"to_regnamespace('{SCHEMA}') IS NOT NULL AS has_schema, "
    "has_database_privilege(current_database(), 'CREATE') AS may_create"
)


def check(url: URL) -> None:
    """Raise UnusableDatabase when it cannot be reached, or Rasa cannot make its table and write in it."""
    with _connected(url) as connection:
        state = connection.execute(_STATE).one()
    check_state(url, state.encoding, state.read_only)
    if not (state.has_schema or state.may_create):
        raise UnusableDatabase(
            f"The user {url.username} may make no schema in the database {name(url)}. Make this user the owner of the "
            f"database, or make a schema {SCHEMA} that this user owns."
        )


def engine(url: URL) -> Engine:
    """One with few connections, each tried before it is used: the server may have been restarted."""
    _wait_for_a_server_no_longer()
    return sa.create_engine(
        _of_driver(url),
        poolclass=QueuePool,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=FREE_CONNECTION_SECONDS,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=CONNECT,
    )


def make_table(engine: Engine) -> None:
    """Make it when it is not there; of engines that start at once one does, and the others wait."""
    with engine.begin() as connection:
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:number)"), {"number": TABLE_CHANGE})
        if not connection.execute(_STATE).one().has_schema:
            connection.execute(sa.schema.CreateSchema(SCHEMA))
        EVENTS.create(connection, checkfirst=True)


async def do(work: Callable[[], Found]) -> Found:
    """What `work` gives, in a thread: others are worked on while a server is waited for."""
    return await asyncio.to_thread(work)


def reading(engine: Engine) -> Engine:
    """Where single statements are asked: without a transaction around each, which would be three ways more."""
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def lock(connection: Connection, sender_id: str) -> None:
    """Have no other engine write in the conversation until the transaction ends."""
    connection.exec_driver_sql(BEGIN_WRITING, (TALKS, sender_id))


def mark_forgotten(connection: Connection, sender_id: str) -> None:
    """Have no engine write in the conversation any more, such as one that was paused in a turn; once deleted."""
    now = sa.func.date_part("epoch", sa.func.now())
    old = (EVENTS.c.type_name == FORGOTTEN, EVENTS.c.timestamp < now - FORGOTTEN_SECONDS)
    connection.execute(EVENTS.delete().where(*old))
    connection.execute(EVENTS.insert().values(sender_id=sender_id, type_name=FORGOTTEN, timestamp=now))


def is_away(error: sa.exc.DBAPIError) -> bool:
    """Whether the server is, or hangs; not where a conversation is held, or one statement took too long."""
    code = getattr(error.orig, "pgcode", None)
    return isinstance(error, sa.exc.OperationalError) and (code is None or code.startswith(_AWAY))


def empty_log(engine: Engine, wait: int) -> bool:
    """Nothing: what was deleted goes by the server's own VACUUM and checkpoints (docs/operators/postgresql.md)."""
    return True


def _of_driver(url: URL) -> URL:
    """The door has psycopg 3, which needs a newer SQLAlchemy than Rasa has."""
    return url.set(drivername="postgresql+psycopg2")


@contextlib.contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    _wait_for_a_server_no_longer()
    once = sa.create_engine(_of_driver(url), poolclass=NullPool, hide_parameters=True, connect_args=CONNECT)
    try:
        connection = once.connect()
    except sa.exc.SQLAlchemyError as error:
        raise not_reached(url, error) from None
    with connection:
        yield connection


def _wait_for_a_server_no_longer() -> None:
    """Have psycopg2 wait `ANSWER_SECONDS` at most: a server that hangs keeps its connections alive."""
    from psycopg2.extensions import set_wait_callback  # type: ignore[import-untyped]

    set_wait_callback(_wait)


def _wait(connection: Any) -> None:
    from psycopg2 import OperationalError  # type: ignore[import-untyped]
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (state := connection.poll()) != POLL_OK:
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
        if not waiting.poll(ANSWER_SECONDS * 1000):
            raise OperationalError(f"the server has said nothing for {ANSWER_SECONDS:.0f} seconds")
