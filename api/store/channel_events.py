"""What happened on Teams and Slack, until it is worked on; each call one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from api.store import parts
from api.store.channel_outbox import put_in
from api.store.channel_records import Outgoing, StoredEvent
from api.store.claims import Claim, Claims, is_free
from api.store.database import Database, reading, writing
from api.store.pseudonyms import HashedPlace
from api.store.row_translation import decrypted_json, encrypted_json
from api.store.tables import ChannelEventRow
from api.store.transit_keys import TransitKeys
from api.store.upsert import insert_into
from runtime.text_cipher import TextCipher

Found = TypeVar("Found")

_WAITS = ChannelEventRow.worked_at.is_(None)
_FORGOTTEN: dict[str, Any] = dict.fromkeys(
    ("workspace", "person", "place", "key_name", "payload", "conversation_id"),
)
"""What is left of an event that was worked on: its name."""


class ChannelEvents:
    """All events that wait, in their order in each place, and the names of those worked on."""

    def __init__(self, database: Database, keys: TransitKeys) -> None:
        self._database = database
        self._keys = keys
        self._claims = Claims(database, ChannelEventRow.number)

    @reading
    def is_known(self, session: Session, name: str) -> bool:
        """Whether an event with this name was taken in."""
        found = select(ChannelEventRow.number).where(ChannelEventRow.name == name)
        return session.scalar(found) is not None

    @writing
    def add(self, session: Session, name: str, where: HashedPlace, payload: dict[str, Any], moment: datetime) -> bool:
        """Store an event, to be worked on at once; False when its name was there already."""
        key_name, cipher = self._keys.of_today()
        row = {
            "name": name,
            "channel": where.channel,
            "workspace": where.workspace,
            "person": where.person,
            "place": where.place,
            "key_name": key_name,
            "payload": encrypted_json(cipher, payload),
            "taken_in_at": moment,
            "next_attempt_at": moment,
        }
        added: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            insert_into(session, ChannelEventRow).values(row).on_conflict_do_nothing()
        )
        return bool(added.rowcount)

    @reading
    def due(self, session: Session, moment: datetime, longest_wait: timedelta) -> list[StoredEvent]:
        """The first of each place, where it is due at `moment` or, the clock set back, further off than any wait."""
        return self._events(session, ChannelEventRow.number.in_(_first_of_each()), _is_due(moment, longest_wait))

    @reading
    def next_of(self, session: Session, place: str, moment: datetime, longest_wait: timedelta) -> StoredEvent | None:
        """The first of this place, where it is due."""
        of_place = select(func.min(ChannelEventRow.number)).where(_WAITS, ChannelEventRow.place == place)
        first = ChannelEventRow.number == of_place.scalar_subquery()
        found = self._events(session, first, _is_due(moment, longest_wait))
        return found[0] if found else None

    @reading
    def waiting_since(self, session: Session, moment: datetime) -> list[StoredEvent]:
        """The first of each place, where it came before `moment` and its person was not told that it takes longer."""
        untold = (ChannelEventRow.taken_in_at <= moment, ChannelEventRow.wait_told.is_(False))
        return self._events(session, ChannelEventRow.number.in_(_first_of_each()), *untold)

    async def while_held(self, event: StoredEvent, work: Callable[[], Awaitable[Found]]) -> tuple[Claim, Found] | None:
        """As `Claims.while_held`; None too when another has worked on it since it was read."""
        what, untried = f"An event of {event.where.channel}", ChannelEventRow.attempts == event.attempts
        return await self._claims.while_held(event.number, work, what, _WAITS, untried)

    @writing
    def begin(self, session: Session, number: int, conversation_id: str) -> None:
        """Say in which conversation it is worked on, before it is."""
        session.execute(_row(number).values(conversation_id=conversation_id, conversation_deleted=False))

    @writing
    def try_again(self, session: Session, claim: Claim, moment: datetime) -> None:
        """Count a failed attempt, unless another door has it now; the next one is at `moment`."""
        again = update(ChannelEventRow).where(_WAITS, claim.holds)
        session.execute(again.values(attempts=ChannelEventRow.attempts + 1, next_attempt_at=moment, claimed_until=None))

    @writing
    def tell_wait(self, session: Session, event: StoredEvent, told: Outgoing, moment: datetime) -> None:
        """Send that it takes longer, once for all that waits in its place; not when it was worked on meanwhile."""
        still_waits: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            _row(event.number).where(ChannelEventRow.wait_told.is_(False)).values(wait_told=True)
        )
        if still_waits.rowcount:
            others = update(ChannelEventRow).where(_WAITS, ChannelEventRow.place == event.place)
            session.execute(others.values(wait_told=True))
            put_in(session, [told], moment, self._keys)

    @writing
    def finish(self, session: Session, claim: Claim, outgoing: Sequence[Outgoing], moment: datetime) -> None:
        """It is worked on: put what is to be sent in the outbox, and forget all of it but its name, together.

        Nothing when another door has it now.
        """
        finished: CursorResult[Any] = session.execute(  # type: ignore[assignment]
            update(ChannelEventRow).where(_WAITS, claim.holds).values(**_FORGOTTEN, worked_at=moment)
        )
        if finished.rowcount:
            put_in(session, outgoing, moment, self._keys)

    async def drop_workspace(self, workspace: str, before: int, moment: datetime) -> None:
        """Forget all that waits of a workspace and came before the event with this number."""
        await self._drop(ChannelEventRow.workspace == workspace, before, moment)

    async def drop_person(self, person: str, before: int, moment: datetime) -> None:
        """Forget all that waits of a person and came before the event with this number."""
        await self._drop(ChannelEventRow.person == person, before, moment)

    async def _drop(self, whose: ColumnElement[bool], before: int, moment: datetime) -> None:
        dropped = update(ChannelEventRow).where(_WAITS, whose, ChannelEventRow.number < before)
        await self._database.write(lambda session: session.execute(dropped.values(**_FORGOTTEN, worked_at=moment)))
        await self._database.empty_log()

    async def forget_names(self, moment: datetime) -> None:
        """Delete the names of events that were worked on before `moment`."""
        old = select(ChannelEventRow.number).where(ChannelEventRow.worked_at < moment).limit(parts.MOST_AT_ONCE)

        def forget_some(session: Session) -> bool:
            found = session.scalars(old).all()
            if found:
                session.execute(delete(ChannelEventRow).where(ChannelEventRow.number.in_(found)))
            return bool(found)

        await parts.in_parts(self._database, forget_some)

    @reading
    def waiting(self, session: Session) -> dict[str, int]:
        """How many wait, by channel."""
        by_channel = select(ChannelEventRow.channel, func.count()).where(_WAITS).group_by(ChannelEventRow.channel)
        return dict(session.execute(by_channel).tuples().all())

    @reading
    def keys_in_use(self, session: Session) -> set[str]:
        """The names of the keys that something waits under."""
        names = select(ChannelEventRow.key_name).where(ChannelEventRow.key_name.is_not(None)).distinct()
        return {name for name in session.scalars(names) if name is not None}

    def _events(self, session: Session, *which: ColumnElement[bool]) -> list[StoredEvent]:
        rows = session.scalars(select(ChannelEventRow).where(_WAITS, *which).order_by(ChannelEventRow.number))
        return [_event(row, self._keys.find(row.key_name or "")) for row in rows]


def _row(number: int) -> Any:
    """The update of an event that still waits."""
    return update(ChannelEventRow).where(_WAITS, ChannelEventRow.number == number)


def _first_of_each() -> Any:
    return select(func.min(ChannelEventRow.number)).where(_WAITS).group_by(ChannelEventRow.place)


def _is_due(moment: datetime, longest_wait: timedelta) -> ColumnElement[bool]:
    next_attempt = ChannelEventRow.next_attempt_at
    is_time = or_(ChannelEventRow.attempts == 0, next_attempt <= moment, next_attempt > moment + longest_wait)
    return and_(is_time, is_free(ChannelEventRow.claimed_until))


def _event(row: ChannelEventRow, cipher: TextCipher | None) -> StoredEvent:
    readable = cipher is not None and row.payload is not None
    return StoredEvent(
        number=row.number,
        name=row.name,
        where=HashedPlace(row.channel, row.workspace or "", row.person or "", row.place or ""),
        payload=decrypted_json(cipher, row.payload) if readable else None,  # type: ignore[arg-type]
        taken_in_at=row.taken_in_at,
        attempts=row.attempts,
        begun_in=row.conversation_id,
        conversation_deleted=row.conversation_deleted,
        wait_told=row.wait_told,
    )
