"""Leaving a message for a person: how to be reached, a look at the whole, and a clear yes before it goes."""

from __future__ import annotations

from dataclasses import replace

from actions.guided_tool.interruption import InterruptingSkill
from actions.message import choice, message, quoted
from actions.skill import Reply
from actions.skill_turn import SkillTurn
from content.municipalities.register import Municipality
from contract.context import Context, MessageDraft, MessageStep
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, MessageForPerson, Outcome


class ActionBericht(InterruptingSkill):
    """One step of the message, by the intent: begun, typed, changed, sent, or given up."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_bericht"

    def reply(self, turn: SkillTurn) -> Reply:
        """What the step needs next; a message is never sent without the visitor's yes to its text."""
        if turn.intent is Intent.CANCEL_MESSAGE:
            return _message(turn, "niet_verstuurd"), without_message_draft(turn.context)
        municipality, step = turn.municipality, turn.context.message_draft.step
        if municipality is not None and turn.can_leave_message:
            if turn.intent is Intent.START_MESSAGE:
                return _asked(turn, "start", MessageDraft(MessageStep.REACHING))
            if turn.intent is Intent.TYPE_MESSAGE:
                return _typed(turn)
            if step is MessageStep.CHECKING and turn.intent is Intent.CHANGE_MESSAGE:
                return _asked(turn, "nieuwe_tekst", replace(turn.context.message_draft, step=MessageStep.TYPING))
            if step is MessageStep.CHECKING and turn.intent is Intent.SEND_MESSAGE:
                return _sent(turn, municipality)
        return _message(turn, "verlopen"), without_message_draft(turn.context)


def offer_to_leave_message(turn: SkillTurn) -> list[Choice]:
    """The choice to leave a message, where the municipality takes them."""
    return [choice(turn.say_on_message("aanbieden"), Intent.START_MESSAGE)] if turn.can_leave_message else []


def without_message_draft(context: Context) -> Context:
    """The context with nothing of a message in it."""
    return replace(context, message_draft=MessageDraft())


def _asked(turn: SkillTurn, text: str, draft: MessageDraft) -> Reply:
    """Ask for the next part of the message."""
    return _message(turn, text, [_give_up(turn)]), replace(turn.context, message_draft=draft)


def _typed(turn: SkillTurn) -> Reply:
    draft = turn.context.message_draft
    if draft.step is MessageStep.TYPING:
        return _checked(turn, turn.text, draft.reach)
    if not turn.details.can_be_reached:
        return _message(turn, "bereik_onduidelijk", [_give_up(turn)]), turn.context
    return _checked(turn, summary(turn), turn.text)


def _checked(turn: SkillTurn, text: str, reach: str) -> Reply:
    """Show the whole and ask whether it may be sent."""
    choices = [
        choice(turn.say_on_message("versturen"), Intent.SEND_MESSAGE),
        choice(turn.say_on_message("veranderen"), Intent.CHANGE_MESSAGE),
        _give_up(turn),
    ]
    answer = _message(turn, "nakijken", choices, tekst=quoted(text), bereik=quoted(reach))
    return answer, replace(turn.context, message_draft=MessageDraft(MessageStep.CHECKING, text, reach))


def _sent(turn: SkillTurn, municipality: Municipality) -> Reply:
    draft = turn.context.message_draft
    for_person = MessageForPerson(municipality.slug, draft.text, draft.reach)
    return replace(_message(turn, "verstuurd"), message_for_person=for_person), without_message_draft(turn.context)


def summary(turn: SkillTurn) -> str:
    """What the visitor asked in this conversation, as a list."""
    questions = turn.context.questions
    if not questions:
        return turn.say_on_message("geen_vragen")
    return "\n".join([turn.say_on_message("samenvatting"), *(f"- {text}" for text in questions)])


def _message(turn: SkillTurn, name: str, choices: list[Choice] | None = None, **values: str) -> AssistantMessage:
    """A text of `data/live/teksten/bericht.yml` as a message."""
    place = turn.municipality.name if turn.municipality else ""
    return message(Outcome.CONVERSATION, turn.say_on_message(name, gemeente=place, **values), choices or [])


def _give_up(turn: SkillTurn) -> Choice:
    """The choice to send nothing."""
    return choice(turn.say_on_message("niet_versturen"), Intent.CANCEL_MESSAGE)
