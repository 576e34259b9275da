"""Rasa's store of conversations on SQLite: encrypted, in the order of storing, and nothing readable is left behind.

Wired in `rasa/endpoints.yml`. Rasa 3.6.21 finds the running session by the newest `timestamp`: when the
clock is set back, what is said after it is taken for older than the session before, and is not read.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import SessionStarted
from sqlalchemy.orm import Query, Session, declarative_base, sessionmaker  # type: ignore[import-untyped]
from sqlalchemy.pool import QueuePool  # type: ignore[import-untyped]
from sqlalchemy.types import TypeDecorator  # type: ignore[import-untyped]

from runtime.sqlite_file import EMPTYING_MILLISECONDS, TRIED_BYTES, TRY_AGAIN_SECONDS
from runtime.text_cipher import TextCipher, is_encrypted

LOCKED_SECONDS = 1.0
"""How long a statement waits for another program; Rasa does nothing else meanwhile."""

NOBODY = ""
"""No conversation has this id."""


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


class StoredOrderTrackerStore(SQLTrackerStore):
    """Rasa's SQL store with an engine of its own: its errors show no parameters, what is deleted is overwritten."""

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
        self.engine = sa.create_engine(url, poolclass=QueuePool, hide_parameters=True, connect_args=waits)
        sa.event.listen(self.engine, "connect", _set_up)
        self.sessionmaker = sessionmaker(bind=self.engine)
        self._written_at = self._kept_at = self._locked_at = -math.inf

    @contextmanager
    def session_scope(self) -> Iterator[Session]:
        """As Rasa's, but for a second after another program held the file StoreHeld is raised at once.

        A statement that waits for the lock stops everybody in this process: once a second is enough.
        """
        if time.monotonic() - self._locked_at < TRY_AGAIN_SECONDS:
            raise StoreHeld("database is locked, as it was a moment ago")
        try:
            with super().session_scope() as session:
                yield session
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
        """Delete all events of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()

    def try_writing(self) -> bool:
        """Store an event of nobody and delete it, at most once a second; True, or the error of the store.

        It is committed: what is taken back in the same transaction never reaches the disk, however full that is.
        """
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


def _set_up(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
