"""Two topics in one answer: two questions in one message, or a comparison."""

from __future__ import annotations

from dataclasses import replace

from actions.about import context_after
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import message, something_else, topic_choices
from actions.skill import Reply, offered_topics
from actions.skill_turn import SkillTurn
from actions.told import TopicPart, in_voice, pieces_to_say, was_told
from actions.topic import read_more, short_answer, with_year
from content.guide.pieces import DIFFERENCE
from content.guide.topic import Topic
from contract.context import ListItem
from contract.details import MessageKind
from contract.message import Outcome


class ActionTweeOnderwerpen(InterruptingSkill):
    """Both answers, one under the other; first what the difference is, where a piece says so."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_twee_onderwerpen"

    def reply(self, turn: SkillTurn) -> Reply:
        """The two answers under their titles; what belongs to both is offered."""
        topics = [topic for topic in map(turn.content.guide.get, turn.details.topics) if topic is not None]
        if not topics:
            return turn.message_of("verlopen_keuze"), turn.context
        if turn.details.kind is MessageKind.DOUBT and (only := _only_one_with_news(topics, turn)) is not None:
            return short_answer(only, turn)
        answers = {topic.id: _answer(topic, turn) for topic in topics}
        parts = [f"**{topic.title}**\n\n{with_year(answers[topic.id][0], topic, turn)}" for topic in topics]
        lead = "\n\n".join(_difference(topics, turn)) or turn.say(turn.details.kind.value)
        choices = topic_choices((topic.id for topic in topics), turn.content) if len(topics) > 1 else []
        if turn.details.kind is MessageKind.DOUBT:
            choices.append(something_else(turn.content))
        text = "\n\n".join([lead, *parts])
        answer = message(Outcome.ANSWER, text, choices or read_more(topics[0], turn), topics)
        after = turn.context
        for topic in reversed(topics):  # the first one is what is talked about then
            after = context_after(topic, answers[topic.id][1], answer, replace(turn, context=after))
        in_view = tuple(ListItem(topic.title, topic.id) for topic in topics)
        return answer, replace(
            after,
            previous_topic=topics[-1].id,
            list_items=in_view,
            list_topic="",
            offered_topics=offered_topics(answer),
        )


def _only_one_with_news(topics: list[Topic], turn: SkillTurn) -> Topic | None:
    """The one topic with a piece that answers, where the others were told before and have nothing to add."""
    answering = [topic for topic in topics if pieces_to_say(topic, turn)]
    told = [
        topic for topic in topics if not topic.pieces_of(turn.details.pieces) and was_told(topic, TopicPart.SHORT, turn)
    ]
    return answering[0] if len(answering) == 1 and len(answering) + len(told) == len(topics) else None


def _difference(topics: list[Topic], turn: SkillTurn) -> list[str]:
    """What the pieces say that tell the topics apart."""
    found = [piece for topic in topics for piece in pieces_to_say(topic, turn) if piece.kind == DIFFERENCE]
    return [in_voice(found, turn)] if found else []


def _answer(topic: Topic, turn: SkillTurn) -> tuple[str, TopicPart]:
    """The piece of the topic that answers, told or not, else its short text, in a line where that was told before."""
    answering = pieces_to_say(topic, turn) or topic.pieces_of(turn.details.pieces)
    pieces = [piece for piece in answering if piece.kind != DIFFERENCE]
    if pieces:
        return in_voice(pieces, turn), TopicPart.PIECES
    return topic.gist if was_told(topic, TopicPart.SHORT, turn) else topic.short, TopicPart.SHORT
