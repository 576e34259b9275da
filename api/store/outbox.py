"""The messages that visitors leave for a person, until they are delivered; each call one transaction."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select, update

from api.store.conversation_keys import ConversationKeys
from api.store.database import Sessions, empty_log
from api.store.records import OutboxMessage
from api.store.tables import MessageDraftRow, MessageRow, OutboxRow
from runtime.text_cipher import TextCipher


class Outbox:
    """What waits for its delivery. A message is put in with the answer that says so, by `ConversationStore.answer`."""

    def __init__(self, sessions: Sessions, keys: ConversationKeys) -> None:
        self._sessions = sessions
        self._keys = keys

    async def due(self, moment: datetime, longest_wait: timedelta) -> list[OutboxMessage]:
        """Messages whose next attempt is due, in the order in which they were left.

        Also those never tried, and those whose attempt lies further off than any wait: the clock was set back.
        """
        next_attempt = OutboxRow.next_attempt_at
        is_due = or_(OutboxRow.attempts == 0, next_attempt <= moment, next_attempt > moment + longest_wait)
        async with self._sessions() as session:
            rows = (await session.scalars(select(OutboxRow).where(is_due).order_by(OutboxRow.number))).all()
        ciphers = [(row, await self._keys.find(row.conversation_id)) for row in rows]
        return [_message(row, cipher) for row, cipher in ciphers if cipher is not None]

    async def try_again(self, message_id: str, moment: datetime) -> None:
        """Count a failed delivery; the next attempt is at `moment`."""
        async with self._sessions.begin() as session:
            await session.execute(
                update(OutboxRow)
                .where(OutboxRow.id == message_id)
                .values(attempts=OutboxRow.attempts + 1, next_attempt_at=moment)
            )

    async def close(self, message_id: str, told: str) -> None:
        """Delete a message that has been delivered or given up; the conversation says so in the words of `told`."""
        async with self._sessions.begin() as session:
            row = (await session.scalars(select(OutboxRow).where(OutboxRow.id == message_id))).one_or_none()
            cipher = await self._keys.find(row.conversation_id) if row is not None else None
            if row is None or cipher is None:  # it went with its conversation meanwhile
                return
            answer = update(MessageRow).where(MessageRow.id == row.answer_id)
            await session.execute(answer.values(text=cipher.encrypt(told)))
            await session.delete(row)
        await empty_log(self._sessions)

    async def size(self) -> int:
        """How many wait, tried before or not."""
        async with self._sessions() as session:
            return await session.scalar(select(func.count()).select_from(OutboxRow)) or 0

    async def waiting(self) -> dict[str, int]:
        """How many wait after a failed attempt, by their municipality's slug."""
        async with self._sessions() as session:
            rows = await session.execute(
                select(OutboxRow.municipality, func.count())
                .where(OutboxRow.attempts > 0)
                .group_by(OutboxRow.municipality)
            )
            return dict(rows.tuples().all())


def new_row(draft: MessageDraftRow, answer_id: str, moment: datetime) -> OutboxRow:
    """The row of a message that is left at `moment`, to be delivered at once; the answer with this id says so."""
    return OutboxRow(
        id=str(uuid.uuid4()),
        conversation_id=draft.conversation_id,
        municipality=draft.municipality,
        text=draft.text,
        reachable_at=draft.reachable_at,
        created_at=moment,
        next_attempt_at=moment,
        answer_id=answer_id,
    )


def _message(row: OutboxRow, cipher: TextCipher) -> OutboxMessage:
    text, reachable_at = cipher.decrypt(row.text), cipher.decrypt(row.reachable_at)
    return OutboxMessage(row.id, row.municipality, text, reachable_at, row.created_at, row.attempts)
