"""Connections that last: used again, and given back after an error, with nothing of a transaction staying in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL

from api.store import sqlite
from api.store.connections import LastingConnections


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = sqlite.engine(URL.create("sqlite", database=str(tmp_path / "rows.db")), 1)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE rows (number INTEGER)"))
    yield engine
    engine.dispose()


def insert(connections: LastingConnections) -> int:
    """Add a row; gives which connection did."""
    with connections.begin() as connection:
        connection.execute(text("INSERT INTO rows VALUES (1)"))
        return id(connection)


def rows(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM rows")).scalar_one())


def test_one_is_used_again_and_what_was_written_stays(engine: Engine) -> None:
    connections = LastingConnections(engine, writes=True)
    assert insert(connections) == insert(connections)
    assert rows(engine) == 2
    connections.close()


def test_of_one_that_only_reads_nothing_stays(engine: Engine) -> None:
    connections = LastingConnections(engine, writes=False)
    insert(connections)
    assert rows(engine) == 0
    connections.close()


def test_an_error_undoes_its_transaction_and_does_not_meet_the_next(engine: Engine) -> None:
    connections = LastingConnections(engine, writes=True)
    with pytest.raises(LookupError), connections.begin() as failed:
        failed.execute(text("INSERT INTO rows VALUES (1)"))
        raise LookupError
    assert failed.closed
    insert(connections)
    assert rows(engine) == 1
    connections.close()


def test_two_at_once_have_one_each(engine: Engine) -> None:
    connections = LastingConnections(engine, writes=False)
    with connections.begin() as one, connections.begin() as other:
        assert one is not other
    connections.close()
    assert one.closed
    assert other.closed
