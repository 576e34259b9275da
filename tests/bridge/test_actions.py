"""The actions in Rasa's process: what they give is what a server would give, and one that hangs holds nobody up."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge import actions, patches
from bridge.actions import THREADS, ActionHangs, ActionsHere
from bridge.status import status
from contract.context import SLOT
from contract.details import DETAILS, Details
from contract.intents import Intent
from tests.support.played_dialogue import DOMAIN, PlayedDialogue

pytestmark = pytest.mark.usefixtures("unpatched")


@pytest.fixture(scope="module")
def here() -> ActionsHere:
    return ActionsHere()


def asked(intent: Intent, details: Details) -> DialogueStateTracker:
    said = {"text": "Wat doet een inkoper?", "intent": {"name": intent.value}, DETAILS: details.to_json()}
    user = UserUttered("Wat doet een inkoper?", said["intent"], [], said, metadata={"channel": "web"})
    return DialogueStateTracker.from_events("c1", [user], DOMAIN.slots, domain=DOMAIN)


def run(name: str, endpoint: ActionsHere, tracker: DialogueStateTracker) -> list[Event]:
    action = RemoteAction(name, endpoint)
    found: list[Event] = asyncio.run(
        action.run(CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, DOMAIN)
    )
    return found


def test_an_action_answers_and_keeps_the_context(here: ActionsHere) -> None:
    patches.apply()
    said, kept = run("action_onderwerp", here, asked(Intent.ASK_GUIDE, Details(topic="rol/inkoper")))
    assert isinstance(said, BotUttered)
    assert said.data["custom"]["sources"] == ["rol/inkoper"]
    assert isinstance(kept, SlotSet)
    assert (kept.key, kept.value["topic"]) == (SLOT, "rol/inkoper")


def test_every_action_of_the_domain_is_here(here: ActionsHere) -> None:
    assert set(DOMAIN.user_actions) <= set(here._executor.actions)


class _Hanging:
    """An action that says nothing until it may, and another that changes what it is given."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.runs = 0

    def hang(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        self.runs += 1
        self.may_end.wait(30)
        return []

    def change(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        tracker.latest_message[DETAILS]["topic"] = "rol/bakker"
        dispatcher.utter_message(json_message={"choices": ("een", "twee")})
        return []


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[_Hanging, ActionsHere]]:
    monkeypatch.setattr(actions, "ACTION_TIMEOUT_SECONDS", 0.01)
    own, endpoint = _Hanging(), ActionsHere()
    for name, function in (("hang", own.hang), ("change", own.change)):
        endpoint._executor.actions[name] = endpoint._bounded(name, function)
    yield own, endpoint
    own.may_end.set()


def test_an_action_that_hangs_is_left_and_the_others_go_on_until_no_thread_is_free(
    hanging: tuple[_Hanging, ActionsHere], dialogue: PlayedDialogue
) -> None:
    own, endpoint = hanging
    tracker = asked(Intent.ASK_GUIDE, Details())
    dialogue.agent.action_endpoint = endpoint
    for number in range(THREADS):
        assert asyncio.run(status(dialogue.agent))["actions"], number
        with pytest.raises(ActionHangs, match="hang took more than"):
            run("hang", endpoint, tracker)
    assert not asyncio.run(status(dialogue.agent))["actions"]
    with pytest.raises(ActionHangs, match="cannot be run"):
        run("hang", endpoint, tracker)
    assert own.runs == THREADS
    own.may_end.set()
    endpoint._threads.shutdown()  # waits until they have ended
    assert asyncio.run(status(dialogue.agent))["actions"]


def test_an_action_changes_nothing_of_rasas_and_says_json(hanging: tuple[_Hanging, ActionsHere]) -> None:
    tracker = asked(Intent.ASK_GUIDE, Details(topic="rol/inkoper"))
    [said] = run("change", hanging[1], tracker)
    assert tracker.latest_message.parse_data[DETAILS]["topic"] == "rol/inkoper"
    assert isinstance(said, BotUttered)
    assert said.data["custom"] == {"choices": ["een", "twee"]}
