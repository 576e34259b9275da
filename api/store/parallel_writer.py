"""Threads that write at the same time, for a database that lets several do so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine

from api.store.errors import Contended

Found = TypeVar("Found")

MOST_TRIES = 3
"""Of work that ended because others wrote the same rows in another order; it has left nothing."""


class ParallelWriter:
    """Does each piece of work in a transaction of its own, several at once."""

    def __init__(self, engine: Engine, threads: int) -> None:
        self._engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="writer")

    async def write(self, work: Callable[[Connection], Found], durable: bool = True) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        It is done also when who asked for it waits no longer. All of it is `durable`: a server has one commit for many.
        """
        return await self.apart(partial(self._write, work))

    async def apart(self, work: Callable[[], Found]) -> Found:
        """What `work` gives, which has no transaction around it."""
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._threads, work))

    async def end(self) -> None:
        """Once all is done."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """As `end`, outside of the event loop."""
        self._threads.shutdown()

    def _write(self, work: Callable[[Connection], Found]) -> Found:
        for _ in range(MOST_TRIES - 1):
            try:
                return self._once(work)
            except Contended:
                continue
        return self._once(work)

    def _once(self, work: Callable[[Connection], Found]) -> Found:
        with self._engine.begin() as connection:
            return work(connection)
