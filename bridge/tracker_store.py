"""Rasa's store of conversations: encrypted, in the order of storing, and nothing readable is left behind.

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
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import orjson
import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.tracker_dialect import dialect_of, url_of
from bridge.tracker_table import FORGOTTEN, MESSAGE_ID, encrypted_with, key_in_use
from runtime.sqlite_file import EMPTYING_MILLISECONDS, TRIED_BYTES, TRY_AGAIN_SECONDS
from runtime.text_cipher import TextCipher

MOST_AT_HAND, LONGEST_AT_HAND_SECONDS = 256, 600.0
"""Conversations in memory, and how long one stays there after its last turn; some 50 kB each."""

NOBODY = ""
"""No conversation has this id."""

_AS_READ = "how_it_was_read"
"""The attribute of a tracker that holds its `_AsRead`."""


class StoreHeld(Exception):
    """Another program holds the database, or it is away; nothing was read or changed."""


class Overtaken(Exception):
    """Another engine has stored a turn of the conversation since it was read, or this one; nothing was stored."""


class Forgotten(Exception):
    """The conversation was deleted; nothing of it is stored any more."""


class _AsRead(NamedTuple):
    """How many events of a tracker are stored, and the id of the newest."""

    events: int = 0
    newest: int | None = None


class _AtHand(NamedTuple):
    """A tracker as it was stored; `key` is a hash of the conversation's, `moment` that of `time.monotonic`."""

    tracker: DialogueStateTracker
    key: bytes
    moment: float


class _Statements:
    """What is asked of a table, made once: of one conversation, the parameter `talk`."""

    def __init__(self, table: sa.Table) -> None:
        events, of_talk = table.c, table.c.sender_id == sa.bindparam("talk")
        of_begin = events.type_name == SessionStarted.type_name
        begun = sa.select(sa.func.max(events.id)).where(of_talk, of_begin).scalar_subquery()
        self.insert = table.insert()
        self.newest_ids = sa.select(events.id).where(of_talk).order_by(events.id.desc()).limit(sa.bindparam("most"))
        self.whole = sa.select(events.id, events.type_name, events.data).where(of_talk).order_by(events.id)
        self.running_session = self.whole.where(events.id >= sa.func.coalesce(begun, 0))


class StoredOrderTrackerStore(TrackerStore):
    """Rasa's store, on SQLite or PostgreSQL.

    Each turn takes its tracker out of memory, and only storing it puts it back: one that a failed turn has changed is
    read anew. A turn is stored behind what it was read with, or not at all (`Overtaken`), also where several machines
    store; so what is in memory is taken as it is, and where other events were stored meanwhile storing finds out.
    """

    def __init__(self, domain: Domain | None, event_broker: EventBroker | None = None, host: str = "") -> None:
        """`host`, as Rasa calls it, is the SQLAlchemy address of a database."""
        super().__init__(domain, event_broker)
        url = url_of(host)
        self._dialect = dialect_of(url)
        self.engine = self._dialect.engine(url)
        self.table: sa.Table = self._dialect.EVENTS
        self._ask = _Statements(self.table)
        self._dialect.make_table(self.engine)
        self._reading = self._dialect.reading(self.engine)
        self._written_at = self._kept_at = self._away_at = -math.inf
        self._at_hand: OrderedDict[str, _AtHand] = OrderedDict()
        self._hash_key = os.urandom(hashlib.blake2b.MAX_KEY_SIZE)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The running session, out of memory where it is at hand and its key is that of now; None for a new one."""
        found = self._at_hand.pop(sender_id, None)
        if found is not None and not self._is_old(found) and found.key == self._hashed_key():
            return found.tracker
        return await self._read(sender_id, self._ask.running_session)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """All sessions."""
        return await self._read(conversation_id, self._ask.whole)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new, all of it or nothing, and have the tracker at hand for the next turn; Overtaken."""
        await self.stream_events(tracker)
        read: _AsRead = getattr(tracker, _AS_READ, _AsRead())
        new = list(itertools.islice(tracker.events, read.events, None))
        if not new:  # Rasa saves a tracker that it has just made, and goes on with it
            return
        rows = [self._row(tracker.sender_id, event) for event in new]
        newest = await self._dialect.do(lambda: self._insert(tracker.sender_id, rows, read.newest))
        setattr(tracker, _AS_READ, _AsRead(len(tracker.events), newest))
        self._have_at_hand(_of_running_session(tracker, self.domain.slots), newest)

    async def delete(self, sender_id: str) -> None:
        """Delete all events of a conversation, also those in memory here."""
        self._at_hand.pop(sender_id, None)
        await self._dialect.do(lambda: self._delete(sender_id))

    async def empty_log(self) -> bool:
        """Take what was deleted out of the database's log too; False while a reader keeps it there.

        Readers are waited for once a second at most, however many conversations are to be deleted.
        """
        just_tried = time.monotonic() - self._kept_at < TRY_AGAIN_SECONDS
        with self._away_at_most_once_a_second():
            emptied = self._dialect.empty_log(self.engine, 0 if just_tried else EMPTYING_MILLISECONDS)
        if not emptied:
            self._kept_at = time.monotonic()
        return emptied

    async def try_writing(self) -> bool:
        """Store an event of nobody and delete it, at most once a second; True, or the error of the store.

        It is committed: what is taken back in the same transaction never reaches the disk, however full that is.
        """
        self._forget_old_ones()
        if time.monotonic() - self._written_at < TRY_AGAIN_SECONDS:
            return True
        await self._dialect.do(self._write_and_delete)
        self._written_at = time.monotonic()
        return True

    async def _read(self, sender_id: str, statement: Any) -> DialogueStateTracker | None:
        rows = await self._dialect.do(lambda: self._find(statement, sender_id))
        if not rows:
            return None
        if rows[-1].type_name == FORGOTTEN:
            raise Forgotten("the conversation was deleted")
        stored = [json.loads(row.data) for row in rows]
        tracker = DialogueStateTracker.from_dict(sender_id, stored, self.domain.slots)
        setattr(tracker, _AS_READ, _AsRead(len(tracker.events), rows[-1].id))
        return tracker

    def _row(self, sender_id: str, event: Event) -> dict[str, Any]:
        values = event.as_dict()
        row = {
            "sender_id": sender_id,
            "type_name": event.type_name,
            "timestamp": values.get("timestamp"),
            "data": orjson.dumps(values).decode(),
        }
        if MESSAGE_ID in self.table.c:
            row[MESSAGE_ID] = event.message_id if isinstance(event, UserUttered) else None
        return row

    def _find(self, statement: Any, sender_id: str) -> Sequence[Any]:
        with self._away_at_most_once_a_second(), self._reading.connect() as connection:
            found: Sequence[Any] = connection.execute(statement, {"talk": sender_id}).all()
        return found

    def _insert(self, sender_id: str, rows: Sequence[dict[str, Any]], read: int | None) -> int:
        """The id of the newest row, once all are stored behind the one that was `read`; Overtaken."""
        with self._away_at_most_once_a_second(), self.engine.begin() as connection:
            self._dialect.lock(connection, sender_id)
            try:
                connection.execute(self._ask.insert, rows)
            except sa.exc.IntegrityError:
                raise Overtaken("the message was answered in an earlier session") from None
            these = {"talk": sender_id, "most": len(rows) + 1}
            ids: list[int] = connection.execute(self._ask.newest_ids, these).scalars().all()
            if (ids[len(rows)] if len(ids) > len(rows) else None) != read:
                raise Overtaken("another engine has answered in this conversation")
        return ids[0]

    def _delete(self, sender_id: str) -> None:
        with self._away_at_most_once_a_second(), self.engine.begin() as connection:
            self._dialect.lock(connection, sender_id)
            connection.execute(self.table.delete().where(self.table.c.sender_id == sender_id))
            self._dialect.mark_forgotten(connection, sender_id)

    def _write_and_delete(self) -> None:
        row = {"sender_id": NOBODY, "type_name": "", "data": " " * TRIED_BYTES}
        with encrypted_with(TextCipher.new()), self._away_at_most_once_a_second():
            with self.engine.begin() as connection:
                connection.execute(self.table.insert(), row)
            with self.engine.begin() as connection:
                connection.execute(self.table.delete().where(self.table.c.sender_id == NOBODY))

    def _have_at_hand(self, tracker: DialogueStateTracker, newest: int) -> None:
        setattr(tracker, _AS_READ, _AsRead(len(tracker.events), newest))
        self._at_hand[tracker.sender_id] = _AtHand(tracker, self._hashed_key(), time.monotonic())
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
        return hashlib.blake2b(key_in_use(), key=self._hash_key, digest_size=16).digest()

    @contextmanager
    def _away_at_most_once_a_second(self) -> Iterator[None]:
        """For a second after the database could not be used StoreHeld is raised at once.

        A statement that waits for a file's lock stops everybody in this process: once a second is enough.
        """
        if time.monotonic() - self._away_at < TRY_AGAIN_SECONDS:
            raise StoreHeld("database is locked or away, as it was a moment ago")
        try:
            yield
        except sa.exc.DBAPIError as error:
            if self._dialect.is_away(error):
                self._away_at = time.monotonic()
            raise


def _of_running_session(tracker: DialogueStateTracker, slots: Any) -> DialogueStateTracker:
    """The tracker without what was before its session, as it would be read for the next turn."""
    events = list(tracker.events)
    begun = max((place for place, event in enumerate(events) if isinstance(event, SessionStarted)), default=0)
    return DialogueStateTracker.from_events(tracker.sender_id, events[begun:], slots) if begun else tracker
