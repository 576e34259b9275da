"""Actions: one message a turn, with text from data only and sources that exist."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.buiten import ActionBuiten
from actions.content import content
from actions.gesprek import ActionGesprek
from actions.onderwerp import LAST_TOPIC, ActionLeesMeer, ActionOnderwerp
from actions.verduidelijking import ActionIetsAnders, ActionVerduidelijking


def run(action: Any, intent: str = "vraag_gids", **gids: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    latest = {"intent": {"name": intent}, "entities": [], "text": "…", "gids": gids}
    tracker = Tracker("test", {}, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    events = action.run(dispatcher, tracker, {})
    [message] = dispatcher.messages
    return message["custom"], events


def test_topic() -> None:
    message, events = run(ActionOnderwerp(), onderwerp="rol/inkoper")
    topic = content().guide.topics["rol/inkoper"]
    assert message["uitkomst"] == "antwoord"
    assert message["tekst"].startswith(topic.kort)
    assert message["bronnen"] == ["rol/inkoper"]
    assert message["keuzes"][0]["label"] == "Meer lezen"
    assert events == [{"event": "slot", "timestamp": None, "name": LAST_TOPIC, "value": "rol/inkoper"}]


def test_every_topic_can_be_answered_and_read_on() -> None:
    for topic in content().guide:
        for action in (ActionOnderwerp(), ActionLeesMeer()):
            message, _ = run(action, onderwerp=topic.id)
            assert message["bronnen"] == [topic.id]


def test_a_topic_that_has_gone_is_said_kindly() -> None:
    message, events = run(ActionOnderwerp(), "kies_onderwerp", onderwerp="rol/slager")
    assert message["uitkomst"] == "gesprek"
    assert message["keuzes"]
    assert events == []


def test_clarification_ends_with_something_else() -> None:
    message, _ = run(ActionVerduidelijking(), keuzes=[{"id": "rol/inkoper"}, {"id": "rol/financier"}])
    assert message["uitkomst"] == "verduidelijking"
    assert [choice["doel"]["intent"] for choice in message["keuzes"]] == ["kies_onderwerp"] * 2 + ["iets_anders"]
    assert run(ActionIetsAnders())[0]["uitkomst"] == "gesprek"


@pytest.mark.parametrize(("action", "outcome"), [(ActionGesprek(), "gesprek"), (ActionBuiten(), "geen-antwoord")])
def test_every_intent_of_a_rule_has_its_text(action: Any, outcome: str) -> None:
    file = Path("data/rules") / f"{action.name().removeprefix('action_')}.yml"
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    for rule in rules:
        message, _ = run(action, rule["steps"][0]["intent"])
        assert message["uitkomst"] == outcome
        assert message["tekst"]
