"""Whether a message could be stored now, found by storing something."""

from __future__ import annotations

import asyncio
import math
import time

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.orm import Session

from api.store.database import Database
from api.store.tables import Base, WriteProbeRow
from runtime.sqlite_file import TRIED_BYTES, TRY_AGAIN_SECONDS

LONGEST_SECONDS = 2.0


class StoreProbe:
    """Tries at most once a second, however many ask; those who ask meanwhile are told what the same try found."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._try: asyncio.Task[bool] | None = None
        self._begun_at = -math.inf

    async def can_store(self) -> bool:
        """False also when the database has not answered in `LONGEST_SECONDS`."""
        if self._try is None or (self._try.done() and time.monotonic() - self._begun_at > TRY_AGAIN_SECONDS):
            self._begun_at = time.monotonic()
            self._try = asyncio.create_task(self._store_something())
        done, _ = await asyncio.wait([self._try], timeout=LONGEST_SECONDS)
        return bool(done) and self._try.result()

    async def _store_something(self) -> bool:
        """Read each table and commit a row: what is taken back in one transaction never reaches the disk."""
        try:
            await self._database.write(_read_and_write)
            await self._database.write(lambda session: session.execute(delete(WriteProbeRow)))
        except Exception:  # whatever it is, nothing can be stored; the store has logged it
            return False
        return True


def _read_and_write(session: Session) -> None:
    for table in Base.metadata.sorted_tables:
        session.execute(select(literal(1)).select_from(table).limit(1))
    session.execute(insert(WriteProbeRow).values(filler=bytes(TRIED_BYTES)))
