"""Rasa's store of conversations on SQLite: encrypted, in the order of storing, and nothing readable is left behind.

The trackers of the last conversations are in memory too, as they were stored: reading one anew, and counting what of it
is stored, took most of the time of a turn outside understanding.

Wired in `rasa/endpoints.yml`. Rasa 3.6.21 finds the running session by the newest `timestamp`: when the
clock is set back, what is said after it is taken for older than the session before, and is not read.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple

import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Query, Session, declarative_base, sessionmaker  # type: ignore[import-untyped]
from sqlalchemy.pool import QueuePool  # type: ignore[import-untyped]
from sqlalchemy.types import TypeDecorator  # type: ignore[import-untyped]

from runtime.sqlite_file import EMPTYING_MILLISECONDS, TRIED_BYTES, TRY_AGAIN_SECONDS
from runtime.text_cipher import TextCipher, is_encrypted

LOCKED_SECONDS = 1.0
"""How long a statement waits for another program; Rasa does nothing else meanwhile."""

MOST_AT_HAND, LONGEST_AT_HAND_SECONDS = 256, 600.0
"""Conversations in memory, and how long one stays there after its last turn; some 50 kB each."""

NOBODY = ""
"""No conversation has this id."""

_STORED = "events_that_are_stored"
"""The attribute of a tracker that holds how many of its events are."""


_cipher: ContextVar[TextCipher] = ContextVar("the cipher of the conversation that is worked on")


class StoreHeld(Exception):
    """Another program holds the database; nothing was read or changed."""


@contextmanager
def encrypted_with(cipher: TextCipher) -> Iterator[None]:
    """What is stored inside is encrypted with this cipher, and what is read must have been; LookupError outside."""
    before = _cipher.set(cipher)
    try:
        yield
    finally:
        _cipher.reset(before)


class EncryptedText(TypeDecorator):
    """A text that is encrypted on its way to the database; one of before version 0.2 is read as it is."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str, dialect: Any) -> str:
        """Encrypt it."""
        return _cipher.get().encrypt(value)

    def process_result_value(self, value: str, dialect: Any) -> str:
        """Decrypt it; Undecipherable when it was encrypted with another key."""
        return _cipher.get().decrypt(value) if is_encrypted(value) else value


class NotStored(TypeDecorator):
    """What Rasa would store beside the event to count by, and never reads."""

    impl = sa.String(255)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> None:
        """Leave it out."""


class _AtHand(NamedTuple):
    """A tracker as it was stored; `newest` is the id of its last event in the file, `key` a hash of the conversation's,
    `moment` that of `time.monotonic`."""

    tracker: DialogueStateTracker
    newest: int | None
    key: bytes
    moment: float


class StoredOrderTrackerStore(SQLTrackerStore):
    """Rasa's SQL store with an engine of its own: its errors show no parameters, what is deleted is overwritten.

    Each turn takes its tracker out of memory, and only storing it puts it back: one that a failed turn has changed is
    read anew from the file. So is one of which the file has other events, by an engine or a program beside this one.
    """

    Base = declarative_base()

    class SQLEvent(Base):  # type: ignore[misc, valid-type]
        """Rasa's table of events, with the event itself encrypted (see `encrypted_with`)."""

        __tablename__ = "events"

        id = sa.Column(sa.Integer, primary_key=True)
        sender_id = sa.Column(sa.String(255), nullable=False, index=True)
        type_name = sa.Column(sa.String(255), nullable=False)
        timestamp = sa.Column(sa.Float)
        intent_name = sa.Column(NotStored)
        action_name = sa.Column(NotStored)
        data = sa.Column(EncryptedText)

    engine: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waits = {"timeout": LOCKED_SECONDS, "check_same_thread": False}
        url = self.engine.url
        self.engine.dispose()
        self.engine = sa.create_engine(
            url, poolclass=QueuePool, pool_size=1, max_overflow=0, hide_parameters=True, connect_args=waits
        )
        sa.event.listen(self.engine, "connect", _set_up)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._written_at = self._kept_at = self._locked_at = -math.inf
        self._at_hand: OrderedDict[str, _AtHand] = OrderedDict()
        self._hash_key = os.urandom(hashlib.blake2b.MAX_KEY_SIZE)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The running session, out of memory where it is at hand and its key is that of now; None for a new one."""
        found = self._at_hand.pop(sender_id, None)
        if found is not None and not self._is_old(found) and self._is_of_now(found):
            return found.tracker
        tracker: DialogueStateTracker | None = await super().retrieve(sender_id)
        if tracker is not None:
            setattr(tracker, _STORED, len(tracker.events))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, all of it or nothing, and have the tracker at hand for the next turn."""
        await self.stream_events(tracker)
        new = list(self._new_events(tracker))
        if not new:  # Rasa saves a tracker that it has just made, and goes on with it
            return
        with self._held_at_most_once_a_second(), self.engine.begin() as connection:
            connection.execute(self.SQLEvent.__table__.insert(), [_row(tracker.sender_id, event) for event in new])
            newest = connection.execute(self._newest_of(tracker.sender_id)).scalar()
        self._have_at_hand(_of_running_session(tracker, self.domain.slots), newest)

    def _new_events(self, tracker: DialogueStateTracker) -> Iterator[Event]:
        stored = getattr(tracker, _STORED, None)
        if stored is not None:
            return itertools.islice(tracker.events, stored, None)
        with self.session_scope() as session:  # one that was begun now, or elsewhere
            return iter(list(self._additional_events(session, tracker)))

    def _have_at_hand(self, tracker: DialogueStateTracker, newest: int | None) -> None:
        setattr(tracker, _STORED, len(tracker.events))
        self._at_hand[tracker.sender_id] = _AtHand(tracker, newest, self._hashed_key(), time.monotonic())
        self._at_hand.move_to_end(tracker.sender_id)
        if len(self._at_hand) > MOST_AT_HAND:
            self._at_hand.popitem(last=False)
        self._forget_old_ones()

    def _forget_old_ones(self) -> None:
        while self._at_hand and self._is_old(next(iter(self._at_hand.values()))):
            self._at_hand.popitem(last=False)

    def _is_old(self, found: _AtHand) -> bool:
        return time.monotonic() - found.moment > LONGEST_AT_HAND_SECONDS

    def _hashed_key(self) -> bytes:
        return hashlib.blake2b(_cipher.get().key, key=self._hash_key, digest_size=16).digest()

    def _is_of_now(self, found: _AtHand) -> bool:
        """Whether the file has no other events of the conversation, and it was stored with the key of now."""
        with self._held_at_most_once_a_second(), self.engine.connect() as connection:
            newest = connection.execute(self._newest_of(found.tracker.sender_id)).scalar()
        return bool(newest == found.newest and found.key == self._hashed_key())

    def _newest_of(self, sender_id: str) -> Any:
        return sa.select(sa.func.max(self.SQLEvent.id)).where(self.SQLEvent.sender_id == sender_id)

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """As Rasa's, but for what `_held_at_most_once_a_second` says."""
        with self._held_at_most_once_a_second(), super().session_scope() as session:
            yield session

    @contextmanager
    def _held_at_most_once_a_second(self) -> Iterator[None]:
        """For a second after another program held the file StoreHeld is raised at once.

        A statement that waits for the lock stops everybody in this process: once a second is enough.
        """
        if time.monotonic() - self._locked_at < TRY_AGAIN_SECONDS:
            raise StoreHeld("database is locked, as it was a moment ago")
        try:
            yield
        except sa.exc.OperationalError as error:
            if "locked" in str(error.orig):
                self._locked_at = time.monotonic()
            raise

    def empty_log(self) -> bool:
        """Take what was deleted out of the write-ahead log too; False while a reader keeps it there.

        Readers are waited for once a second at most, however many conversations are to be deleted.
        """
        just_tried = time.monotonic() - self._kept_at < TRY_AGAIN_SECONDS
        wait = 0 if just_tried else EMPTYING_MILLISECONDS
        with self.session_scope() as session:
            session.execute(sa.text(f"PRAGMA busy_timeout = {wait}"))
            try:
                busy: int = session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]
            finally:
                session.execute(sa.text(f"PRAGMA busy_timeout = {int(LOCKED_SECONDS * 1000)}"))
        if busy:
            self._kept_at = time.monotonic()
        return not busy

    def delete(self, sender_id: str) -> None:
        """Delete all events of a conversation, also those in memory."""
        self._at_hand.pop(sender_id, None)
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def try_writing(self) -> bool:
        """Store an event of nobody and delete it, at most once a second; True, or the error of the store.

        It is committed: what is taken back in the same transaction never reaches the disk, however full that is.
        """
        self._forget_old_ones()
        if time.monotonic() - self._written_at < TRY_AGAIN_SECONDS:
            return True
        with encrypted_with(TextCipher.new()), self.session_scope() as session:
            session.add(self.SQLEvent(sender_id=NOBODY, type_name="", data=" " * TRIED_BYTES))
            session.commit()
        self.delete(NOBODY)
        self._written_at = time.monotonic()
        return True

    def _event_query(self, session: Session, sender_id: str, fetch_events_from_all_sessions: bool) -> Query:
        events = self.SQLEvent
        query = session.query(events).filter(events.sender_id == sender_id).order_by(events.id)
        if fetch_events_from_all_sessions:
            return query
        begun = (
            session.query(sa.func.max(events.id))
            .filter(events.sender_id == sender_id, events.type_name == SessionStarted.type_name)
            .scalar_subquery()
        )
        return query.filter(events.id >= sa.func.coalesce(begun, 0))


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    values = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": values.get("timestamp"),
        "data": json.dumps(values),
    }


def _of_running_session(tracker: DialogueStateTracker, slots: Any) -> DialogueStateTracker:
    """The tracker without what was before its session, as it would be read for the next turn."""
    events = list(tracker.events)
    begun = max((place for place, event in enumerate(events) if isinstance(event, SessionStarted)), default=0)
    return DialogueStateTracker.from_events(tracker.sender_id, events[begun:], slots) if begun else tracker


def _set_up(connection: Any, _: Any) -> None:
    """Only the door waits for the disk; so a power failure may cost Rasa what the last turns were about.

    `empty_log` brings what was deleted to the disk.
    """
    for pragma in ("journal_mode = WAL", "secure_delete = ON", "synchronous = NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
