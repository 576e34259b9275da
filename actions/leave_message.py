"""Leaving a message for a person: how to be reached, a look at the whole, and a clear yes before it goes.

What is typed for it never comes here: the door keeps it, shows it and sends it (`contract.message.DraftWork`).
"""

from __future__ import annotations

from dataclasses import replace

from actions.guided_tool.interruption import InterruptingSkill
from actions.message import choice, message
from actions.skill import Reply
from actions.skill_turn import SkillTurn
from content.municipalities.register import Municipality
from contract.context import Context, MessageDraft, MessageStep
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, DraftWork, MessageForPerson, Outcome


class ActionBericht(InterruptingSkill):
    """One step of the message, by the intent: begun, typed, changed, sent, or given up."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_bericht"

    def reply(self, turn: SkillTurn) -> Reply:
        """What the step needs next; a message is never sent without the visitor's yes to its text."""
        if turn.intent is Intent.CANCEL_MESSAGE:
            return _given_up(turn, "niet_verstuurd")
        municipality, step = turn.municipality, turn.context.message_draft.step
        if municipality is not None and turn.can_leave_message:
            if turn.intent is Intent.START_MESSAGE:
                return _begun(turn)
            if turn.intent is Intent.TYPE_MESSAGE:
                return _typed(turn, municipality)
            if step is MessageStep.CHECKING and turn.intent is Intent.CHANGE_MESSAGE:
                return _asked(turn, "nieuwe_tekst", MessageStep.TYPING)
            if step is MessageStep.CHECKING and turn.intent is Intent.SEND_MESSAGE:
                return _sent(turn, municipality)
        return _given_up(turn, "verlopen")


def offer_to_leave_message(turn: SkillTurn) -> list[Choice]:
    """The choice to leave a message, where the municipality takes them."""
    return [choice(turn.say_on_message("aanbieden"), Intent.START_MESSAGE)] if turn.can_leave_message else []


def without_message_draft(context: Context) -> Context:
    """The context with nothing of a message in it."""
    return replace(context, message_draft=MessageDraft())


def _begun(turn: SkillTurn) -> Reply:
    """Ask how the visitor can be reached; of an earlier message nothing stays."""
    answer, context = _asked(turn, "start", MessageStep.REACHING)
    return _for_person(answer, DraftWork.DISCARD), context


def _given_up(turn: SkillTurn, text: str) -> Reply:
    """Nothing of the message stays."""
    work = DraftWork.HIDE if turn.intent is Intent.TYPE_MESSAGE else DraftWork.DISCARD
    return _for_person(_message(turn, text), work), without_message_draft(turn.context)


def _asked(turn: SkillTurn, text: str, step: MessageStep) -> Reply:
    """Ask for the next part of the message."""
    return _message(turn, text, [_give_up(turn)]), _at(turn, step)


def _typed(turn: SkillTurn, municipality: Municipality) -> Reply:
    is_text = turn.context.message_draft.step is MessageStep.TYPING
    if is_text or turn.details.can_be_reached:
        return _shown(turn, MessageForPerson(DraftWork.SHOW, municipality.slug, is_text, turn.context.questions))
    return _for_person(_message(turn, "bereik_onduidelijk", [_give_up(turn)]), DraftWork.HIDE), turn.context


def _shown(turn: SkillTurn, for_person: MessageForPerson) -> Reply:
    """Ask whether it may be sent; the door shows the whole, which is not known here."""
    choices = [
        choice(turn.say_on_message("versturen"), Intent.SEND_MESSAGE),
        choice(turn.say_on_message("veranderen"), Intent.CHANGE_MESSAGE),
        _give_up(turn),
    ]
    answer = replace(_message(turn, "nagekeken", choices), message_for_person=for_person)
    return answer, _at(turn, MessageStep.CHECKING)


def _sent(turn: SkillTurn, municipality: Municipality) -> Reply:
    answer = _for_person(_message(turn, "verstuurd"), DraftWork.SEND, municipality.slug)
    return answer, without_message_draft(turn.context)


def _at(turn: SkillTurn, step: MessageStep) -> Context:
    return replace(turn.context, message_draft=MessageDraft(step))


def _for_person(answer: AssistantMessage, work: DraftWork, municipality: str = "") -> AssistantMessage:
    return replace(answer, message_for_person=MessageForPerson(work, municipality))


def _message(turn: SkillTurn, name: str, choices: list[Choice] | None = None, **values: str) -> AssistantMessage:
    """A text of `data/live/teksten/bericht.yml` as a message."""
    place = turn.municipality.name if turn.municipality else ""
    return message(Outcome.CONVERSATION, turn.say_on_message(name, gemeente=place, **values), choices or [])


def _give_up(turn: SkillTurn) -> Choice:
    """The choice to send nothing."""
    return choice(turn.say_on_message("niet_versturen"), Intent.CANCEL_MESSAGE)
