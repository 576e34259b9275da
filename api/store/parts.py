"""Work that may find many rows at once, in parts: whoever has to write waits for a transaction of another."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from api.store.database import Database

MOST_AT_ONCE = 250
"""As many rows go in one transaction."""


async def in_parts(database: Database, do_some: Callable[[Session], bool]) -> bool:
    """Do `do_some` in transactions of their own until it finds nothing more, so that others write between them.

    Whether it found anything.
    """
    found = False
    while await database.write(do_some):
        found = True
    return found
