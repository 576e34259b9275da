"""The messages that visitors leave for a person, until they are delivered; each call one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from api.store.claims import Claim, Claims, is_free
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database, reading, writing
from api.store.records import OutboxMessage
from api.store.tables import MessageDraftRow, MessageRow, OutboxRow
from runtime.text_cipher import TextCipher

Found = TypeVar("Found")


class Outbox:
    """What waits for its delivery. A message is put in with the answer that says so, by `ConversationStore.answer`."""

    def __init__(self, database: Database, keys: ConversationKeys) -> None:
        self._database = database
        self._keys = keys
        self._claims = Claims(database, OutboxRow.id)

    @reading
    def due(self, session: Session, moment: datetime, longest_wait: timedelta) -> list[OutboxMessage]:
        """Messages whose next attempt is due, in the order in which they were left.

        Also those never tried, and those whose attempt lies further off than any wait: the clock was set back.
        """
        next_attempt = OutboxRow.next_attempt_at
        is_due = or_(OutboxRow.attempts == 0, next_attempt <= moment, next_attempt > moment + longest_wait)
        rows = session.scalars(
            select(OutboxRow).where(is_due, is_free(OutboxRow.claimed_until)).order_by(OutboxRow.number)
        )
        ciphers = [(row, self._keys.find(row.conversation_id)) for row in rows]
        return [_message(row, cipher) for row, cipher in ciphers if cipher is not None]

    async def take(self, message: OutboxMessage) -> Claim | None:
        """This door's claim to it, as `Claims.take`; None too when another has tried since it was read."""
        return await self._claims.take(message.id, OutboxRow.attempts == message.attempts)

    async def while_held(
        self, message: OutboxMessage, work: Callable[[], Awaitable[Found]]
    ) -> tuple[Claim, Found] | None:
        """As `Claims.while_held`; None too when another has tried since it was read."""
        what, untried = f"A delivery for {message.municipality}", OutboxRow.attempts == message.attempts
        return await self._claims.while_held(message.id, work, what, untried)

    @writing
    def try_again(self, session: Session, claim: Claim, moment: datetime) -> None:
        """Count a failed delivery, unless another door has it now; the next attempt is at `moment`."""
        again = update(OutboxRow).where(claim.holds)
        session.execute(again.values(attempts=OutboxRow.attempts + 1, next_attempt_at=moment, claimed_until=None))

    async def close(self, claim: Claim, told: str) -> None:
        """Delete a message that has been delivered or given up; the conversation says so in the words of `told`."""
        if await self._close(claim, told):
            await self._database.empty_log()

    @reading
    def size(self, session: Session) -> int:
        """How many wait, tried before or not."""
        return session.scalar(select(func.count()).select_from(OutboxRow)) or 0

    @reading
    def waiting(self, session: Session) -> dict[str, int]:
        """How many wait after a failed attempt, by their municipality's slug."""
        failed = select(OutboxRow.municipality, func.count()).where(OutboxRow.attempts > 0)
        return dict(session.execute(failed.group_by(OutboxRow.municipality)).tuples().all())

    @writing
    def _close(self, session: Session, claim: Claim, told: str) -> bool:
        row = session.scalars(select(OutboxRow).where(claim.holds).with_for_update()).one_or_none()
        cipher = self._keys.find(row.conversation_id) if row is not None else None
        if row is None or cipher is None:  # it went with its conversation meanwhile, or to another door
            return False
        answer = update(MessageRow).where(MessageRow.id == row.answer_id)
        session.execute(answer.values(text=cipher.encrypt(told)))
        session.delete(row)
        return True


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
