"""Which of several doors takes the turn in a conversation; one door alone just takes it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from api.store.claims import is_free
from api.store.database import Database, writing
from api.store.errors import LeaseHeld, StoreUnavailable
from api.store.tables import ConversationRow

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=8)
"""So long a door that has stopped holds a conversation, by the clock of the server."""

RENEWED_SECONDS = 2.0
"""A lease is made longer after so long, again and again; most turns are over before."""

ASKED_AGAIN_SECONDS = 0.1


class TurnLeases:
    """Leases on conversations, each known by the moment it ends: a door that was paused does not end another's.

    A turn that goes on without its lease does no harm: a message has one number and one answer, and Rasa stores no turn
    behind another than it has read (`bridge.tracker_store`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

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
                await self._give_back(lease)

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
        while not await lease.is_over_in(RENEWED_SECONDS):
            with contextlib.suppress(StoreUnavailable):
                ends_at = await self._extend(lease)
                if ends_at is None:
                    logger.warning("A turn took so long without a word that another door may take the next")
                    return
                lease.ends_at = ends_at

    @writing
    def _take(self, session: Session, conversation_id: str) -> datetime | None:
        this = ConversationRow.id == conversation_id
        ends_at = _until(session, this, is_free(ConversationRow.claimed_until))
        if ends_at is None and session.scalar(select(ConversationRow.id).where(this)) is not None:
            raise LeaseHeld(conversation_id)
        return ends_at

    @writing
    def _extend(self, session: Session, lease: _Lease) -> datetime | None:
        return _until(session, *lease.row)

    @writing
    def _give_back(self, session: Session, lease: _Lease) -> None:
        session.execute(update(ConversationRow).where(*lease.row).values(claimed_until=None))


class _Lease:
    """On a conversation, until a moment by the server's clock."""

    def __init__(self, conversation_id: str, ends_at: datetime) -> None:
        self.ends_at = ends_at
        self.over = asyncio.Event()
        self._conversation_id = conversation_id

    @property
    def row(self) -> tuple[ColumnElement[bool], ...]:
        """Its conversation, while the lease is in force or nobody else has taken one."""
        return ConversationRow.id == self._conversation_id, ConversationRow.claimed_until == self.ends_at

    async def is_over_in(self, seconds: float) -> bool:
        """Whether its turn ends within so many seconds; comes back as soon as it does."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.over.wait()
        return self.over.is_set()


def _until(session: Session, *which: ColumnElement[bool]) -> datetime | None:
    """When the lease on this conversation ends, made anew from now on; None where there is no such row."""
    renewed = update(ConversationRow).where(*which).values(claimed_until=func.clock_timestamp() + LEASE)
    return session.scalar(renewed.returning(ConversationRow.claimed_until))
