"""A message of a stored conversation, with the context it was understood in."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bridge.tracker_dialect import ADDRESS
from contract.context import Context
from runtime.text_cipher import TextCipher
from tests.support.golden import golden
from tests.support.keys import CIPHER, KEY
from training.stored_talk import DATABASE, NotInTalk, TypedMessage, find_message, read_message, tracker_address

NOW = 1000.0


def user(text: str, message_id: str, intent: str = "vraag_gids", moment: float = NOW) -> dict[str, Any]:
    parsed = {"intent": {"name": intent}}
    return {"event": "user", "text": text, "message_id": message_id, "timestamp": moment, "parse_data": parsed}


def slot(value: Any, name: str = "context") -> dict[str, Any]:
    return {"event": "slot", "name": name, "value": value}


TALK = [
    {"event": "session_started"},
    user("wat doet een inkoper", "m1"),
    slot(Context(topic="rol/inkoper").to_slot(NOW)),
    slot("iets", name="session_started_metadata"),
    {"event": "bot", "text": None},
    user("en waarom?", "m2", "vervolg_waarom"),
    slot(Context(topic="rol/financier").to_slot(NOW)),
    user("Meer lezen", "m3", "lees_meer"),
]


@pytest.mark.parametrize("message", ["2", "m2"])
def test_by_number_and_by_id_with_the_context_just_before(message: str) -> None:
    assert find_message(TALK, message) == TypedMessage("en waarom?", Context(topic="rol/inkoper", moment=NOW))


def test_the_first_had_no_context() -> None:
    assert find_message(TALK, "1") == TypedMessage("wat doet een inkoper", Context())


@pytest.mark.parametrize(
    ("message", "problem"),
    [("3", r"message 3 was a choice \(lees_meer\)"), ("4", "has 3 messages .* none of them is 4"), ("", "none")],
)
def test_what_cannot_be_explained_is_said(message: str, problem: str) -> None:
    with pytest.raises(NotInTalk, match=problem):
        find_message(TALK, message)


def test_a_context_of_before_and_one_gone_stale() -> None:
    before = slot(golden("before_0_2")["context"])
    assert find_message([before, user("en verder", "m9")], "m9").context.topic == "rol/overzicht"
    later = find_message([before, user("en verder", "m9", moment=NOW + 7200)], "m9").context
    assert (later.topic, later.municipality) == ("", "GM0193")


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """A database with the table that Rasa's store makes."""
    file = tmp_path / "tracker.db"
    with sqlite3.connect(file) as database:
        database.execute(
            "CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) "
            "NOT NULL, timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT)"
        )
        others = [("ander", user("hoi", "m2"))]
        for sender, event in [*others, *(("gesprek", one) for one in TALK)]:
            row = (sender, event["event"], event.get("timestamp"), json.dumps(event))
            database.execute("INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", row)
    return file


def address(tracker: Path) -> str:
    return f"sqlite:///{tracker}"


def test_out_of_rasa_s_store(tracker: Path) -> None:
    assert read_message("gesprek", "m2", address(tracker)) == find_message(TALK, "m2")
    assert read_message("ander", "1", address(tracker)).text == "hoi"


def test_what_is_encrypted_is_read_with_the_key_of_its_conversation(tracker: Path) -> None:
    with sqlite3.connect(tracker) as database:
        database.execute(
            "UPDATE events SET data = ? WHERE sender_id = 'ander'", (CIPHER.encrypt(json.dumps(user("hoi", "m1"))),)
        )
    assert read_message("ander", "1", address(tracker), KEY).text == "hoi"
    for wrong in ("", TextCipher.new().key_text):
        with pytest.raises(NotInTalk, match="key of conversation ander does not open it"):
            read_message("ander", "1", address(tracker), wrong)


def test_no_such_conversation_or_no_store(tracker: Path) -> None:
    with pytest.raises(NotInTalk, match="has no conversation verzonnen"):
        read_message("verzonnen", "1", address(tracker))
    with pytest.raises(NotInTalk, match="ZAKBOEK_VAR_DIR"):
        read_message("gesprek", "1", address(tracker.with_name("weg.db")))


def test_the_database_is_that_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (ADDRESS, DATABASE):
        monkeypatch.delenv(name, raising=False)
    assert tracker_address().endswith("/tracker.db")
    monkeypatch.setenv(DATABASE, "sqlite:////elders/gesprekken.db")
    assert tracker_address().endswith("/tracker.db")
    monkeypatch.setenv(DATABASE, "postgresql+psycopg://db.example/gesprekken")
    assert tracker_address() == "postgresql+psycopg://db.example/gesprekken"
    monkeypatch.setenv(ADDRESS, "postgresql+psycopg://db.example/rasa")
    assert tracker_address() == "postgresql+psycopg://db.example/rasa"
