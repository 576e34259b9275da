"""Each action gives exactly one message, with the content's own words, and keeps the context."""

from __future__ import annotations

import time
from typing import Any

import pytest
import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.clarification import ActionBedoelAnders, ActionIetsAnders, ActionVerduidelijking
from actions.content import content
from actions.follow_up import ActionLijst, ActionVervolg
from actions.outside import ActionBuiten
from actions.small_talk import ActionGesprek
from actions.topic import ActionLeesMeer, ActionOnderwerp
from actions.two_topics import ActionTweeOnderwerpen
from content.paths import DATA
from contract.context import SLOT, Context

TOPICS = content().guide.topics


def run(
    action: Any, intent: str = "vraag_gids", context: Context | None = None, **gids: Any
) -> tuple[dict[str, Any], Context]:
    latest = {"intent": {"name": intent}, "entities": [], "text": "…", "gids": gids}
    slots = {SLOT: context.to_slot(time.time())} if context else {}
    tracker = Tracker("test", slots, latest, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    [event] = action.run(dispatcher, tracker, {})
    [message] = dispatcher.messages
    return message["custom"], Context.from_slot(event["value"], time.time())


def test_topic() -> None:
    message, context = run(ActionOnderwerp(), onderwerp="rol/inkoper")
    assert message["uitkomst"] == "antwoord"
    assert message["tekst"].startswith(TOPICS["rol/inkoper"].kort)
    assert message["bronnen"] == ["rol/inkoper"]
    assert message["keuzes"][0]["label"] == "Meer lezen"
    assert context.onderwerp == "rol/inkoper"


def test_every_topic_can_be_answered_and_read_on_and_followed_up() -> None:
    for topic in content().guide:
        for action in (ActionOnderwerp(), ActionLeesMeer()):
            message, context = run(action, onderwerp=topic.id)
            assert message["bronnen"] == [topic.id]
        for kind in ("waarom", "voorbeeld", "korter", "bron", "meer", "vraag", "herhaal"):
            message, _ = run(ActionVervolg(), f"vervolg_{kind}", context, onderwerp=topic.id)
            assert message["bronnen"] == [topic.id]
            assert message["tekst"].strip()


def test_a_topic_that_has_gone_is_said_kindly() -> None:
    message, context = run(ActionOnderwerp(), "kies_onderwerp", onderwerp="rol/slager")
    assert message["uitkomst"] == "gesprek"
    assert message["keuzes"]
    assert context == Context(tijdstip=context.tijdstip)


def test_the_second_of_a_list_and_then_its_last() -> None:
    _, context = run(ActionOnderwerp(), onderwerp="rol/overzicht")
    second, context = run(ActionLijst(), "vervolg_lijst", context, plaats=2, keuze=False)
    assert second["bronnen"] == ["rol/ecosysteembouwer"]
    last, _ = run(ActionLijst(), "vervolg_lijst", context, plaats=-1, keuze=False)
    assert last["bronnen"] == ["rol/financier"]


def test_an_item_without_a_topic_is_said_itself_and_a_list_has_an_end() -> None:
    _, context = run(ActionOnderwerp(), onderwerp="tool/kennismaken")
    third, after = run(ActionLijst(), "vervolg_lijst", context, plaats=3, keuze=False)
    assert third["bronnen"] == ["tool/kennismaken"]
    assert "impact" in third["tekst"]
    ninth, _ = run(ActionLijst(), "vervolg_lijst", after, plaats=9, keuze=False)
    assert ninth["uitkomst"] == "gesprek"
    assert "6" in ninth["tekst"]


def test_two_topics_are_both_answered() -> None:
    message, _ = run(ActionTweeOnderwerpen(), onderwerpen=["rol/inkoper", "rol/financier"], soort="twee_vragen")
    assert message["bronnen"] == ["rol/inkoper", "rol/financier"]
    assert TOPICS["rol/inkoper"].kort in message["tekst"]
    assert TOPICS["rol/financier"].kort in message["tekst"]


def test_something_else_leads_on_and_never_in_a_circle() -> None:
    ranked = ["rol/inkoper", "rol/financier", "rol/verbinder", "rol/ambassadeur", "inkoop/mvi"]
    asked, context = run(ActionVerduidelijking(), "verduidelijk", keuzes=ranked[:2], rangorde=ranked)
    assert [choice["doel"]["intent"] for choice in asked["keuzes"]] == ["kies_onderwerp"] * 2 + ["iets_anders"]
    again, context = run(ActionIetsAnders(), "iets_anders", context)
    offered = [choice["doel"]["gids"].get("onderwerp") for choice in again["keuzes"][:-1]]
    assert offered == ranked[2:]
    third, context = run(ActionIetsAnders(), "iets_anders", context)
    assert third["uitkomst"] == "gesprek"
    assert content().texts["antwoord"]["mens_na_missers"].tekst in third["tekst"]


def test_meant_otherwise_offers_what_else_came_near() -> None:
    ranked = ["rol/inkoper", "rol/financier", "rol/verbinder"]
    _, context = run(ActionOnderwerp(), onderwerp="rol/inkoper", rangorde=ranked)
    message, _ = run(ActionBedoelAnders(), "bedoel_anders", context)
    assert [choice["doel"]["gids"].get("onderwerp") for choice in message["keuzes"][:-1]] == ranked[1:]


def test_abuse_is_met_calmly_once() -> None:
    first, context = run(ActionGesprek(), "schelden")
    second, _ = run(ActionGesprek(), "schelden", context)
    assert first["tekst"] != second["tekst"]


def test_the_third_miss_in_a_row_offers_a_person() -> None:
    context = None
    for turn in (1, 2, 3):
        message, context = run(ActionBuiten(), "buiten_ver", context)
        assert (content().texts["antwoord"]["mens_na_missers"].tekst in message["tekst"]) == (turn == 3)
    _, context = run(ActionOnderwerp(), context=context, onderwerp="rol/inkoper")
    assert context.missers == 0


@pytest.mark.parametrize(("action", "outcome"), [(ActionGesprek(), "gesprek"), (ActionBuiten(), "geen-antwoord")])
def test_every_intent_of_a_rule_has_its_text(action: Any, outcome: str) -> None:
    file = DATA.rules / f"{action.name().removeprefix('action_')}.yml"
    rules = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    for rule in rules:
        message, _ = run(action, rule["steps"][0]["intent"])
        assert message["uitkomst"] == outcome
        assert message["tekst"]
