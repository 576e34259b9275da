"""The one thread that writes. What waits for it is written together: a disk takes as long for one as for many."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from api.store.errors import StoreUnavailable

Found = TypeVar("Found")
Begin = Callable[[], AbstractContextManager[Connection]]
Tell = Callable[[asyncio.Future[Any]], None]

MOST_TOGETHER = 50


class Writer:
    """Does work in the order in which it comes, several pieces in one transaction; each of them whole or not at all."""

    def __init__(self, durable: Begin, deferred: Begin, close: Callable[[], None]) -> None:
        """What begins a transaction that waits for the disk, and one that does not; `close` ends their connection."""
        self._begin = {True: durable, False: deferred}
        self._close = close
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._waiting: deque[_Piece] = deque()
        self._lock = Lock()
        self._is_writing = False

    async def write(self, work: Callable[[Connection], Found], durable: bool = True) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        It is done also when who asked for it waits no longer.
        """
        found: Found = await self._told(work, durable)
        return found

    async def apart(self, work: Callable[[], Found]) -> Found:
        """What `work` gives, which must not be in a transaction: it is done between those of others."""
        found: Found = await self._told(work, durable=True, apart=True)
        return found

    async def end(self) -> None:
        """Once all is done."""
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """As `end`, outside of the event loop."""
        self._thread.shutdown()
        self._close()

    async def _told(self, work: Callable[..., Any], durable: bool, apart: bool = False) -> Any:
        loop = asyncio.get_running_loop()
        piece = _Piece(work, durable, apart, loop, loop.create_future())
        with self._lock:
            self._waiting.append(piece)
            begin, self._is_writing = not self._is_writing, True
        if begin:
            self._thread.submit(self._write_all)
        return await piece.told

    def _write_all(self) -> None:
        while together := self._next():
            begin = self._begin[any(piece.durable for piece in together)]
            try:
                tell = self._do(together, begin)
            except Exception as error:  # of what was alone, or of the whole transaction
                tell = [partial(_tell_error, error=error)] * len(together)
            for piece, outcome in zip(together, tell):
                piece.loop.call_soon_threadsafe(outcome, piece.told)

    def _do(self, together: Sequence[_Piece], begin: Begin) -> Sequence[Tell]:
        if together[0].apart:
            return [partial(_tell_found, found=together[0].work())]
        with begin() as connection:
            return [piece.do(connection, alone=len(together) == 1) for piece in together]

    def _next(self) -> list[_Piece]:
        """What is first, with all behind it that may be in its transaction; nothing when nothing waits."""
        with self._lock:
            together: list[_Piece] = []
            while self._waiting and len(together) < MOST_TOGETHER and not (together and self._waiting[0].apart):
                together.append(self._waiting.popleft())
                if together[0].apart:
                    break
            self._is_writing = bool(together)
            return together


@dataclass(frozen=True)
class _Piece:
    """A piece of work, and who waits for it."""

    work: Callable[..., Any]
    """Of a connection, or of nothing where it is done `apart`."""
    durable: bool
    apart: bool
    loop: asyncio.AbstractEventLoop
    told: asyncio.Future[Any]

    def do(self, connection: Connection, alone: bool) -> Tell:
        """What is to be told; where it is not `alone` an error takes back its own part only."""
        if alone:
            return partial(_tell_found, found=self.work(connection))
        try:
            with connection.begin_nested():
                return partial(_tell_found, found=self.work(connection))
        except StoreUnavailable:  # of the others nothing is sure then
            raise
        except Exception as error:
            return partial(_tell_error, error=error)


def _tell_found(told: asyncio.Future[Any], found: Any) -> None:
    if not told.done():  # who asked may wait no longer
        told.set_result(found)


def _tell_error(told: asyncio.Future[Any], error: Exception) -> None:
    if not told.done():
        told.set_exception(error)
