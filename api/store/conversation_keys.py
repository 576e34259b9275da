"""The keys of conversations: in a file of their own, so that a copy of the texts is unreadable when they are gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.engine import URL

from api.settings import Settings
from api.store.ciphers_at_hand import CiphersAtHand
from api.store.database import CONNECTIONS, empty_log, engine_of, make_tables
from api.store.dialect import Writing, dialect_of, url_of
from api.store.key_tables import KEY_TABLES, ConversationKeyRow, KeysBase, WrappedKeyRow
from api.store.master_keys import MasterKeys, WrappedKey
from api.store.named_keys import NamedKeys
from api.store.sessions import Sessions, sessions_of
from api.store.tables import ConversationRow, table_of
from runtime.postgresql_database import UnusableDatabase
from runtime.text_cipher import TextCipher

MOST_IN_MEMORY = 10_000
MOST_AT_ONCE = 1000
LOOKED_AT = 100
"""So many of the newest conversations are looked for among the keys, to see whether the two files belong together."""

_INSERT = insert(table_of(ConversationKeyRow))


class ConversationKeys:
    """Makes, finds and destroys the key of each conversation; the store does so in its threads."""

    def __init__(self, sessions: Sessions, master_keys: MasterKeys, writer: Writing) -> None:
        """`writer` is that of the same database as `sessions`."""
        self._sessions = sessions
        self._master_keys = master_keys
        self._writer = writer
        self.at_hand = CiphersAtHand(MOST_IN_MEMORY)
        """The ciphers that were found or made last."""
        self.named = NamedKeys(sessions, master_keys)
        """Those in the same file that belong to no single conversation."""

    async def new(self, conversation_id: str) -> TextCipher:
        """A new conversation's cipher, whose key is on the disk; those of many at once wait for that together."""
        cipher = TextCipher.new()
        await self._writer.write(partial(self._store, conversation_id, cipher))
        self.at_hand.put(conversation_id, cipher)
        return cipher

    def create(self, conversation_id: str) -> TextCipher:
        """As `new`, for who is in a thread of the store."""
        cipher = TextCipher.new()
        with self._sessions.begin() as session:
            self._store(conversation_id, cipher, session.connection())
        self.at_hand.put(conversation_id, cipher)
        return cipher

    def _store(self, conversation_id: str, cipher: TextCipher, connection: Connection) -> None:
        made = self._master_keys.wrap(cipher.key)
        row = {"conversation_id": conversation_id, "master_id": made.master_id, "wrapped": made.wrapped}
        connection.execute(_INSERT, {**row, "created_at": datetime.now(UTC)})

    def find(self, conversation_id: str) -> TextCipher | None:
        """The cipher of a conversation; None when its key was destroyed, and nobody can read it any more.

        MasterKeyError when it was wrapped with a master key that is not there.
        """
        cipher = self.at_hand.get(conversation_id)
        if cipher is not None:
            return cipher
        with self._sessions() as session:
            row = session.get(ConversationKeyRow, conversation_id)
        if row is None:
            return None
        cipher = TextCipher(self._master_keys.unwrap(WrappedKey(row.master_id, row.wrapped)))
        self.at_hand.put(conversation_id, cipher)
        return cipher

    def among(self, conversation_ids: Sequence[str]) -> set[str]:
        """Which of these conversations have a key."""
        which = ConversationKeyRow.conversation_id
        with self._sessions() as session:
            return set(session.scalars(select(which).where(which.in_(conversation_ids))))

    def before(self, moment: datetime, most: int) -> tuple[int, list[str]]:
        """How many were made before `moment`, and the conversations of the newest of these, at most `most`."""
        made = ConversationKeyRow.created_at
        newest = select(ConversationKeyRow.conversation_id).where(made < moment).order_by(made.desc()).limit(most)
        with self._sessions() as session:
            count = session.scalar(select(func.count()).select_from(ConversationKeyRow).where(made < moment))
            return count or 0, list(session.scalars(newest))

    def older_than(self, moment: datetime, after: str, most: int) -> list[str]:
        """At most `most` conversations whose key was made before `moment`, by their ids, from `after` on."""
        which = ConversationKeyRow.conversation_id
        older = select(which).where(which > after, ConversationKeyRow.created_at < moment)
        with self._sessions() as session:
            return list(session.scalars(older.order_by(which).limit(most)))

    def destroy(self, conversation_id: str) -> None:
        """From now on nobody can read the conversation, in whatever copy of its texts."""
        self.at_hand.drop(conversation_id)
        with self._sessions.begin() as session:
            session.execute(delete(ConversationKeyRow).where(ConversationKeyRow.conversation_id == conversation_id))

    def empty_log(self) -> bool:
        """Take destroyed keys out of the file's log too; False while a reader keeps them there."""
        return empty_log(self._sessions)

    def rewrap_all(self) -> int:
        """Wrap the keys that older master keys hold with the newest; gives how many it were."""
        newest = self._master_keys.ids()[0]
        count = sum([self._rewrap(table, newest) for table in KEY_TABLES])
        self.empty_log()
        return count

    def _rewrap(self, table: type[WrappedKeyRow], newest: str) -> int:
        count = 0
        while True:
            with self._sessions.begin() as session:
                rows = (session.scalars(select(table).where(table.master_id != newest).limit(MOST_AT_ONCE))).all()
                for row in rows:
                    made = self._master_keys.wrap(self._master_keys.unwrap(WrappedKey(row.master_id, row.wrapped)))
                    row.master_id, row.wrapped = made.master_id, made.wrapped
            if not rows:
                return count
            count += len(rows)


@contextmanager
def open_keys(address: str, master_keys: MasterKeys, connections: int = CONNECTIONS) -> Iterator[ConversationKeys]:
    """The keys in the database at `address`, which `check_keys` has found usable; made when it is not there."""
    engine = engine_of(address, connections)
    writer = dialect_of(engine.url).writer(engine, connections)
    try:
        make_tables(engine, KeysBase.metadata)
        yield ConversationKeys(sessions_of(engine), master_keys, writer)
    finally:
        writer.close()
        engine.dispose()


def usable_master_keys(settings: Settings) -> MasterKeys:
    """The master keys that the settings name, or the assistant's own; made when there are no keys yet.

    MasterKeyError when they do not open the keys of the conversations, UnusableDatabase or UnusableFile when those
    are of others or cannot be used.
    """
    url = url_of(settings.keys)
    master_keys = MasterKeys.at(
        settings.master_key.get_secret_value(),
        settings.master_key_file,
        settings.own_master_key_file,
        may_be_new=dialect_of(url).is_new(url),
    )
    check_keys(settings.keys, settings.database, master_keys)
    return master_keys


def check_keys(address: str, database_address: str, master_keys: MasterKeys) -> None:
    """Raise UnusableDatabase when the keys at `address` are not those of the conversations, or stand among them.

    MasterKeyError when they are locked.
    """
    check_apart(address, database_address)
    url, database_url = url_of(address), url_of(database_address)
    keys, database = dialect_of(url), dialect_of(database_url)
    keys.check(url)
    for table in KEY_TABLES:
        for one in _one_of_each_master_key(url, table):
            master_keys.unwrap(one)
    newest = (
        select(ConversationRow.id)
        .where(ConversationRow.encrypted, ConversationRow.deletion_asked_at.is_(None))
        .order_by(ConversationRow.created_at.desc())
        .limit(LOOKED_AT)
    )
    ids = [conversation_id for [conversation_id] in database.read_rows(database_url, newest)]
    known = select(ConversationKeyRow.conversation_id).where(ConversationKeyRow.conversation_id.in_(ids)).limit(1)
    if ids and not keys.read_rows(url, known):
        raise UnusableDatabase(
            f"The keys in {keys.name(url)} are not those of the conversations in {database.name(database_url)}: none "
            f"of them can be read. Put the keys back that belong to it, or move {database.name(database_url)} away to "
            "begin with an empty one."
        )


def check_apart(address: str, database_address: str) -> None:
    """Raise UnusableDatabase when keys at `address` would stand among the conversations."""
    url, database_url = url_of(address), url_of(database_address)
    if (url.host, url.port, url.database, url.query) == (
        *(database_url.host, database_url.port),
        *(database_url.database, database_url.query),
    ):
        raise UnusableDatabase(
            f"The keys would stand with the conversations in {dialect_of(url).name(url)}, and in every backup of them. "
            "Give ZAKBOEK_KEYS_URL a database of its own."
        )


def _one_of_each_master_key(url: URL, table: type[WrappedKeyRow]) -> Iterator[WrappedKey]:
    """A key that each master key has wrapped, from one entry of the index to the next: grouping looks through all."""
    after = ""
    one = select(table.master_id, table.wrapped).order_by(table.master_id).limit(1)
    while found := dialect_of(url).read_rows(url, one.where(table.master_id > after)):
        [(after, wrapped)] = found
        yield WrappedKey(after, wrapped)
