"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from dataclasses import replace

from actions.about import TopicPart, context_after
from actions.guided_tool.interruption import InterruptingSkill
from actions.guided_tool.question import offers
from actions.message import choice, message, municipality_source, topic_choices
from actions.skill import Reply
from actions.skill_turn import SkillTurn
from actions.where_to_go import is_where_to_go, where_to_go
from content.guide.topic import Topic
from contract.context import Asker
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Outcome


class ActionOnderwerp(InterruptingSkill):
    """The short answer on the topic that was asked for or chosen."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_onderwerp"

    def reply(self, turn: SkillTurn) -> Reply:
        """The answer, with the rest and related topics as choices."""
        if turn.topic is None:
            return turn.message_of("verlopen_keuze"), turn.context
        answer, context = self.answer(turn.topic, turn)
        text = with_meaning(answer.text, turn.topic, turn)
        return replace(answer, text=turn.in_visitors_language(text)), context

    def answer(self, topic: Topic, turn: SkillTurn) -> Reply:
        """The short part, or the contact points where those answer it; what is left out is offered first."""
        return where_to_go(turn, topic) if is_where_to_go(topic, turn) else short_answer(topic, turn)


class ActionLeesMeer(ActionOnderwerp):
    """The rest of the topic after its short answer."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lees_meer"

    def answer(self, topic: Topic, turn: SkillTurn) -> Reply:
        """The rest, with related topics as choices."""
        text = with_year(topic.rest or topic.short, topic, turn)
        answer = message(Outcome.ANSWER, text, related(topic, turn), [topic])
        return answer, context_after(topic, TopicPart.REST, answer, turn)


def short_answer(topic: Topic, turn: SkillTurn) -> Reply:
    """The short part; what it leaves out is offered first, then related topics."""
    for_entrepreneur = bool(topic.for_entrepreneurs) and turn.asker == Asker.ENTREPRENEUR
    choices = [*read_more(topic, turn), *offers(topic.id, turn), *related(topic, turn), *who_is_asking(topic, turn)]
    text = with_year(topic.for_entrepreneurs if for_entrepreneur else topic.short, topic, turn)
    answer = message(Outcome.ANSWER, text, choices, [topic])
    return with_local_text(answer, topic, turn), context_after(topic, TopicPart.SHORT, answer, turn)


def who_is_asking(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The choice to say who is asking, where that changes the answer."""
    if not topic.for_entrepreneurs or turn.asker == Asker.CIVIL_SERVANT:
        return []
    other = Asker.CIVIL_SERVANT if turn.asker == Asker.ENTREPRENEUR else Asker.ENTREPRENEUR
    details = Details(asker=other.value, topic=topic.id)
    return [choice(turn.say(f"ik_ben_{other}"), Intent.CHOOSE_ASKER, details)]


def with_local_text(answer: AssistantMessage, topic: Topic, turn: SkillTurn) -> AssistantMessage:
    """`answer` with what the municipality adds to the guide or says in its place, and the source of it."""
    own = turn.own_file
    local = own.topics.get(topic.id) if own is not None else None
    if own is None or local is None:
        return answer
    name, source = own.municipality.name, municipality_source(own.municipality)
    if local.replaces_guide:
        text = turn.say("eigen_tekst_in_plaats", gemeente=name, eigen=local.text)
        return replace(answer, text=text, sources=(source, *answer.sources))
    text = turn.say("eigen_tekst_erbij", tekst=answer.text, gemeente=name, eigen=local.text)
    return replace(answer, text=text, sources=(*answer.sources, source))


def with_year(text: str, topic: Topic, turn: SkillTurn) -> str:
    """`text` with the year it is from, where the topic has one."""
    return text if topic.year is None else f"{text}\n\n{turn.say('peiljaar', jaar=topic.year)}"


def with_meaning(text: str, topic: Topic, turn: SkillTurn) -> str:
    """`text` after what the term means that was asked for, where one was."""
    term = topic.term(turn.details.term)
    return text if term is None else f"{term.meaning}\n\n{text}"


def read_more(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The choice for the rest of the topic, where there is a rest."""
    return [choice(turn.say("meer_lezen"), Intent.READ_MORE, Details(topic=topic.id))] if topic.rest else []


def related(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The topics to go on to."""
    return topic_choices(topic.related, turn.content)
