"""Leaving a message for a person: each step, and never sent without a yes to the text that was shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.leave_message import ActionBericht
from contract.context import Context, MessageDraft, MessageStep
from contract.message import MessageForPerson
from contract.turn import Origin
from tests.support.skills import run, said

BOTH = Origin("web", "", ("email", "webhook"))
HERE = Context(municipality="fictief-voorbeeldstad", topic="rol/inkoper")
CHECKING = Context(
    municipality="fictief-voorbeeldstad",
    message_draft=MessageDraft(MessageStep.CHECKING, "Graag contact.", "06 12345678"),
)


def at(step: MessageStep, reach: str = "") -> Context:
    return Context(municipality="fictief-voorbeeldstad", message_draft=MessageDraft(step, reach=reach))


def test_it_begins_with_how_to_be_reached() -> None:
    message, context = run(ActionBericht(), "bericht_start", HERE, origin=BOTH)
    assert message.text == said("bericht", "start", gemeente="Voorbeeldstad")
    assert [choice.goal.intent for choice in message.choices] == ["bericht_niet"]
    assert context.message_draft == MessageDraft(MessageStep.REACHING)
    assert message.message_for_person is None


def test_what_does_not_say_how_is_asked_again() -> None:
    message, context = run(ActionBericht(), "bericht_invoer", at(MessageStep.REACHING), "bel maar", origin=BOTH)
    assert message.text == said("bericht", "bereik_onduidelijk")
    assert context.message_draft.step is MessageStep.REACHING


def test_the_whole_is_shown_before_it_goes() -> None:
    message, context = run(
        ActionBericht(),
        "bericht_invoer",
        replace(at(MessageStep.REACHING), questions=("wat doet een inkoper", "ik zoek een pand")),
        "06 12345678",
        origin=BOTH,
        can_be_reached=True,
    )
    assert [choice.goal.intent for choice in message.choices] == [
        "bericht_versturen",
        "bericht_veranderen",
        "bericht_niet",
    ]
    draft = context.message_draft
    assert (draft.step, draft.reach) == (MessageStep.CHECKING, "06 12345678")
    assert draft.text == f"{said('bericht', 'samenvatting')}\n- wat doet een inkoper\n- ik zoek een pand"
    assert "wat doet een inkoper" in message.text
    assert "06 12345678" in message.text
    assert message.message_for_person is None


def test_without_a_question_it_says_that_somebody_asks_for_contact() -> None:
    reach = "ik@voorbeeld.example"
    _, context = run(
        ActionBericht(), "bericht_invoer", at(MessageStep.REACHING), reach, origin=BOTH, can_be_reached=True
    )
    assert context.message_draft.text == said("bericht", "geen_vragen")


def test_own_words_take_the_place_of_the_summary() -> None:
    message, context = run(ActionBericht(), "bericht_veranderen", CHECKING, origin=BOTH)
    assert message.text == said("bericht", "nieuwe_tekst")
    assert context.message_draft == MessageDraft(MessageStep.TYPING, "Graag contact.", "06 12345678")
    message, context = run(ActionBericht(), "bericht_invoer", context, "Bel *mij* over een pand", origin=BOTH)
    assert context.message_draft == MessageDraft(MessageStep.CHECKING, "Bel *mij* over een pand", "06 12345678")
    assert "Bel \\*mij\\* over een pand" in message.text


def test_sent_as_it_was_shown_and_then_gone() -> None:
    message, context = run(ActionBericht(), "bericht_versturen", CHECKING, origin=BOTH)
    assert message.message_for_person == MessageForPerson("voorbeeldstad", "Graag contact.", "06 12345678")
    assert message.text == said("bericht", "verstuurd", gemeente="Voorbeeldstad")
    assert context.message_draft == MessageDraft()
    again, _ = run(ActionBericht(), "bericht_versturen", context, origin=BOTH)
    assert again.message_for_person is None
    assert again.text == said("bericht", "verlopen")


@pytest.mark.parametrize("intent", ["bericht_versturen", "bericht_veranderen"])
@pytest.mark.parametrize("step", [MessageStep.NONE, MessageStep.REACHING, MessageStep.TYPING])
def test_what_was_not_shown_is_not_sent_or_changed(intent: str, step: MessageStep) -> None:
    message, context = run(ActionBericht(), intent, at(step, "06 12345678"), origin=BOTH)
    assert message.message_for_person is None
    assert message.text == said("bericht", "verlopen")
    assert context.message_draft == MessageDraft()


@pytest.mark.parametrize("step", list(MessageStep))
def test_given_up_at_any_step(step: MessageStep) -> None:
    message, context = run(ActionBericht(), "bericht_niet", at(step), origin=BOTH)
    assert message.text == said("bericht", "niet_verstuurd")
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
