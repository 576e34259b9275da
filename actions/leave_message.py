"""Leaving a message for a person: how to be reached, a look at the whole, and a clear yes before it goes."""

from __future__ import annotations

from dataclasses import replace

from actions.message import Choice, Message, choice, message, quoted
from actions.skill import Skill
from actions.turn import Turn
from contract.context import CHECKING, REACHING, TYPING, Context
from nlu.understand.reach import reachable

START, TYPED, CHANGE, SEND, CANCEL = (
    "bericht_start",
    "bericht_invoer",
    "bericht_veranderen",
    "bericht_versturen",
    "bericht_niet",
)
MOST_QUESTIONS = 8


class ActionBericht(Skill):
    """One step of the message, by the intent: begun, typed, changed, sent, or given up."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_bericht"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """What the step needs next; a message is never sent without the visitor's yes to its text."""
        if turn.intent == CANCEL:
            return said(turn, "niet_verstuurd"), without_message(turn.context)
        if turn.municipality is None or not turn.can_leave_message:
            return said(turn, "verlopen"), without_message(turn.context)
        if turn.intent == START:
            return said(turn, "start", [give_up(turn)]), replace(turn.context, bericht_stap=REACHING)
        if turn.intent == CHANGE and turn.context.bericht_stap == CHECKING:
            return said(turn, "nieuwe_tekst", [give_up(turn)]), replace(turn.context, bericht_stap=TYPING)
        if turn.intent == SEND and turn.context.bericht_stap == CHECKING:
            return self._send(turn)
        if turn.intent == TYPED:
            return self._typed(turn)
        return said(turn, "verlopen"), without_message(turn.context)

    def _typed(self, turn: Turn) -> tuple[Message, Context]:
        if turn.context.bericht_stap == TYPING:
            return self._check(turn, turn.text, turn.context.bericht_bereik)
        if not reachable(turn.text):
            return said(turn, "bereik_onduidelijk", [give_up(turn)]), turn.context
        return self._check(turn, summary(turn), turn.text)

    @staticmethod
    def _check(turn: Turn, text: str, reach: str) -> tuple[Message, Context]:
        choices = [
            choice(turn.say_bericht("versturen"), SEND),
            choice(turn.say_bericht("veranderen"), CHANGE),
            give_up(turn),
        ]
        answer = said(turn, "nakijken", choices, tekst=quoted(text), bereik=quoted(reach))
        return answer, replace(turn.context, bericht_stap=CHECKING, bericht_tekst=text, bericht_bereik=reach)

    @staticmethod
    def _send(turn: Turn) -> tuple[Message, Context]:
        assert turn.municipality is not None  # noqa: S101  reply has looked
        left = {
            "municipality": turn.municipality.slug,
            "text": turn.context.bericht_tekst,
            "reachable_at": turn.context.bericht_bereik,
        }
        return {**said(turn, "verstuurd"), "achtergelaten": left}, without_message(turn.context)


def offer_to_leave_message(turn: Turn) -> list[Choice]:
    """The choice to leave a message, where the municipality takes them."""
    return [choice(turn.say_bericht("aanbieden"), START)] if turn.can_leave_message else []


def summary(turn: Turn) -> str:
    """What the visitor asked in this conversation, as a list."""
    asked = turn.asked[-MOST_QUESTIONS:]
    if not asked:
        return turn.say_bericht("geen_vragen")
    return "\n".join([turn.say_bericht("samenvatting"), *(f"- {text}" for text in asked)])


def said(turn: Turn, name: str, choices: list[Choice] | None = None, **values: str) -> Message:
    """A text of `data/live/teksten/bericht.yml` as a message."""
    place = turn.municipality.naam if turn.municipality else ""
    return message("gesprek", turn.say_bericht(name, gemeente=place, **values), choices or [])


def give_up(turn: Turn) -> Choice:
    """The choice to send nothing."""
    return choice(turn.say_bericht("niet_versturen"), CANCEL)


def without_message(context: Context) -> Context:
    """The context with nothing of a message in it."""
    return replace(context, bericht_stap="", bericht_tekst="", bericht_bereik="")
