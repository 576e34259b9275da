"""The one thread that writes. What waits for it is written together: a disk takes as long for one as for many."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy.orm import Session, sessionmaker

from api.store.errors import StoreUnavailable

Found = TypeVar("Found")

MOST_TOGETHER = 50


class Writer:
    """Does work in the order in which it comes, several pieces in one transaction; each of them whole or not at all."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._waiting: deque[_Piece] = deque()
        self._lock = Lock()
        self._is_writing = False

    async def write(self, work: Callable[[Session], Found]) -> Found:
        """What `work` gives, once it is stored; what it raises leaves the database as it was.

        It is done also when who asked for it waits no longer.
        """
        loop = asyncio.get_running_loop()
        piece = _Piece(work, loop, loop.create_future())
        with self._lock:
            self._waiting.append(piece)
            begin, self._is_writing = not self._is_writing, True
        if begin:
            self._thread.submit(self._write_all)
        found: Found = await piece.told
        return found

    async def apart(self, work: Callable[[], Found]) -> Found:
        """What `work` gives, which must not be in a transaction, between those of others."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def end(self) -> None:
        """Once all is done."""
        await asyncio.to_thread(self._thread.shutdown)

    def _write_all(self) -> None:
        with self._lock:
            together = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
            self._is_writing = bool(together)
        if together:
            self._write(together)
            self._thread.submit(self._write_all)  # behind what came in meanwhile to be done apart

    def _write(self, together: list[_Piece]) -> None:
        try:
            with self._sessions.begin() as session:
                outcomes = [piece.outcome(session, alone=len(together) == 1) for piece in together]
        except Exception as error:  # of what was alone, or of the whole transaction
            outcomes = [partial(_tell_error, error=error)] * len(together)
        for piece, outcome in zip(together, outcomes):
            piece.tell(outcome)


@dataclass(frozen=True)
class _Piece:
    """A piece of work, and who waits for it."""

    work: Callable[[Session], Any]
    loop: asyncio.AbstractEventLoop
    told: asyncio.Future[Any]

    def outcome(self, session: Session, alone: bool) -> Callable[[asyncio.Future[Any]], None]:
        """What is to be told; where it is not `alone` an error takes back its own part only."""
        if alone:
            return partial(_tell_found, found=self.work(session))
        try:
            with session.begin_nested():
                return partial(_tell_found, found=self.work(session))
        except StoreUnavailable:  # of the others nothing is sure then
            raise
        except Exception as error:
            return partial(_tell_error, error=error)

    def tell(self, outcome: Callable[[asyncio.Future[Any]], None]) -> None:
        self.loop.call_soon_threadsafe(outcome, self.told)


def _tell_found(told: asyncio.Future[Any], found: Any) -> None:
    if not told.done():
        told.set_result(found)


def _tell_error(told: asyncio.Future[Any], error: Exception) -> None:
    if not told.done():
        told.set_exception(error)
