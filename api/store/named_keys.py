"""Keys of what belongs to no single conversation, each by its name, in the same file and wrapped alike."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, select

from api.store.ciphers_at_hand import CiphersAtHand
from api.store.database import empty_log
from api.store.dialect import dialect_of
from api.store.key_tables import NamedKeyRow
from api.store.master_keys import MasterKeys, WrappedKey
from api.store.sessions import Sessions
from api.store.upsert import insert_into
from runtime.text_cipher import TextCipher

MOST_IN_MEMORY = 1000


class NamedKeys:
    """Makes, finds and destroys them; the stores do so in the threads of their database."""

    def __init__(self, sessions: Sessions, master_keys: MasterKeys) -> None:
        self._sessions = sessions
        self._master_keys = master_keys
        self._at_hand = CiphersAtHand(MOST_IN_MEMORY)
        engine: Engine = sessions.kw["bind"]
        self._is_shared = dialect_of(engine.url).SEVERAL_DOORS
        """Whether another door may destroy a key and make one of the same name, so that none is had at hand."""

    def find_or_create(self, name: str) -> TextCipher:
        """The cipher of this name, made when it is not there; MasterKeyError as `find`."""
        found = self.find(name)
        if found is not None:
            return found
        made = self._master_keys.wrap(TextCipher.new().key)
        row = {
            "name": name,
            "master_id": made.master_id,
            "wrapped": made.wrapped,
            "created_at": datetime.now(UTC),
        }
        with self._sessions.begin() as session:  # who was first has made it, should two come at once
            session.execute(insert_into(session, NamedKeyRow).values(row).on_conflict_do_nothing())
        found = self.find(name)
        assert found is not None  # noqa: S101  it has just been made
        return found

    def find(self, name: str) -> TextCipher | None:
        """The cipher of this name; None when its key was never made, or destroyed.

        MasterKeyError when it was wrapped with a master key that is not there.
        """
        cipher = self._at_hand.get(name)
        if cipher is not None:
            return cipher
        with self._sessions() as session:
            row = session.get(NamedKeyRow, name)
        if row is None:
            return None
        cipher = TextCipher(self._master_keys.unwrap(WrappedKey(row.master_id, row.wrapped)))
        if not self._is_shared:
            self._at_hand.put(name, cipher)
        return cipher

    def destroy(self, *names: str) -> None:
        """From now on nobody can read what they encrypted."""
        for name in names:
            self._at_hand.drop(name)
        with self._sessions.begin() as session:
            session.execute(delete(NamedKeyRow).where(NamedKeyRow.name.in_(names)))
        empty_log(self._sessions)

    def destroy_others(self, begin: str, than: Collection[str]) -> int:
        """Destroy all whose name begins so and that are not named; gives how many."""
        with self._sessions() as session:
            names = session.scalars(select(NamedKeyRow.name).where(NamedKeyRow.name.startswith(begin)))
            others = [name for name in names if name not in than]
        if others:
            self.destroy(*others)
        return len(others)
