"""Which of several doors takes the turn in a conversation; one door alone just takes it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator
from datetime import timedelta

from api.store.claims import Claim, Claims, Term
from api.store.database import Database
from api.store.errors import LeaseHeld
from api.store.tables import ConversationRow

logger = logging.getLogger(__name__)

LEASE = Term(timedelta(seconds=8), 2.0)
"""So long a door that has stopped holds a conversation; most turns are over before it is renewed."""

ASKED_AGAIN_SECONDS = 0.1


class TurnLeases:
    """Leases on conversations: claims that are waited for.

    A turn that goes on without its lease does no harm: a message has one number and one answer, and Rasa stores no turn
    behind another than it has read (`bridge.tracker_store`).
    """

    def __init__(self, database: Database) -> None:
        self._claims = Claims(database, ConversationRow.id, LEASE)

    @contextlib.asynccontextmanager
    async def hold(self, conversation_id: str, longest_wait: float) -> AsyncIterator[None]:
        """Hold it; LeaseHeld when another door does for `longest_wait` seconds. What is not there needs no holding."""
        lease = await self._taken(conversation_id, longest_wait)
        if lease is None:
            yield
            return
        try:
            async with self._claims.renewed(lease, _tell_of_loss):
                yield
        finally:
            await self._claims.give_back(lease)

    async def _taken(self, conversation_id: str, longest_wait: float) -> Claim | None:
        last_try = time.monotonic() + longest_wait
        while True:
            lease = await self._claims.take(conversation_id)
            if lease is not None or not await self._claims.is_there(conversation_id):
                return lease
            if time.monotonic() >= last_try:
                raise LeaseHeld(conversation_id)
            await asyncio.sleep(ASKED_AGAIN_SECONDS)


def _tell_of_loss() -> None:
    logger.warning("A turn took so long without a word that another door may take the next")
