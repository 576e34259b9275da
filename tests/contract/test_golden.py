"""The door and Rasa write and read the same JSON; this file runs in both environments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contract.context import Context, ListItem, MessageDraft, MessageStep, ToolState
from contract.details import Details, Likelihood, MessageKind
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, DraftWork, Goal, MessageForPerson, Outcome
from contract.records import ContractError
from contract.turn import Origin, Turn
from tests.support.golden import golden

TURN = Turn(
    "5f0c2f7e-8f6c-4f1e-9a35-0e4f3a4b8d11",
    "b2a1c0de-4f55-4c93-9d07-6f7f2ad0c3aa",
    "Vraag 2 veranderen",
    Goal(Intent.STEER_TOOL, Details(tool="rollenwijzer", command="verander", question_number=2)),
    Origin("web", "zwolle", ("email",)),
    "(niet bewaard)",
    "bel mij op [telefoonnummer]",
    conversation_key="AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
)
MESSAGE = AssistantMessage(
    Outcome.ANSWER,
    "Een inkoper koopt **sociaal** in.",
    (
        Choice("Wat doet een financier?", Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/financier"))),
        Choice("Iets anders", Goal(Intent.SOMETHING_ELSE, Details())),
    ),
    ("rol/inkoper", "gemeente/zwolle"),
    MessageForPerson(DraftWork.SHOW, "zwolle", typed_is_text=True, questions=("Welke subsidies zijn er?",)),
    asks_name=True,
    asks_private=True,
)
CONTEXT = Context(
    topic="rol/overzicht",
    previous_topic="rol/inkoper",
    shown_parts=("kort", "meer"),
    list_items=(ListItem("**Verbinder**: je brengt mensen samen.", "rol/verbinder"), ListItem("Nog iets")),
    list_topic="rol/overzicht",
    offered_topics=("rol/verbinder",),
    ranking=("rol/overzicht", "rol/inkoper"),
    refused_topics=("inkoop/mvi",),
    municipality="GM0193",
    asker="ondernemer",
    need="geld",
    questions=("wat doet een inkoper", "en in Zwolle?"),
    message_draft=MessageDraft(MessageStep.CHECKING),
    guided_tool=ToolState(
        tool="rollenwijzer",
        question="Vakgebied In welk vakgebied werk je vooral?",
        options=("Inkoop", "Communicatie"),
        drafts={"rollenwijzer": {"answers": {"functie": ["inkoop"]}}},
    ),
    turns_without_answer=1,
    insults=1,
    moment=1000.0,
)


def test_a_turn() -> None:
    assert TURN.to_json() == golden("turn")
    assert Turn.from_json(golden("turn")) == TURN


def test_a_message() -> None:
    assert MESSAGE.to_json() == golden("message")
    assert AssistantMessage.from_json(golden("message")) == MESSAGE


def test_a_context() -> None:
    assert CONTEXT.to_slot(1000.0) == golden("context")
    assert Context.from_slot(golden("context"), 1000.0) == CONTEXT


def test_a_context_that_remembers_no_questions_yet() -> None:
    before = {name: value for name, value in golden("context").items() if name != "questions"}
    assert Context.from_slot(before, 1000.0) == replace(CONTEXT, questions=())


def test_the_words_of_a_message_for_a_person_are_left_out_of_a_context_of_before() -> None:
    draft = {"step": "nakijken", "text": "Bel me terug.", "reach": "kim@voorbeeld.example"}
    assert Context.from_slot({**golden("context"), "message_draft": draft}, 1000.0) == CONTEXT


def test_what_the_decision_found() -> None:
    details = Details(
        topics=("rol/inkoper", "rol/financier"),
        kind=MessageKind.COMPARISON,
        likely=(Likelihood("rol/inkoper", 0.75), Likelihood("rol/financier", 0.25)),
        municipalities=("GM0193",),
        can_be_reached=True,
    )
    assert Details.from_json(details.to_json()) == details
    assert Details().to_json() == {}


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"message_id": "m", "text": "hoi"}, "conversation_id"),
        ({"conversation_id": "c", "message_id": "m", "text": 3}, "text"),
        ({"conversation_id": "c", "message_id": "m", "text": "hoi", "goal": {"intent": "wandelen"}}, "details"),
        (
            {
                "conversation_id": "c",
                "message_id": "m",
                "text": "hoi",
                "goal": {"intent": "wandelen", "details": {}},
            },
            "intent",
        ),
        ({"conversation_id": "c", "message_id": "m", "text": "hoi", "origin": "web"}, "Origin"),
    ],
)
def test_what_is_no_turn_is_named(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(ContractError, match=named):
        Turn.from_json({"conversation_key": TURN.conversation_key, **wrong})


@pytest.mark.parametrize(
    "wrong", [None, [], {"text": "hoi"}, {"outcome": "antwoord"}, {"outcome": "ja", "text": "hoi"}]
)
def test_what_is_no_message_is_named(wrong: Any) -> None:
    with pytest.raises(ContractError, match=r"AssistantMessage|outcome"):
        AssistantMessage.from_json(wrong)


def test_a_field_of_a_later_version_is_left_out() -> None:
    assert Turn.from_json({**golden("turn"), "mood": "blij"}) == TURN
