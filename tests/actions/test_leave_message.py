"""Leaving a message for a person: each step, never sent without a yes, and its words are never known here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.leave_message import ActionBericht
from actions.small_talk import ActionGesprek
from actions.topic import ActionOnderwerp
from contract.context import Context, MessageDraft, MessageStep
from contract.message import DraftWork, MessageForPerson
from contract.turn import Origin
from tests.support.skills import run, said

BOTH = Origin("web", "", ("email", "webhook"))
HERE = Context(municipality="fictief-voorbeeldstad", topic="rol/inkoper")
CHECKING = Context(
    municipality="fictief-voorbeeldstad",
    message_draft=MessageDraft(MessageStep.CHECKING),
)


def at(step: MessageStep) -> Context:
    return Context(municipality="fictief-voorbeeldstad", message_draft=MessageDraft(step))


def test_it_begins_with_how_to_be_reached() -> None:
    message, context = run(ActionBericht(), "bericht_start", HERE, origin=BOTH)
    assert message.text == said("bericht", "start", gemeente="Voorbeeldstad")
    assert [choice.goal.intent for choice in message.choices] == ["bericht_niet"]
    assert context.message_draft == MessageDraft(MessageStep.REACHING)
    assert message.message_for_person == MessageForPerson(DraftWork.DISCARD)
    assert message.asks_private


def test_what_does_not_say_how_is_asked_again() -> None:
    message, context = run(ActionBericht(), "bericht_invoer", at(MessageStep.REACHING), "bel maar", origin=BOTH)
    assert message.text == said("bericht", "bereik_onduidelijk")
    assert context.message_draft.step is MessageStep.REACHING
    assert message.message_for_person == MessageForPerson(DraftWork.HIDE)
    assert message.asks_private


def test_the_whole_is_shown_before_it_goes() -> None:
    message, context = run(
        ActionBericht(),
        "bericht_invoer",
        replace(at(MessageStep.REACHING), questions=("wat doet een inkoper", "ik zoek een pand")),
        origin=BOTH,
        can_be_reached=True,
    )
    assert [choice.goal.intent for choice in message.choices] == [
        "bericht_versturen",
        "bericht_veranderen",
        "bericht_niet",
    ]
    assert context.message_draft == MessageDraft(MessageStep.CHECKING)
    assert message.message_for_person == MessageForPerson(
        DraftWork.SHOW, "voorbeeldstad", questions=("wat doet een inkoper", "ik zoek een pand")
    )
    assert message.asks_private


def test_own_words_take_the_place_of_the_summary() -> None:
    message, context = run(ActionBericht(), "bericht_veranderen", CHECKING, origin=BOTH)
    assert message.text == said("bericht", "nieuwe_tekst")
    assert context.message_draft == MessageDraft(MessageStep.TYPING)
    assert message.message_for_person is None
    message, context = run(ActionBericht(), "bericht_invoer", context, origin=BOTH)
    assert context.message_draft == MessageDraft(MessageStep.CHECKING)
    assert message.message_for_person == MessageForPerson(DraftWork.SHOW, "voorbeeldstad", typed_is_text=True)


def test_another_number_can_be_given_while_looking_at_it() -> None:
    message, context = run(ActionBericht(), "bericht_invoer", CHECKING, origin=BOTH, can_be_reached=True)
    assert message.message_for_person == MessageForPerson(DraftWork.SHOW, "voorbeeldstad")
    assert context.message_draft == MessageDraft(MessageStep.CHECKING)


@pytest.mark.parametrize("intent", ["stoppen", "opnieuw"])
def test_who_stops_or_begins_anew_gives_it_up(intent: str) -> None:
    message, context = run(ActionGesprek(), intent, CHECKING, origin=BOTH)
    assert message.message_for_person == MessageForPerson(DraftWork.DISCARD)
    assert (context.message_draft, message.asks_private) == (MessageDraft(), False)


def test_after_a_question_in_between_what_is_typed_may_still_be_private() -> None:
    message, _ = run(ActionOnderwerp(), "vraag_gids", at(MessageStep.REACHING), origin=BOTH, topic="rol/inkoper")
    assert (message.message_for_person, message.asks_private) == (None, True)


def test_sent_as_it_was_shown_and_then_gone() -> None:
    message, context = run(ActionBericht(), "bericht_versturen", CHECKING, origin=BOTH)
    assert message.message_for_person == MessageForPerson(DraftWork.SEND, "voorbeeldstad")
    assert not message.asks_private
    assert message.text == said("bericht", "verstuurd", gemeente="Voorbeeldstad")
    assert context.message_draft == MessageDraft()
    again, _ = run(ActionBericht(), "bericht_versturen", context, origin=BOTH)
    assert again.message_for_person == MessageForPerson(DraftWork.DISCARD)
    assert again.text == said("bericht", "verlopen")


@pytest.mark.parametrize("intent", ["bericht_versturen", "bericht_veranderen"])
@pytest.mark.parametrize("step", [MessageStep.NONE, MessageStep.REACHING, MessageStep.TYPING])
def test_what_was_not_shown_is_not_sent_or_changed(intent: str, step: MessageStep) -> None:
    message, context = run(ActionBericht(), intent, at(step), origin=BOTH)
    assert message.message_for_person == MessageForPerson(DraftWork.DISCARD)
    assert message.text == said("bericht", "verlopen")
    assert context.message_draft == MessageDraft()


@pytest.mark.parametrize("step", list(MessageStep))
def test_given_up_at_any_step(step: MessageStep) -> None:
    message, context = run(ActionBericht(), "bericht_niet", at(step), origin=BOTH)
    assert message.text == said("bericht", "niet_verstuurd")
    assert message.message_for_person == MessageForPerson(DraftWork.DISCARD)
    assert context.message_draft == MessageDraft()
    assert context.municipality == "fictief-voorbeeldstad"


@pytest.mark.parametrize(
    ("municipality", "origin", "can_be_left"),
    [
        ("", BOTH, False),
        ("fictief-oefendorp", BOTH, False),
        ("GM0193", BOTH, False),
        ("fictief-voorbeeldstad", Origin("web", "", ("webhook",)), False),
        ("fictief-voorbeeldstad", Origin("web", "", ("email",)), True),
        ("", Origin("web", "proefhaven", ("webhook",)), True),
        ("", Origin("web", "proefhaven", ("email",)), False),
    ],
)
def test_only_where_it_can_be_delivered(municipality: str, origin: Origin, can_be_left: bool) -> None:
    message, context = run(ActionBericht(), "bericht_start", Context(municipality=municipality), origin=origin)
    assert (context.message_draft.step is MessageStep.REACHING) is can_be_left
    assert (message.text == said("bericht", "verlopen")) is not can_be_left


def test_what_is_typed_once_it_cannot_be_left_any_more_is_hidden_too() -> None:
    message, _ = run(ActionBericht(), "bericht_invoer", at(MessageStep.TYPING), origin=Origin())
    assert message.text == said("bericht", "verlopen")
    assert message.message_for_person == MessageForPerson(DraftWork.HIDE)
