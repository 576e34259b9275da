"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from dataclasses import replace

from actions.about import context_after
from actions.clarification import with_topics_beside
from actions.guided_tool.interruption import InterruptingSkill
from actions.guided_tool.question import offers
from actions.message import choice, message, municipality_source, topic_choices
from actions.skill import Reply, offered_topics
from actions.skill_turn import SkillTurn
from actions.told import TopicPart, in_voice, pieces_to_say, told_again, was_told
from actions.where_to_go import is_where_to_go, where_to_go
from content.guide.pieces import DEFINITION
from content.guide.topic import Topic
from content.plain_text import repeats
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
        beside = with_topics_beside(answer, turn)
        return beside, replace(context, offered_topics=offered_topics(beside)) if beside != answer else context

    def answer(self, topic: Topic, turn: SkillTurn) -> Reply:
        """The short part, or the contact points where those answer it; what is left out is offered first."""
        if not is_where_to_go(topic, turn):
            return short_answer(topic, turn)
        answer, context = where_to_go(turn, topic)
        return replace(answer, text=_joined(meaning(topic, turn), answer.text)), context


class ActionLeesMeer(ActionOnderwerp):
    """The rest of the topic after its short answer."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lees_meer"

    def answer(self, topic: Topic, turn: SkillTurn) -> Reply:
        """The rest, after the short part where pieces stood in its place, with related topics as choices."""
        shown = turn.context.shown_parts if turn.context.topic == topic.id else ()
        only_pieces = TopicPart.PIECES in shown and TopicPart.SHORT not in shown
        text = with_year(topic.text if only_pieces else topic.rest or topic.short, topic, turn)
        answer = message(Outcome.ANSWER, text, related(topic, turn), [topic])
        return answer, context_after(topic, TopicPart.REST, answer, turn)


def short_answer(topic: Topic, turn: SkillTurn) -> Reply:
    """The pieces that answer the question or the term asked for, with a line on the topic; else the short part alone.

    What is left out is offered first, then related topics.
    """
    pieces = pieces_to_say(topic, turn)
    text, part = _whole(topic, turn)
    if pieces or meaning(topic, turn):
        text, part = _joined(meaning(topic, turn), in_voice(pieces, turn)), TopicPart.PIECES
        tells_topic = any(piece.kind == DEFINITION for piece in pieces)
        text = text if tells_topic else with_gist(text, topic, turn)
    elif again := told_again(topic, turn):
        text, part = again, TopicPart.PIECES
    choices = [*read_more(topic, turn), *offers(topic.id, turn), *related(topic, turn), *who_is_asking(topic, turn)]
    text = with_year(text, topic, turn)
    answer = message(Outcome.ANSWER, text, choices, [topic])
    return with_local_text(answer, topic, turn), context_after(topic, part, answer, turn)


def with_gist(text: str, topic: Topic, turn: SkillTurn) -> str:
    """`text` with what its topic is in a line, where it may not suffice and the talk was not about that already.

    Not for entrepreneurs: the line speaks to civil servants.
    """
    goes_on = turn.context.topic == topic.id
    if turn.details.suffices or goes_on or turn.asker == Asker.ENTREPRENEUR or repeats(topic.gist, text):
        return text
    return f"{text}\n\n{turn.say('in_het_kort', titel=topic.title, kern=topic.gist)}"


def _whole(topic: Topic, turn: SkillTurn) -> tuple[str, TopicPart]:
    """The short part; typed for again, the rest where that was not told yet, or that this is all."""
    for_entrepreneur = bool(topic.for_entrepreneurs) and turn.asker == Asker.ENTREPRENEUR
    asked_again = turn.intent in (Intent.ASK_GUIDE, Intent.FOLLOW_UP_LIST_ITEM) and was_told(
        topic, TopicPart.SHORT, turn
    )
    if asked_again and topic.rest and not was_told(topic, TopicPart.REST, turn):
        return topic.rest, TopicPart.REST
    if asked_again and turn.intent is Intent.ASK_GUIDE:
        return turn.say("alles_gezegd", kern=topic.gist), TopicPart.OTHER
    return topic.for_entrepreneurs if for_entrepreneur else topic.short, TopicPart.SHORT


def who_is_asking(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The choice to say who is asking, where that changes the answer."""
    if not topic.for_entrepreneurs or turn.known_asker == Asker.CIVIL_SERVANT:
        return []
    other = Asker.CIVIL_SERVANT if turn.asker == Asker.ENTREPRENEUR else Asker.ENTREPRENEUR
    details = Details(asker=other.value, topic=topic.id, pieces=turn.details.pieces)
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
    """`text` with the year it is from, where the topic has one that was not told yet in this conversation."""
    told = topic.year is None or str(topic.year) in turn.context.already_told
    return text if told else f"{text}\n\n{turn.say('peiljaar', jaar=topic.year)}"


def meaning(topic: Topic, turn: SkillTurn) -> str:
    """What the term of the topic means that was asked for; "" where none was."""
    term = topic.term(turn.details.term)
    return "" if term is None else term.meaning


def _joined(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def read_more(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The choice for the rest of the topic, where there is a rest."""
    return [choice(turn.say("meer_lezen"), Intent.READ_MORE, Details(topic=topic.id))] if topic.rest else []


def related(topic: Topic, turn: SkillTurn) -> list[Choice]:
    """The topics to go on to."""
    return topic_choices(topic.related, turn.content)
