"""Which of several doors does a piece of work in the background; one door alone just does it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, func, or_, update
from sqlalchemy.orm import Mapped, Session

from api.store.database import Database, writing
from api.store.dialect import has_several_doors
from api.store.tables import ConversationRow, Waiting

LONGEST_WORK = timedelta(minutes=6)
"""A door that has held a claim for longer has ended without giving it back: a turn takes 5 minutes at most."""


def is_free(claimed_until: Mapped[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether no other door works on it, by the clock of the server."""
    return or_(claimed_until.is_(None), claimed_until < func.now())


def take(session: Session, rows: type[Waiting], which: ColumnElement[bool], longest: timedelta) -> bool:
    """Claim a row for so long; False when another door has it, or it is gone. True where there is one door."""
    if not has_several_doors(session):
        return True
    claimed: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(rows).where(which, is_free(rows.claimed_until)).values(claimed_until=func.now() + longest)
    )
    return bool(claimed.rowcount)


class ConversationClaims:
    """Conversations in which a door works that nobody asked for it just now: late answers, and finishing deletions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextlib.asynccontextmanager
    async def of(self, conversation_id: str) -> AsyncIterator[bool]:
        """Whether this door may, for as long as the context is open."""
        is_mine = await self._take(conversation_id)
        try:
            yield is_mine
        finally:
            if is_mine and self._database.has_several_doors:
                await self._give_back(conversation_id)

    @writing
    def _take(self, session: Session, conversation_id: str) -> bool:
        return take(session, ConversationRow, ConversationRow.id == conversation_id, LONGEST_WORK)

    @writing
    def _give_back(self, session: Session, conversation_id: str) -> None:
        this = update(ConversationRow).where(ConversationRow.id == conversation_id)
        session.execute(this.values(claimed_until=None))
