"""Without its key nobody can read a conversation, in whatever copy."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Engine, event, select, text, update
from sqlalchemy.exc import StatementError

from api.conversations import deletion as deletion_module
from api.conversations.deletion import Deletion
from api.conversations.locks import ConversationLocks
from api.conversations.retention import Retention
from api.settings import Settings
from api.store.conversation_keys import ConversationKeys, check_keys, open_keys, usable_master_keys
from api.store.conversations import ConversationStore
from api.store.database import Database, open_database
from api.store.master_keys import MasterKeyError, MasterKeys, new_master_key, write_master_keys
from api.store.records import Conversation, Reply
from api.store.removal import Removal
from api.store.tables import MessageRow
from contract.message import Outcome
from runtime.postgresql_database import UnusableDatabase
from runtime.text_cipher import Ciphertext
from tests.api.conftest import DATABASE, KEYS, Addresses
from tests.support.fake_rasa import FakeRasa
from tests.support.stored import raw_bytes, said

pytestmark = pytest.mark.anyio

TYPED = "kenmerkend woord"


async def say(store: ConversationStore, typed: str = TYPED) -> Conversation:
    """A conversation in which this was typed."""
    conversation, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
    await said(store, conversation.id, typed)
    return conversation


async def test_texts_are_read_with_the_key_and_stand_nowhere_without(
    store: ConversationStore, keys: ConversationKeys, var_dir: Path
) -> None:
    conversation = await say(store)
    assert [message.text for message in await store.history(conversation.id)] == ["Hallo", TYPED]
    assert TYPED.encode() not in raw_bytes(var_dir)
    keys.destroy(conversation.id)
    assert await store.history(conversation.id) == []
    assert await store.unanswered(conversation.id) == []


@pytest.mark.both_databases
async def test_a_text_that_is_not_encrypted_cannot_be_stored(store: ConversationStore, database: Database) -> None:
    await say(store)
    with database.sessions.begin() as session, pytest.raises(StatementError, match="not encrypted"):
        session.execute(update(MessageRow).values(text="open en bloot"))


async def test_deleting_destroys_the_key_so_that_a_backup_is_unreadable(
    store: ConversationStore, database: Database, keys: ConversationKeys, var_dir: Path
) -> None:
    conversation = await say(store)
    other = await say(store, "iets anders")
    await database.empty_log()
    backup = var_dir / "backup"
    backup.mkdir()
    shutil.copyfile(var_dir / DATABASE, backup / DATABASE)
    await store.removal.wipe(conversation.id)
    assert keys.among([conversation.id, other.id]) == {other.id}

    of_backup = await open_database(f"sqlite:///{backup / DATABASE}")
    restored = ConversationStore(of_backup, keys)
    assert await restored.history(conversation.id) == []
    assert [message.text for message in await restored.history(other.id)] == ["Hallo", "iets anders"]
    assert await restored.removal.forget_unreadable() == 1
    assert await restored.removal.begun() == [conversation.id]
    await of_backup.close()


@pytest.mark.both_databases
async def test_keys_of_conversations_that_are_not_there_are_destroyed(
    store: ConversationStore, keys: ConversationKeys
) -> None:
    conversation = await say(store)
    keys.create("nobody")
    now = datetime.now(UTC)
    assert await store.removal.forget_keys_of_nobody(now - timedelta(hours=1)) == 0
    assert await store.removal.forget_keys_of_nobody(now + timedelta(hours=1)) == 1
    assert keys.among(["nobody", conversation.id]) == {conversation.id}


async def test_keys_that_are_made_at_once_wait_for_the_disk_together(keys: ConversationKeys) -> None:
    commits: list[object] = []
    event.listen(keys._sessions.kw["bind"], "commit", commits.append)
    names, end = {"one", "two", "three"}, threading.Event()
    before = asyncio.create_task(keys._writer.apart(end.wait))
    await asyncio.sleep(0)
    made = [asyncio.create_task(keys.new(name)) for name in names]
    await asyncio.sleep(0)
    end.set()
    await asyncio.gather(before, *made)
    assert len(commits) == 1
    assert keys.among(sorted(names)) == names


@pytest.fixture
def deletion(store: ConversationStore) -> Deletion:
    return Deletion(store.removal, FakeRasa(), ConversationLocks(), Retention(30))


@pytest.mark.both_databases
async def test_where_all_fit_each_other_a_start_looks_at_none(
    store: ConversationStore, deletion: Deletion, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = await say(store)
    await say(store)
    await deletion.delete(gone.id)
    for looks_at_each in ("forget_unreadable", "forget_keys_of_nobody"):
        monkeypatch.delattr(Removal, looks_at_each)
    assert await deletion.delete_unreadable() == 0


@pytest.mark.both_databases
async def test_conversations_of_a_backup_go_also_where_as_many_were_opened_since(
    store: ConversationStore, deletion: Deletion, keys: ConversationKeys
) -> None:
    stays, deleted_since = await say(store), await say(store)
    keys.destroy(deleted_since.id)
    keys.create("opened since")
    assert await deletion.delete_unreadable() == 1
    assert await store.removal.begun() == [deleted_since.id]
    assert await store.history(stays.id)


@pytest.mark.both_databases
async def test_keys_of_a_backup_go_also_where_as_many_were_opened_since(
    store: ConversationStore, deletion: Deletion, keys: ConversationKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    stays = await say(store)
    keys.create("deleted since")
    opened_since = await say(store)
    keys.destroy(opened_since.id)
    monkeypatch.setattr(deletion_module, "LONGEST_OPENING", timedelta(0))
    assert await deletion.delete_unreadable() == 1
    assert keys.among([stays.id, "deleted since", opened_since.id]) == {stays.id}


async def test_no_row_holds_the_key_itself(store: ConversationStore, keys: ConversationKeys, var_dir: Path) -> None:
    conversation = await say(store)
    cipher = keys.find(conversation.id)
    assert cipher is not None
    assert keys.empty_log()
    held = raw_bytes(var_dir)
    assert conversation.id.encode() in held
    assert cipher.key not in held


async def test_what_was_stored_under_a_key_comes_back_after_a_new_master_key(
    database: Database, tmp_path: Path
) -> None:
    file, url = tmp_path / "key", f"sqlite:///{tmp_path / 'k.db'}"
    write_master_keys(file, [new_master_key()])
    with open_keys(url, MasterKeys.of_file(file)) as keys:
        conversation = await say(ConversationStore(database, keys))
        write_master_keys(file, [new_master_key(), *file.read_text().split()])
        assert (keys.rewrap_all(), keys.rewrap_all()) == (1, 0)
    write_master_keys(file, file.read_text().split()[:1])
    with open_keys(url, MasterKeys.of_file(file)) as keys:
        assert (await ConversationStore(database, keys).history(conversation.id))[-1].text == TYPED


async def test_another_master_key_or_other_keys_stop_the_start(
    store: ConversationStore, database: Database, keys: ConversationKeys, var_dir: Path
) -> None:
    await say(store)
    await database.empty_log()
    keys.empty_log()
    settings = Settings(var_dir=var_dir, master_key=new_master_key())
    with pytest.raises(MasterKeyError, match="another master key than stands in ZAKBOEK_MASTER_KEY"):
        usable_master_keys(settings)
    moved = settings.model_copy(update={"keys_url": SecretStr(f"sqlite:///{var_dir / 'elsewhere.db'}")})
    with pytest.raises(UnusableDatabase, match=r"elsewhere\.db are not those of the conversations in .*gesprekken\.db"):
        usable_master_keys(moved)


@pytest.mark.both_databases
@pytest.mark.parametrize("forgotten", [0, 1, 2])
async def test_each_master_key_that_a_key_was_wrapped_with_has_to_be_there(
    database: Database, addresses: Addresses, forgotten: int
) -> None:
    masters = [new_master_key() for _ in range(3)]
    for master in masters:
        with open_keys(addresses.keys, MasterKeys.of_text(master, "here")) as keys:
            for _ in range(3):
                await say(ConversationStore(database, keys))
    check_keys(addresses.keys, addresses.database, MasterKeys.of_text(" ".join(masters), "here"))
    others = [master for place, master in enumerate(masters) if place != forgotten]
    with pytest.raises(MasterKeyError, match="another master key"):
        check_keys(addresses.keys, addresses.database, MasterKeys.of_text(" ".join(others), "here"))


async def test_the_start_does_not_look_at_all_keys(
    store: ConversationStore, database: Database, keys: ConversationKeys, addresses: Addresses, var_dir: Path
) -> None:
    await say(store)
    steps: list[str] = []

    def executed(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        with contextlib.suppress(sqlite3.OperationalError), contextlib.closing(sqlite3.connect(var_dir / KEYS)) as file:
            steps.extend(row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(Engine, "before_cursor_execute", executed)
    try:
        check_keys(addresses.keys, addresses.database, keys._master_keys)
    finally:
        event.remove(Engine, "before_cursor_execute", executed)
    assert [step for step in steps if "ix_conversation_keys_master_id" in step]
    assert [step for step in steps if step.startswith("SCAN")] == []


@pytest.mark.both_databases
async def test_search_finds_what_was_typed(store: ConversationStore, database: Database) -> None:
    conversation = await say(store)
    await say(store, "iets anders")
    [found] = await store.typed_with("KENMERKEND")
    assert (found.conversation_id, found.text) == (conversation.id, TYPED)
    with database.sessions() as session:
        stored = session.scalars(select(MessageRow.text))
        assert all(isinstance(one, Ciphertext) for one in stored)
        assert session.scalar(text("SELECT count(*) FROM messages WHERE text LIKE '%kenmerkend%'")) == 0
