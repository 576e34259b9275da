"""The context of a conversation: kept whole in its slot, and forgotten when it is stale."""

from __future__ import annotations

import json

from contract.context import MOST_QUESTIONS, STALE_SECONDS, Context, ListItem

CONTEXT = Context(
    topic="rol/overzicht",
    shown_parts=("kort",),
    list_items=(ListItem("**Verbinder**: je brengt mensen samen.", "rol/verbinder"), ListItem("Nog iets")),
    list_topic="rol/overzicht",
    turns_without_answer=2,
)


def test_comes_back_from_its_slot() -> None:
    slot = json.loads(json.dumps(CONTEXT.to_slot(now=1000.0)))
    assert Context.from_slot(slot, now=1000.0 + STALE_SECONDS).to_slot(0) == CONTEXT.to_slot(0)


def test_is_forgotten_after_half_an_hour() -> None:
    slot = CONTEXT.to_slot(now=1000.0)
    assert Context.from_slot(slot, now=1001.0 + STALE_SECONDS) == Context()


def test_what_was_asked_is_remembered_longer() -> None:
    slot = Context(questions=("wat doet een inkoper",)).to_slot(now=1000.0)
    assert Context.from_slot(slot, now=1001.0 + STALE_SECONDS).questions == ("wat doet een inkoper",)


def test_the_newest_questions_are_remembered_each_once() -> None:
    context = Context()
    for number in range(1000):
        context = context.with_question(f"vraag {number}").with_question("vraag 999")
    assert len(context.questions) == MOST_QUESTIONS
    assert context.questions[-1] == "vraag 998"
    assert len(set(context.questions)) == MOST_QUESTIONS


def test_an_empty_slot_is_no_context() -> None:
    assert Context.from_slot(None, now=1000.0) == Context()
