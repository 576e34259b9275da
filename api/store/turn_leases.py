"""Which of several doors takes the turn in a conversation; one door alone just takes it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Executable, bindparam, func, select, update

from api.store.claims import happens_within, is_free
from api.store.database import Database
from api.store.errors import LeaseHeld, StoreUnavailable
from api.store.tables import ConversationRow, table_of

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=8)
"""So long a door that has stopped holds a conversation, by the clock of the server."""

RENEWED_SECONDS = 2.0
"""A lease is made longer after so long, again and again; most turns are over before."""

ASKED_AGAIN_SECONDS = 0.1


_C = table_of(ConversationRow).c
_THIS = _C.id == bindparam("conversation")
_FREE = select(_C.id).where(_THIS, is_free(_C.claimed_until)).with_for_update(key_share=True, skip_locked=True)
_MINE = (_THIS, _C.claimed_until == bindparam("ends_at"))
_FROM_NOW_ON = {"claimed_until": func.clock_timestamp() + LEASE}

IS_THERE = select(_C.id).where(_THIS)
TAKE = update(table_of(ConversationRow)).where(_C.id == _FREE.scalar_subquery()).values(_FROM_NOW_ON)
TAKE = TAKE.returning(_C.claimed_until)
"""What somebody writes in just now is not waited for: it is asked again."""

EXTEND = update(table_of(ConversationRow)).where(*_MINE).values(_FROM_NOW_ON).returning(_C.claimed_until)
GIVE_BACK = update(table_of(ConversationRow)).where(*_MINE).values(claimed_until=None).returning(_C.id)


class TurnLeases:
    """Leases on conversations, each known by the moment it ends: a door that was paused does not end another's.

    A turn that goes on without its lease does no harm: a message has one number and one answer, and Rasa stores no turn
    behind another than it has read (`bridge.tracker_store`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        engine: Engine = database.sessions.kw["bind"]
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT") if database.has_several_doors else engine

    @contextlib.asynccontextmanager
    async def hold(self, conversation_id: str, longest_wait: float) -> AsyncIterator[None]:
        """Hold it; LeaseHeld when another door does for `longest_wait` seconds. What is not there needs no holding."""
        ends_at = await self._taken(conversation_id, longest_wait) if self._database.has_several_doors else None
        if ends_at is None:
            yield
            return
        lease = _Lease(conversation_id, ends_at)
        renewing = asyncio.create_task(self._renew(lease))
        try:
            yield
        finally:
            lease.over.set()
            await renewing  # and not cancelled: its writing would go on, and nobody would know until when
            with contextlib.suppress(StoreUnavailable):  # it ends by itself
                await self._done(GIVE_BACK, lease.conversation_id, lease.ends_at)

    async def _taken(self, conversation_id: str, longest_wait: float) -> datetime | None:
        last_try = time.monotonic() + longest_wait
        while True:
            try:
                return await self._take(conversation_id)
            except LeaseHeld:
                if time.monotonic() >= last_try:
                    raise
            await asyncio.sleep(ASKED_AGAIN_SECONDS)

    async def _renew(self, lease: _Lease) -> None:
        """As long as it is this door's, also after the database was away."""
        while not await happens_within(RENEWED_SECONDS, lease.over):
            with contextlib.suppress(StoreUnavailable):
                ends_at = await self._done(EXTEND, lease.conversation_id, lease.ends_at)
                if ends_at is None:
                    logger.warning("A turn took so long without a word that another door may take the next")
                    return
                lease.ends_at = ends_at

    async def _take(self, conversation_id: str) -> datetime | None:
        found: datetime | None = await self._done(TAKE, conversation_id)
        if found is None and await self._done(IS_THERE, conversation_id):
            raise LeaseHeld(conversation_id)
        return found

    async def _done(self, statement: Executable, conversation_id: str, ends_at: datetime | None = None) -> Any:
        """What one statement gives, in no transaction: that would be three ways to the server more."""

        def do() -> Any:
            with self._engine.connect() as connection:
                return connection.execute(statement, {"conversation": conversation_id, "ends_at": ends_at}).scalar()

        return await self._database.do(do)


class _Lease:
    """On a conversation, until a moment by the server's clock."""

    def __init__(self, conversation_id: str, ends_at: datetime) -> None:
        self.ends_at = ends_at
        self.over = asyncio.Event()
        self.conversation_id = conversation_id
