"""Rasa's store: the order is that of storing, what is deleted can be read nowhere, and a store that fails says so."""

from __future__ import annotations

import asyncio
import time

import pytest
import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.shared.core.events import SessionStarted, UserUttered

from bridge import patches, tracker_store
from bridge.store import ConversationStoreError, can_be_written, forget
from bridge.turn import take_turn
from contract.turn import Turn
from runtime.text_cipher import TextCipher
from tests.support.keys import KEY
from tests.support.played_dialogue import ANSWER, PlayedDialogue
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
    assert not can_be_written(dialogue.agent)
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    take(dialogue, "m2")
    assert asked(dialogue) == ["m1", "m2"]


def test_whether_a_turn_could_be_stored(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    assert can_be_written(dialogue.agent)
    with locked(dialogue.file):
        assert not can_be_written(dialogue.agent)
    assert can_be_written(dialogue.agent)
    with sa.create_engine(f"sqlite:///{dialogue.file}").connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM events")).scalar() == 0
        connection.execute(sa.text("VACUUM"))
    sa.event.listen(dialogue.store.engine, "checkout", full)
    assert not can_be_written(dialogue.agent)


def test_it_is_tried_once_a_second_at_most(dialogue: PlayedDialogue) -> None:
    assert can_be_written(dialogue.agent)
    with locked(dialogue.file):
        assert can_be_written(dialogue.agent)


def test_what_is_stored_can_be_read_with_the_key_of_the_conversation_only(dialogue: PlayedDialogue) -> None:
    take(dialogue, "m1", "mijn geheim is zeldzaamwoord")
    held = b"".join(file.read_bytes() for file in dialogue.file.parent.glob(f"{dialogue.file.name}*"))
    assert b"c1" in held
    for written in (b"zeldzaamwoord", ANSWER["text"].encode(), b"groet"):
        assert written not in held
    with pytest.raises(ConversationStoreError, match="cannot be read"):
        asyncio.run(take_turn(dialogue.agent, Turn("c1", "m2", "en nu?", conversation_key=TextCipher.new().key_text)))
    assert asked(dialogue) == ["m1"]
