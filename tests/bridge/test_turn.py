"""A turn is stored whole or not at all, and a message is answered once."""

from __future__ import annotations

import asyncio
import errno
import itertools
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from rasa.core.lock_store import InMemoryLockStore, LockError
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.store import ConversationStoreError, forget
from bridge.tracker_store import StoredOrderTrackerStore
from bridge.turn import EVENTS_BEFORE_NEW_SESSION, TurnFailed, TurnMalformed, take_turn
from contract.context import SLOT
from contract.details import DETAILS, Details
from contract.intents import Intent
from contract.message import AssistantMessage, Goal
from contract.turn import Origin, Turn
from tests.support.golden import golden
from tests.support.keys import CIPHER, KEY
from tests.support.played_dialogue import ANSWER, DOMAIN, PlayedDialogue

ORIGIN = Origin("web", "proefhaven", ("email",))


def said(text: str = "hallo", message_id: str = "m1", goal: Goal | None = None) -> Turn:
    return Turn("c1", message_id, text, goal, ORIGIN, conversation_key=KEY)


def take(dialogue: PlayedDialogue, turn: Turn) -> AssistantMessage:
    return asyncio.run(take_turn(dialogue.agent, turn))


def users(dialogue: PlayedDialogue) -> list[UserUttered]:
    return [event for event in asyncio.run(dialogue.kept("c1")) if isinstance(event, UserUttered)]


def test_a_turn_is_answered_and_stored_with_where_it_came_from(dialogue: PlayedDialogue) -> None:
    assert take(dialogue, said()) == AssistantMessage.from_json(ANSWER)
    [user] = users(dialogue)
    assert (user.text, user.message_id, user.input_channel) == ("hallo", "m1", "bridge")
    assert Origin.from_json(user.metadata) == ORIGIN
    last = asyncio.run(dialogue.kept("c1"))[-1]
    assert isinstance(last, BotUttered)
    assert last.data["custom"] == ANSWER
    assert dialogue.processor.was_held == [True]


@pytest.mark.parametrize("says", [[], [ANSWER, ANSWER], [{"outcome": "iets", "text": "?"}], [{"text": "half"}], ["?"]])
def test_without_one_answer_nothing_is_stored(dialogue: PlayedDialogue, says: list[Any]) -> None:
    dialogue.processor.says = says
    with pytest.raises(TurnFailed):
        take(dialogue, said())
    assert asyncio.run(dialogue.kept("c1")) == []
    dialogue.processor.says = [ANSWER]
    take(dialogue, said())
    assert len(users(dialogue)) == 1


def test_an_action_that_raises_leaves_no_trace(dialogue: PlayedDialogue) -> None:
    dialogue.processor.fails = RuntimeError("the action is gone")
    with pytest.raises(RuntimeError, match="gone"):
        take(dialogue, said())
    assert asyncio.run(dialogue.kept("c1")) == []


def test_the_same_message_gets_its_stored_answer(dialogue: PlayedDialogue) -> None:
    take(dialogue, said())
    dialogue.processor.says = [{"outcome": "gesprek", "text": "Iets anders."}]
    second = take(dialogue, said("hoi", "m2"))
    before = len(asyncio.run(dialogue.kept("c1")))
    assert take(dialogue, said()).text == "Dag."
    assert take(dialogue, said("hoi", "m2")) == second
    assert dialogue.processor.parsed == ["hallo", "hoi"]
    assert len(asyncio.run(dialogue.kept("c1"))) == before


def test_an_answer_stored_before_0_2_is_given_again(dialogue: PlayedDialogue) -> None:
    stored = golden("before_0_2")["clarification"]
    begun = SessionStarted()
    asked = UserUttered("inkoper of financier", {"name": "verduidelijk"}, input_channel="bridge", message_id="m1")
    asyncio.run(dialogue.keep("c1", begun, asked, BotUttered(None, data={"custom": stored})))
    answer = take(dialogue, said("inkoper of financier"))
    assert answer.outcome == "verduidelijking"
    assert answer.choices[0].goal == Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))
    assert dialogue.processor.parsed == []


def test_an_answer_after_a_new_session_is_not_that_of_the_message_before_it(dialogue: PlayedDialogue) -> None:
    dialogue.agent.tracker_store = dialogue.processor.tracker_store = InMemoryTrackerStore(DOMAIN)
    asked = UserUttered("hallo", {"name": "groet"}, input_channel="bridge", message_id="m1")
    greeted = BotUttered(None, data={"custom": {"outcome": "gesprek", "text": "Welkom terug."}})
    tracker = DialogueStateTracker.from_events("c1", [asked, SessionStarted(), greeted], DOMAIN.slots)
    asyncio.run(dialogue.agent.tracker_store.save(tracker))
    assert take(dialogue, said()).text == "Dag."


def test_a_choice_comes_in_by_its_goal_and_is_not_parsed(dialogue: PlayedDialogue) -> None:
    goal = Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))
    take(dialogue, said("Wat doet een inkoper?", goal=goal))
    assert dialogue.processor.parsed == []
    [user] = users(dialogue)
    assert (user.text, user.intent_name) == ("Wat doet een inkoper?", "kies_onderwerp")
    assert Details.from_json(user.parse_data[DETAILS]) == goal.details


@pytest.mark.parametrize("typed", ["/restart", "  /restart", '/kies_onderwerp{"topic": "rol/inkoper"}'])
def test_a_command_of_rasa_is_words(dialogue: PlayedDialogue, typed: str) -> None:
    take(dialogue, said("hoi", "m0"))
    take(dialogue, said(typed))
    assert dialogue.processor.parsed == ["hoi", typed.strip().removeprefix("/")]
    assert [(user.text, user.intent_name) for user in users(dialogue)] == [
        ("hoi", "groet"),
        (typed.strip(), "groet"),
    ]


@pytest.mark.parametrize("typed", ["06 12 34 56 78", "/06 12 34 56 78"])
def test_what_is_for_a_message_to_a_person_is_understood_and_not_stored(dialogue: PlayedDialogue, typed: str) -> None:
    dialogue.processor.understands = Intent.TYPE_MESSAGE.value
    take(dialogue, Turn("c1", "m1", typed, origin=ORIGIN, hidden_as="(niet bewaard)", conversation_key=KEY))
    assert dialogue.processor.parsed == ["06 12 34 56 78"]
    [user] = users(dialogue)
    assert (user.text, user.parse_data["text"]) == ("(niet bewaard)", "(niet bewaard)")
    assert b"34 56" not in b"".join(file.read_bytes() for file in dialogue.file.parent.iterdir())


def test_what_might_have_been_private_and_is_a_question_is_stored(dialogue: PlayedDialogue) -> None:
    take(dialogue, Turn("c1", "m1", "hallo", origin=ORIGIN, hidden_as="(niet bewaard)", conversation_key=KEY))
    assert [user.text for user in users(dialogue)] == ["hallo"]


def test_a_short_conversation_stays_in_its_session(dialogue: PlayedDialogue) -> None:
    take(dialogue, said())
    take(dialogue, said("hoi", "m2"))
    assert sum(isinstance(event, SessionStarted) for event in asyncio.run(dialogue.kept("c1"))) == 1


def test_a_long_conversation_loads_no_more_than_a_short_one_and_keeps_what_it_is_about(
    dialogue: PlayedDialogue,
) -> None:
    loaded = []
    for number in range(60):
        dialogue.processor.sets = {SLOT: {"topic": f"onderwerp {number}"}}
        take(dialogue, said(f"vraag {number}", f"m{number}"))
        tracker = asyncio.run(dialogue.running_session("c1"))
        assert tracker is not None
        assert tracker.get_slot(SLOT) == {"topic": f"onderwerp {number}"}
        loaded.append(len(tracker.events))
    a_turn = max(after - before for before, after in itertools.pairwise(loaded))
    assert max(loaded[30:]) == max(loaded[:30]) <= EVENTS_BEFORE_NEW_SESSION + a_turn
    assert len(users(dialogue)) == 60


def test_without_a_model_there_is_no_answer(dialogue: PlayedDialogue) -> None:
    dialogue.agent.processor = None
    with pytest.raises(TurnFailed, match="no model"):
        take(dialogue, said())


def test_a_store_that_refuses_is_said_and_not_worked_around(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(store: StoredOrderTrackerStore, tracker: DialogueStateTracker) -> None:
        raise OSError(errno.ENOSPC, "disk full")

    monkeypatch.setattr(StoredOrderTrackerStore, "save", refuse)
    with pytest.raises(ConversationStoreError, match="disk full"):
        take(dialogue, said())
    monkeypatch.undo()
    assert asyncio.run(dialogue.kept("c1")) == []


def test_a_conversation_held_by_another_turn(dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    async def held(store: InMemoryLockStore, conversation: str, ticket: int, wait: float) -> None:
        raise LockError("held")

    monkeypatch.setattr(InMemoryLockStore, "_acquire_lock", held)
    with pytest.raises(ConversationStoreError, match="another turn"):
        take(dialogue, said())
    with pytest.raises(ConversationStoreError, match="another turn"):
        asyncio.run(forget(dialogue.agent, "c1"))


def test_forgetting_deletes_one_conversation_also_on_disk_and_leaves_others(dialogue: PlayedDialogue) -> None:
    take(dialogue, said("mijn geheim is zeldzaamwoord"))
    take(dialogue, Turn("c2", "m1", "hallo", None, ORIGIN, conversation_key=KEY))
    assert b"zeldzaamwoord" in dialogue.bytes_on_disk()
    asyncio.run(forget(dialogue.agent, "c1"))
    assert asyncio.run(dialogue.kept("c1")) == []
    assert asyncio.run(dialogue.kept("c2")) != []
    assert b"zeldzaamwoord" not in dialogue.bytes_on_disk()
    asyncio.run(forget(dialogue.agent, "unknown"))


def test_forgetting_that_cannot_be_done_is_said(dialogue: PlayedDialogue) -> None:
    dialogue.store.table.drop(dialogue.store.engine)
    with pytest.raises(ConversationStoreError, match="cannot be deleted"):
        asyncio.run(forget(dialogue.agent, "c1"))
    dialogue.agent.tracker_store = InMemoryTrackerStore(DOMAIN)
    with pytest.raises(ConversationStoreError, match="InMemoryTrackerStore cannot delete"):
        asyncio.run(forget(dialogue.agent, "c1"))


def test_a_turn_with_a_key_that_is_none_changes_nothing(dialogue: PlayedDialogue) -> None:
    with pytest.raises(TurnMalformed, match="conversation_key"):
        take(dialogue, replace(said(), conversation_key="geen sleutel"))
    assert asyncio.run(dialogue.kept("c1")) == []


def test_events_of_before_are_read_as_they_are(dialogue: PlayedDialogue) -> None:
    take(dialogue, said())
    with sqlite3.connect(dialogue.file) as database:
        plain = [(CIPHER.decrypt(data), number) for number, data in database.execute("SELECT id, data FROM events")]
        database.executemany("UPDATE events SET data = ? WHERE id = ?", plain)
    take(dialogue, said("en nu?", "m2"))
    assert [user.message_id for user in users(dialogue)] == ["m1", "m2"]
