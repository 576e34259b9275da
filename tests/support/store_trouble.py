"""What keeps a real SQLite file from being used: full, locked, a table gone, a reader that stays."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any


@contextlib.contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program writes to `file` all the time."""
    with _held(file, "BEGIN EXCLUSIVE"):
        yield


@contextlib.contextmanager
def read_by_another(file: Path, table: str) -> Iterator[None]:
    """Another program is in the middle of reading `file`, so what is deleted now stays in its log."""
    with _held(file, "BEGIN", f"SELECT * FROM {table} LIMIT 1"):  # noqa: S608
        yield


def break_table(file: Path, table: str) -> None:
    """Take away a table."""
    with _held(file, f"DROP TABLE {table}", "BEGIN"):
        pass


def leave_no_room(file: Path) -> None:
    """Take the pages away that nothing stands in, so that the file has to grow for the next message."""
    with contextlib.closing(sqlite3.connect(file)) as other:
        other.execute("VACUUM")


def damage(file: Path) -> None:
    """Write over all pages but the first."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"\xa5" * (size - 4096))


def full(connection: Any, *_: Any) -> None:
    """Let the database of a connection grow no further, as on a full disk; a listener for an engine's `checkout`."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA max_page_count = 1")
    cursor.close()


@contextlib.contextmanager
def _held(file: Path, *statements: str) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement).fetchall()
        yield
        other.execute("ROLLBACK")
