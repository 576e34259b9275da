"""What is to be sent to Teams and Slack, until it is; each call one transaction."""

from __future__ import annotations

import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from api.store.channel_records import OutboxItem, Outgoing
from api.store.claims import Claim, Claims, is_free
from api.store.conversation_lock import is_open
from api.store.database import Database, reading, writing
from api.store.pseudonyms import HashedPlace
from api.store.row_translation import decrypted_json, encrypted_json
from api.store.tables import ChannelOutboxRow
from api.store.transit_keys import TransitKeys
from runtime.text_cipher import TextCipher

Found = TypeVar("Found")


class ChannelOutbox:
    """All that waits to be sent, in its order in each place."""

    def __init__(self, database: Database, keys: TransitKeys) -> None:
        self._database = database
        self._keys = keys
        self._claims = Claims(database, ChannelOutboxRow.id)

    @writing
    def add(self, session: Session, outgoing: Sequence[Outgoing], moment: datetime) -> None:
        """Put these in, to be sent at once."""
        put_in(session, outgoing, moment, self._keys)

    @reading
    def due(self, session: Session, moment: datetime, longest_wait: timedelta) -> list[OutboxItem]:
        """The first of each place, where it is due at `moment` or, the clock set back, further off than any wait."""
        first = select(func.min(ChannelOutboxRow.number)).group_by(ChannelOutboxRow.place)
        return self._items(session, ChannelOutboxRow.number.in_(first), _is_due(moment, longest_wait))

    @reading
    def next_of(self, session: Session, place: str, moment: datetime, longest_wait: timedelta) -> OutboxItem | None:
        """The first of this place, where it is due."""
        first = select(func.min(ChannelOutboxRow.number)).where(ChannelOutboxRow.place == place).scalar_subquery()
        found = self._items(session, ChannelOutboxRow.number == first, _is_due(moment, longest_wait))
        return found[0] if found else None

    async def while_held(self, item: OutboxItem, work: Callable[[], Awaitable[Found]]) -> tuple[Claim, Found] | None:
        """As `Claims.while_held`; None too when another has tried since it was read."""
        what, untried = f"A message for {item.channel}", ChannelOutboxRow.attempts == item.attempts
        return await self._claims.while_held(item.id, work, what, untried)

    @writing
    def begin(self, session: Session, item_id: str) -> None:
        """Say that it is being sent, before it is."""
        session.execute(update(ChannelOutboxRow).where(ChannelOutboxRow.id == item_id).values(tried=True))

    @writing
    def try_again(self, session: Session, claim: Claim, moment: datetime) -> None:
        """Count a failed attempt, unless another door has it now; the next one is at `moment`."""
        again = update(ChannelOutboxRow).where(claim.holds)
        session.execute(
            again.values(attempts=ChannelOutboxRow.attempts + 1, next_attempt_at=moment, claimed_until=None)
        )

    @writing
    def close(self, session: Session, claim: Claim) -> None:
        """Delete what has been sent, or given up, unless another door has it now."""
        session.execute(delete(ChannelOutboxRow).where(claim.holds))

    async def forget_workspace(self, workspace: str) -> None:
        """Delete all that waits for a workspace."""
        all_of_it = delete(ChannelOutboxRow).where(ChannelOutboxRow.workspace == workspace)
        await self._database.write(lambda session: session.execute(all_of_it))
        await self._database.empty_log()

    @reading
    def waiting(self, session: Session) -> dict[str, int]:
        """How many wait, by channel."""
        by_channel = select(ChannelOutboxRow.channel, func.count()).group_by(ChannelOutboxRow.channel)
        return dict(session.execute(by_channel).tuples().all())

    @reading
    def keys_in_use(self, session: Session) -> set[str]:
        """The names of the keys that something waits under."""
        return set(session.scalars(select(ChannelOutboxRow.key_name).distinct()))

    def _items(self, session: Session, *which: ColumnElement[bool]) -> list[OutboxItem]:
        rows = session.scalars(select(ChannelOutboxRow).where(*which).order_by(ChannelOutboxRow.number))
        return [_item(row, self._keys.find(row.key_name)) for row in rows]


def put_in(session: Session, outgoing: Sequence[Outgoing], moment: datetime, keys: TransitKeys) -> None:
    """Add these to a running transaction; what belongs to a conversation that was deleted is left out."""
    key_name, cipher = keys.of_today()
    for one in outgoing:
        if one.conversation_id is not None and not is_open(session.connection(), one.conversation_id):
            continue
        session.add(
            ChannelOutboxRow(
                id=str(uuid.uuid4()),
                channel=one.where.channel,
                workspace=one.where.workspace,
                person=one.where.person,
                place=one.where.place,
                conversation_id=one.conversation_id,
                key_name=key_name,
                content=encrypted_json(cipher, {"address": one.address, "content": one.content}),
                created_at=moment,
                next_attempt_at=moment,
            )
        )
        session.flush()  # one by one: SQLAlchemy keeps no order among those that it inserts together


def _is_due(moment: datetime, longest_wait: timedelta) -> ColumnElement[bool]:
    next_attempt = ChannelOutboxRow.next_attempt_at
    is_time = or_(ChannelOutboxRow.attempts == 0, next_attempt <= moment, next_attempt > moment + longest_wait)
    return and_(is_time, is_free(ChannelOutboxRow.claimed_until))


def _item(row: ChannelOutboxRow, cipher: TextCipher | None) -> OutboxItem:
    outgoing = None
    if cipher is not None:
        stored: dict[str, Any] = decrypted_json(cipher, row.content)
        where = HashedPlace(row.channel, row.workspace, row.person, row.place)
        outgoing = Outgoing(where, stored["address"], stored["content"], row.conversation_id)
    return OutboxItem(row.id, row.place, row.channel, outgoing, row.created_at, row.tried, row.attempts)
