"""Something in between while a tool runs leads back to its question."""

from __future__ import annotations

from dataclasses import replace

import pytest

import actions.skill
from actions.clarification import ActionVerduidelijking
from actions.content import content
from actions.follow_up import ActionVervolg
from actions.small_talk import ActionGesprek
from actions.topic import ActionOnderwerp
from contract.context import Context, ToolState
from contract.message import Outcome
from tests.support.skills import run, said

DRAFT = {"kennismaken": {"answers": {"doel": "soep"}}}
ASKED = Context(topic="tool/kennismaken", guided_tool=ToolState("kennismaken", "Beleidsdoelen …", (), DRAFT))
WAY_BACK = said(
    "tool",
    "tussendoor",
    titel="Kennismaken",
    nummer=2,
    aantal=6,
    vraag="Aan welke beleidsdoelen van de gemeente draagt de onderneming bij?",
)


def test_an_answer_is_followed_by_the_question_again() -> None:
    message, context = run(ActionOnderwerp(), context=ASKED, topic="inkoop/social-return")
    assert message.outcome is Outcome.ANSWER
    assert message.text.endswith(f"\n\n{WAY_BACK}")
    assert [choice.label for choice in message.choices[-4:]] == ["Leg uit", "Sla over", "Terug", "Stop"]
    assert len(message.choices) == 6, "two of the answer's own stay"
    assert context.guided_tool == ASKED.guided_tool


def test_no_other_tool_is_offered_meanwhile() -> None:
    alone, _ = run(ActionOnderwerp(), topic="rol/inkoper")
    assert "tool_start" in [choice.goal.intent for choice in alone.choices]
    between, _ = run(ActionOnderwerp(), context=ASKED, topic="rol/inkoper")
    assert "tool_start" not in [choice.goal.intent for choice in between.choices]


def test_beside_options_one_choice_of_the_answer_stays() -> None:
    options = replace(ASKED, guided_tool=ToolState("rollenwijzer", "Vakgebied …", ("Inkoop",), {}))
    message, _ = run(ActionOnderwerp(), context=options, topic="inkoop/social-return")
    assert [choice.goal.intent for choice in message.choices[:2]] == ["lees_meer", "tool_keuze"]


def test_a_question_back_keeps_its_own_choices_and_one_to_go_on() -> None:
    topics = ("rol/inkoper", "rol/financier")
    message, _ = run(ActionVerduidelijking(), "verduidelijk", ASKED, choices=topics, ranking=topics)
    assert message.outcome is Outcome.CLARIFICATION
    assert WAY_BACK not in message.text
    assert [choice.label for choice in message.choices[2:]] == ["Iets anders", "Ga verder met Kennismaken"]


def test_small_talk_and_follow_ups_too() -> None:
    for action, intent in ((ActionGesprek(), "dank"), (ActionVervolg(), "vervolg_waarom")):
        message, _ = run(action, intent, ASKED, topic="rol/inkoper")
        assert message.text.endswith(WAY_BACK)


def test_not_when_all_begins_anew_or_all_was_asked_or_the_tool_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    started_over, context = run(ActionGesprek(), "opnieuw", ASKED)
    assert "We waren bezig" not in started_over.text
    assert context.guided_tool == ToolState()
    skipped = {"kennismaken": {"skipped": [one.id for one in content().guided_tools["kennismaken"].questions]}}
    done = replace(ASKED, guided_tool=ToolState("kennismaken", "", (), skipped))
    assert "We waren bezig" not in run(ActionGesprek(), "dank", done)[0].text
    now = content()
    monkeypatch.setattr(actions.skill, "content", lambda: replace(now, guided_tools={}))
    assert "We waren bezig" not in run(ActionGesprek(), "dank", ASKED)[0].text
