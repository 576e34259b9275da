"""Connections that work is done on, a transaction at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine


class Connections(Protocol):
    """What gives a connection to one thread at a time."""

    def begin(self) -> AbstractContextManager[Connection]:
        """One whose transaction ends with the context."""

    def close(self) -> None:
        """Give back those that nobody uses."""


class LastingConnections:
    """Taken out of their engine's pool once, the last used first: taking one out takes as long as a statement.

    After an error the connection is given back, so that nothing of it meets the next transaction.
    """

    def __init__(self, engine: Engine, writes: bool) -> None:
        """Of what is done on them something stays only where it `writes`."""
        self._engine = engine
        self._writes = writes
        self._free: list[Connection] = []

    @contextmanager
    def begin(self, **options: Any) -> Iterator[Connection]:
        """In a transaction, which an error undoes; `options` of execution hold from its beginning on."""
        try:
            connection = self._free.pop()
        except IndexError:
            connection = self._engine.connect()
        try:
            if options:
                connection.execution_options(**options)
            with connection.begin() as transaction:
                yield connection
                if not self._writes:
                    transaction.rollback()
        except BaseException:
            connection.close()
            raise
        self._free.append(connection)

    def close(self) -> None:
        """Give them back to the pool."""
        while self._free:
            self._free.pop().close()


class PooledConnections:
    """Taken out of their engine's pool each time, which tries them first; nothing of a transaction stays."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self) -> AbstractContextManager[Connection]:
        """Begun by its first statement."""
        return self._engine.connect()

    def close(self) -> None:
        """Nothing: the engine has them."""
