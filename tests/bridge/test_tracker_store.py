"""Rasa's store: the order is that of storing, what is deleted can be read nowhere, and a store that fails says so."""

from __future__ import annotations

import asyncio
import pickle
import sqlite3
import time

import pytest
import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.shared.core.events import SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge import patches, tracker_store
from bridge.store import ConversationStoreError, can_be_written, forget
from bridge.tracker_store import StoredOrderTrackerStore
from bridge.tracker_table import encrypted_with
from bridge.turn import take_turn
from contract.context import SLOT
from contract.turn import Turn
from runtime.text_cipher import TextCipher
from tests.support.keys import CIPHER, KEY
from tests.support.played_dialogue import ANSWER, DOMAIN, PlayedDialogue
from tests.support.store_trouble import break_table, full, locked, read_by_another

NOON, HOUR = 1_800_000_000.0, 3600.0


@pytest.fixture
def dialogue(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch, unpatched: None) -> PlayedDialogue:
    patches.apply()
    monkeypatch.setattr(tracker_store, "EMPTYING_MILLISECONDS", 1)
    sa.event.listen(dialogue.store.engine, "checkout", _impatient)
    return dialogue


def _impatient(connection: object, *_: object) -> None:
    connection.execute("PRAGMA busy_timeout = 1")  # type: ignore[attr-defined]


def take(dialogue: PlayedDialogue, message_id: str, text: str = "hallo", conversation: str = "c1") -> None:
    asyncio.run(take_turn(dialogue.agent, Turn(conversation, message_id, text, conversation_key=KEY)))


def asked(dialogue: PlayedDialogue) -> list[str]:
    """The messages of the running session, as Rasa reads it for the next turn."""
    tracker = asyncio.run(dialogue.running_session("c1"))
    assert tracker is not None
    return [str(event.message_id) for event in tracker.events if isinstance(event, UserUttered)]


def test_a_clock_that_is_set_back_changes_nothing(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    for message_id, moment in (("m1", NOON), ("m2", NOON - HOUR), ("m3", NOON - HOUR / 2), ("m4", NOON - 2 * HOUR)):
        monkeypatch.setattr(time, "time", lambda moment=moment: moment)
        take(dialogue, message_id)
    assert asked(dialogue) == ["m1", "m2", "m3", "m4"]
    take(dialogue, "m2")
    assert asked(dialogue) == ["m1", "m2", "m3", "m4"]


def test_a_session_begun_after_the_clock_was_set_back_is_the_running_one(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = NOON
    monkeypatch.setattr(time, "time", lambda: moment)
    take(dialogue, "m1")
    moment = NOON - 3 * HOUR
    take(dialogue, "m2")
    moment = NOON - HOUR  # the session has expired
    take(dialogue, "m3")
    assert sum(isinstance(event, SessionStarted) for event in asyncio.run(dialogue.kept("c1"))) == 2
    assert asked(dialogue) == ["m3"]
    take(dialogue, "m4")
    assert asked(dialogue) == ["m3", "m4"]


def test_what_a_reader_keeps_in_the_log_is_not_said_to_be_gone(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1", "mijn geheim is zeldzaamwoord")
    with read_by_another(dialogue.file, "events"):
        with pytest.raises(ConversationStoreError, match="a reader"):
            asyncio.run(forget(dialogue.agent, "c1"))
        take(dialogue, "m1", conversation="c2")
    asyncio.run(forget(dialogue.agent, "c1"))
    assert b"zeldzaamwoord" not in dialogue.bytes_on_disk()


def test_a_store_that_cannot_be_read_does_not_make_the_conversation_a_new_one(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1")
    dialogue.store._at_hand.clear()
    break_table(dialogue.file, "events")
    with pytest.raises(ConversationStoreError, match=r"cannot be read: sqlite3\.OperationalError: no such table"):
        take(dialogue, "m2")


def test_a_locked_or_full_store_stores_no_half_turn(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    take(dialogue, "m1")
    with locked(dialogue.file), pytest.raises(ConversationStoreError, match="database is locked"):
        take(dialogue, "m2")
    sa.event.listen(dialogue.store.engine, "checkout", full)
    with pytest.raises(ConversationStoreError, match="full"):
        take(dialogue, "m2", "hallo " * 2000)
    assert asked(dialogue) == ["m1"]


def test_a_lock_is_waited_for_once_a_second_and_the_status_says_so(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(dialogue, "m1")
    with locked(dialogue.file), pytest.raises(ConversationStoreError, match="locked"):
        take(dialogue, "m2")
    with pytest.raises(ConversationStoreError, match="a moment ago"):  # the lock is gone, and nothing was tried
        take(dialogue, "m2")
    assert not asyncio.run(can_be_written(dialogue.agent))
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    take(dialogue, "m2")
    assert asked(dialogue) == ["m1", "m2"]


def test_whether_a_turn_could_be_stored(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    assert asyncio.run(can_be_written(dialogue.agent))
    with locked(dialogue.file):
        assert not asyncio.run(can_be_written(dialogue.agent))
    assert asyncio.run(can_be_written(dialogue.agent))
    with sa.create_engine(f"sqlite:///{dialogue.file}").connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM events")).scalar() == 0
        connection.execute(sa.text("VACUUM"))
    sa.event.listen(dialogue.store.engine, "checkout", full)
    assert not asyncio.run(can_be_written(dialogue.agent))


def test_it_is_tried_once_a_second_at_most(dialogue: PlayedDialogue) -> None:
    assert asyncio.run(can_be_written(dialogue.agent))
    with locked(dialogue.file):
        assert asyncio.run(can_be_written(dialogue.agent))


def test_what_is_stored_can_be_read_with_the_key_of_the_conversation_only(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1", "mijn geheim is zeldzaamwoord")
    held = b"".join(file.read_bytes() for file in dialogue.file.parent.glob(f"{dialogue.file.name}*"))
    assert b"c1" in held
    for written in (b"zeldzaamwoord", ANSWER["text"].encode(), b"groet"):
        assert written not in held
    with pytest.raises(ConversationStoreError, match="cannot be read"):
        asyncio.run(take_turn(dialogue.agent, Turn("c1", "m2", "en nu?", conversation_key=TextCipher.new().key_text)))
    assert asked(dialogue) == ["m1"]


def from_file(dialogue: PlayedDialogue, conversation: str = "c1") -> DialogueStateTracker:
    """The running session as a store reads it that has nothing in memory."""
    other = StoredOrderTrackerStore(DOMAIN, host=f"sqlite:///{dialogue.file}")
    with encrypted_with(CIPHER):
        tracker = asyncio.run(other.retrieve(conversation))
    assert tracker is not None
    return tracker


def statements(dialogue: PlayedDialogue) -> list[str]:
    """What is asked of the database from now on."""
    asked: list[str] = []
    sa.event.listen(dialogue.store.engine, "before_cursor_execute", lambda *event: asked.append(event[2]))
    return asked


def test_what_is_in_memory_is_what_stands_in_the_file_also_after_new_sessions(dialogue: PlayedDialogue) -> None:
    sessions = 0
    for number in range(30):
        dialogue.processor.sets = {SLOT: {"topic": f"onderwerp {number}", "topics": ["a", "b"]}}
        take(dialogue, f"m{number}", f"vraag {number}")
        [at_hand] = dialogue.store._at_hand.values()
        read = from_file(dialogue)
        assert [event.as_dict() for event in at_hand.tracker.events] == [event.as_dict() for event in read.events]
        assert at_hand.tracker.current_state() == read.current_state()
        assert at_hand.tracker.past_states(DOMAIN) == read.past_states(DOMAIN)
        sessions += at_hand.tracker.events[0].type_name == "session_started"
    assert sessions > 20


def test_a_conversation_that_goes_on_is_not_read_again(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1")
    asked = statements(dialogue)
    take(dialogue, "m2")
    assert [" ".join(statement.split()[:2]) for statement in asked] == ["INSERT INTO", "SELECT events.id"]


def test_a_turn_that_fails_leaves_nothing_in_memory(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1")
    dialogue.processor.fails = RuntimeError("the action is gone")
    with pytest.raises(RuntimeError, match="gone"):
        take(dialogue, "m2")
    dialogue.processor.fails = None
    with locked(dialogue.file), pytest.raises(ConversationStoreError, match="locked"):
        take(dialogue, "m3")
    dialogue.store._away_at = -HOUR
    assert not dialogue.store._at_hand
    take(dialogue, "m4")
    assert asked(dialogue) == ["m1", "m4"]


def test_what_another_program_changes_is_seen(dialogue: PlayedDialogue) -> None:
    for message_id in ("m1", "m2"):
        take(dialogue, message_id)
    with sqlite3.connect(dialogue.file) as other:
        other.execute("DELETE FROM events WHERE id > 4")
    take(dialogue, "m3")
    assert "m2" not in asked(dialogue)


def test_what_is_deleted_is_no_longer_in_memory(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1")
    asyncio.run(forget(dialogue.agent, "c1"))
    assert not dialogue.store._at_hand
    take(dialogue, "m2")
    assert asked(dialogue) == ["m2"]


def test_no_more_conversations_are_in_memory_and_none_for_longer_than_was_said(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "MOST_AT_HAND", 2)
    now = NOON
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for conversation in ("c1", "c2", "c3"):
        take(dialogue, "m1", conversation=conversation)
    assert list(dialogue.store._at_hand) == ["c2", "c3"]
    now += tracker_store.LONGEST_AT_HAND_SECONDS + 1
    assert asyncio.run(can_be_written(dialogue.agent))
    assert not dialogue.store._at_hand


def test_no_key_is_in_memory(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1")
    assert dialogue.store._at_hand
    assert CIPHER.key not in pickle.dumps([found.key for found in dialogue.store._at_hand.values()])
    assert KEY not in repr(vars(dialogue.store))
