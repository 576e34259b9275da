"""One question back when the assistant is in doubt, and what follows when none of the choices fits."""

from __future__ import annotations

from dataclasses import replace

from actions.guided_tool.interruption import InterruptingSkill
from actions.message import message, something_else, topic_choices
from actions.skill import OFFER_A_PERSON_AT, Reply, without_answer
from actions.skill_turn import SkillTurn
from contract.context import Context
from contract.message import AssistantMessage, Outcome

MOST_CHOICES = 3


class ActionVerduidelijking(InterruptingSkill):
    """Offers the topics that the NLU hesitates between."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_verduidelijking"

    def reply(self, turn: SkillTurn) -> Reply:
        """The question back with its choices."""
        ranked = replace(turn.context, ranking=turn.details.ranking)
        asked = "verduidelijking_misschien_niet" if turn.details.unanswered else "verduidelijking"
        return offer(turn, asked, turn.details.choices, ranked)


class ActionIetsAnders(InterruptingSkill):
    """None of the offered topics fits: the next likely ones, then the parts of the guide."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_iets_anders"

    def reply(self, turn: SkillTurn) -> Reply:
        """Never offers a topic again that was just refused."""
        return offer_next(turn, turn.context.offered_topics, "iets_anders_volgende", "iets_anders_gekozen")


class ActionBedoelAnders(InterruptingSkill):
    """The answer was about the wrong thing: says sorry and offers what else may be meant."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_bedoel_anders"

    def reply(self, turn: SkillTurn) -> Reply:
        """The topics that the question came nearest to, without the one that was wrong."""
        return offer_next(turn, (turn.context.topic,), turn.intent.value, "bedoel_anders_open")


def offer_next(turn: SkillTurn, refused: tuple[str, ...], offering: str, open_question: str) -> Reply:
    """Offer the likely topics that remain, or ask for other words; remember what was refused."""
    context = replace(turn.context, refused_topics=(*turn.context.refused_topics, *refused))
    remaining = [topic for topic in context.ranking if topic not in context.refused_topics][:MOST_CHOICES]
    if len(remaining) > 1 and context.turns_without_answer < OFFER_A_PERSON_AT - 1:
        return offer(turn, offering, tuple(remaining), context)
    return without_answer(turn, turn.message_of(open_question), context)


def offer(turn: SkillTurn, text: str, topics: tuple[str, ...], context: Context) -> Reply:
    """Ask which of `topics` is meant; they are the list in mind now."""
    choices = [*topic_choices(topics, turn.content), something_else(turn.content)]
    asked = message(Outcome.CLARIFICATION, turn.say(text), choices)
    return without_answer(turn, asked, replace(context, list_items=(), list_topic=""))


def with_topics_beside(answer: AssistantMessage, turn: SkillTurn) -> AssistantMessage:
    """`answer` with the topics that may be meant instead, where there are any."""
    topics = topic_choices(turn.details.choices, turn.content)
    if not topics:
        return answer
    text = f"{answer.text}\n\n{turn.say('of_bedoel_je')}"
    return replace(answer, text=text, choices=(*topics, something_else(turn.content)))
