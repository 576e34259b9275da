"""Rasa as it is served: nothing leads in but the bridge, and it takes in nothing but a turn."""

from __future__ import annotations

import asyncio
import pickle
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import SlotSet, UserUttered

from bridge.channel import BridgeInput
from bridge.server import make_app
from contract.turn import Turn
from tests.bridge.test_channel import ask
from tests.support.keys import KEY
from tests.support.played_dialogue import ANSWER, PlayedDialogue

pytestmark = pytest.mark.usefixtures("unpatched")
TURN = Turn("c1", "m1", "hallo", conversation_key=KEY)


def test_rasa_has_the_bridges_routes_only() -> None:
    app = make_app(BridgeInput("een-geheim"))
    assert {(f"/{route.path}", *sorted(route.methods)) for route in app.router.routes} == {
        ("/webhooks/bridge/messages", "POST"),
        ("/webhooks/bridge/conversations/<sender_id:str>", "DELETE"),
        ("/webhooks/bridge/alive", "GET"),
        ("/webhooks/bridge/status", "GET"),
    }


def test_what_a_turn_does_not_have_changes_nothing(dialogue: PlayedDialogue) -> None:
    smuggled = {
        "sender_id": "c2",
        "slots": {"context": "x"},
        "intent": {"name": "wissen", "confidence": 1.0},
        "parse_data": {"intent": {"name": "wissen", "confidence": 1.0}},
        "events": [{"event": "slot", "name": "context", "value": "x"}],
        "metadata": {"events": [{"event": "restart"}]},
    }
    assert ask(dialogue, "POST", "messages", {**TURN.to_json(), **smuggled}) == (200, ANSWER)
    assert dialogue.processor.parsed == ["hallo"]
    events = asyncio.run(dialogue.kept("c1"))
    assert [event.intent_name for event in events if isinstance(event, UserUttered)] == ["groet"]
    assert {event.key for event in events if isinstance(event, SlotSet)} == {"session_started_metadata"}
    assert asyncio.run(dialogue.kept("c2")) == []


@pytest.mark.parametrize("goal", [{"intent": "wissen"}, {"intent": "/restart"}, {"intent": {"name": "groet"}}, "groet"])
def test_a_goal_that_the_contract_does_not_know_is_no_turn(dialogue: PlayedDialogue, goal: Any) -> None:
    assert ask(dialogue, "POST", "messages", {**TURN.to_json(), "goal": goal}).status == 400
    assert asyncio.run(dialogue.kept("c1")) == []


class Touch:
    """Makes a file where it is unpickled."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        return Path.touch, (self.file,)


def test_a_pickle_is_no_turn_and_is_not_opened(dialogue: PlayedDialogue, tmp_path: Path) -> None:
    pickled, opened = pickle.dumps(Touch(tmp_path / "opened")), tmp_path / "opened"
    assert ask(dialogue, "POST", "messages", pickled).status == 400
    assert not opened.exists()
    pickle.loads(pickled)  # noqa: S301
    assert opened.exists()
