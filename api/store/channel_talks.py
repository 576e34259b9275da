"""Which conversation somebody has in a place of a platform; each call one transaction."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from api.store.database import Database, reading
from api.store.records import Conversation
from api.store.row_translation import conversation_of
from api.store.tables import ChannelTalkRow, ConversationRow


class ChannelTalks:
    """Finds conversations by where they take place; one is put in by `ConversationStore.open`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, place: str) -> Conversation | None:
        """The conversation in this place; None when there is none, or it is being deleted."""
        found = await self._conversations(ChannelTalkRow.place == place)
        return found[0] if found else None

    async def by_id(self, conversation_id: str) -> Conversation | None:
        """A conversation in whatever place; None when it is gone, or being deleted."""
        found = await self._conversations(ChannelTalkRow.conversation_id == conversation_id)
        return found[0] if found else None

    async def of_person(self, person: str) -> list[Conversation]:
        """All conversations of this person in the workspace."""
        return await self._conversations(ChannelTalkRow.person == person)

    async def of_workspace(self, workspace: str) -> list[Conversation]:
        """All conversations in this workspace."""
        return await self._conversations(ChannelTalkRow.workspace == workspace)

    @reading
    def _conversations(self, session: Session, which: ColumnElement[bool]) -> list[Conversation]:
        there = ConversationRow.deletion_asked_at.is_(None)
        rows = select(ConversationRow).join(ChannelTalkRow, ChannelTalkRow.conversation_id == ConversationRow.id)
        return [conversation_of(row) for row in session.scalars(rows.where(which, there))]
