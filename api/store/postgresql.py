"""What only PostgreSQL knows, for the door: a server that several doors use, and many write to at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Engine, Executable, NullPool, QueuePool, create_engine, event, text
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DatabaseError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.pool import PoolProxiedConnection

from api.store.connections import PooledConnections
from api.store.errors import Contended, unavailable
from api.store.parallel_writer import ParallelWriter
from runtime.log import in_a_line
from runtime.postgresql_database import CONNECTION, UnusableDatabase, check_state, not_reached
from runtime.postgresql_database import name as name

SEVERAL_DOORS = True
READS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""Options of connections that only read: each of their transactions sees one moment."""

WRITES = {"writes": True}

FREE_CONNECTION_SECONDS = 5.0
"""How long a piece of work waits for a connection when all are in use."""

BEGIN_WRITING = "SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '8s'"
"""For one transaction: what is set for a connection stays with PgBouncer's, for whoever has it next.

A door that is stopped in the middle of one holds its rows for no longer than its lease on the conversation.
"""

CONNECT = {
    "prepare_threshold": None,  # a prepared statement stays behind with PgBouncer's connection
    "application_name": "zakboek",
    **CONNECTION,
}
TABLES_CHANGE = 0x7A616B626F656B
"""The number of the lock for changing tables: "zakboek" in ASCII."""

_OF_THE_WHOLE = (
    *(psycopg.OperationalError, psycopg.InternalError, psycopg.InterfaceError),
    *(errors.UndefinedTable, errors.UndefinedColumn, errors.InsufficientPrivilege),
)
_CONTENTION = (errors.DeadlockDetected, errors.SerializationFailure)

_STATE = text(
    "SELECT current_setting('server_encoding') AS encoding, current_setting('transaction_read_only') AS read_only, "
    "current_schema() AS schema, coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create"
)


class BoundedPool(QueuePool):
    """A pool whose connections are all in use for too long makes the store unavailable, as a locked file does."""

    def connect(self) -> PoolProxiedConnection:
        """A connection; StoreUnavailable when none comes free in `FREE_CONNECTION_SECONDS`."""
        try:
            return super().connect()
        except NoneFree as error:
            raise unavailable(f"all {self.size()} connections are in use (ZAKBOEK_DATABASE_CONNECTIONS)") from error


def readers(connections: int) -> int:
    """One for each connection; those who write share them."""
    return connections


def check(url: URL) -> None:
    """Raise UnusableDatabase when it cannot be reached, or the door cannot make its tables and write in it."""
    with _connected(url) as connection:
        state = connection.execute(_STATE).one()
    check_state(url, state.encoding, state.read_only)
    if not state.may_create:
        raise UnusableDatabase(
            f"The user {url.username} may make no tables in the database {name(url)} (schema {state.schema}). "
            "Make this user the owner of the database."
        )


def is_new(url: URL) -> bool:
    """Whether it has no tables."""
    with _connected(url) as connection:
        return not connection.scalar(text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"))


def read_rows(url: URL, statement: Executable) -> Sequence[Any]:
    """What the statement finds; nothing where its tables are not there yet. UnusableDatabase."""
    with _connected(url) as connection:
        try:
            return connection.execute(statement).all()
        except DatabaseError as error:
            if isinstance(error.orig, errors.UndefinedTable):
                return []
            raise


def engine(url: URL, connections: int) -> Engine:
    """One with at most so many connections, each tried before it is used: the server may have been restarted."""
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args=CONNECT,
        poolclass=BoundedPool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=FREE_CONNECTION_SECONDS,
        pool_pre_ping=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _as_unavailable)
    return engine


def reading(engine: Engine) -> PooledConnections:
    """They are tried each time: the server may have been restarted."""
    return PooledConnections(engine.execution_options(**READS))


def writer(engine: Engine, connections: int) -> ParallelWriter:
    """Several threads: each transaction is one of its own."""
    return ParallelWriter(engine.execution_options(**WRITES), connections)


def before_tables_change(connection: Connection) -> None:
    """Wait for another door that changes them; the lock goes with the transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": TABLES_CHANGE})


def flush(engine: Engine) -> None:
    """Nothing: each commit waits for the disk."""


def empty_log(engine: Engine) -> bool:
    """Nothing: what was deleted goes by the server's own VACUUM and checkpoints (docs/operators/postgresql.md)."""
    return True


@contextlib.contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=CONNECT)
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise not_reached(url, error) from None
    with connection:
        yield connection


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes"):
        connection.exec_driver_sql(BEGIN_WRITING)


def _as_unavailable(context: ExceptionContext) -> None:
    """Name what is wrong with the database as a whole apart from what is wrong with a statement."""
    if context.is_pre_ping:  # the pool makes another connection, and what is wrong with that one is told
        return
    error, original = context.sqlalchemy_exception, context.original_exception
    if isinstance(original, _CONTENTION):
        raise Contended(in_a_line(original)) from original
    if isinstance(original, _OF_THE_WHOLE) or type(error) is DatabaseError:
        raise unavailable(in_a_line(original)) from original
    if isinstance(error, IntegrityError) and isinstance(original, psycopg.Error):  # its detail quotes the row
        raise IntegrityError(context.statement, None, type(original)(str(original.diag.message_primary))) from None
