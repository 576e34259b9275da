"""One question back when the assistant is in doubt, and what follows when none of the choices fits."""

from __future__ import annotations

from dataclasses import replace

from actions.message import Message, message, something_else, topic_choices
from actions.skill import OFFER_A_PERSON_AT, Skill, missed
from actions.turn import Turn
from contract.context import Context

MOST_CHOICES = 3


class ActionVerduidelijking(Skill):
    """Offers the topics that the NLU hesitates between."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_verduidelijking"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The question back with its choices."""
        ranked = replace(turn.context, rangorde=tuple(turn.gids.get("rangorde", ())))
        return offer(turn, "verduidelijking", tuple(turn.gids["keuzes"]), ranked)


class ActionIetsAnders(Skill):
    """None of the offered topics fits: the next likely ones, then the parts of the guide."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_iets_anders"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """Never offers a topic again that was just refused."""
        return next_likely(turn, turn.context.keuzes, "iets_anders_volgende", "iets_anders_gekozen")


class ActionBedoelAnders(Skill):
    """The answer was about the wrong thing: says sorry and offers what else may be meant."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_bedoel_anders"

    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The topics that the question came nearest to, without the one that was wrong."""
        return next_likely(turn, (turn.context.onderwerp,), "bedoel_anders", "bedoel_anders_open")


def next_likely(turn: Turn, refused: tuple[str, ...], offering: str, open_question: str) -> tuple[Message, Context]:
    """Offer the likely topics that are left, or ask for other words; remember what was refused."""
    context = replace(turn.context, aangeboden=(*turn.context.aangeboden, *refused))
    left = tuple(topic for topic in context.rangorde if topic not in context.aangeboden)[:MOST_CHOICES]
    if len(left) > 1 and context.missers < OFFER_A_PERSON_AT - 1:
        return offer(turn, offering, left, context)
    return missed(turn, turn.spoken(open_question), context)


def offer(turn: Turn, text: str, topics: tuple[str, ...], context: Context) -> tuple[Message, Context]:
    """Ask which of `topics` is meant; they are the list in mind now."""
    choices = [*topic_choices(topics, turn.content), something_else(turn.content)]
    return missed(
        turn, message("verduidelijking", turn.led_in(turn.say(text)), choices), replace(context, lijst=(), lijst_van="")
    )
