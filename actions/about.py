"""What the conversation is about after a topic was answered."""

from __future__ import annotations

from dataclasses import replace

from actions.skill import offered_topics
from actions.skill_turn import SkillTurn
from content.guide.pieces import Piece
from content.guide.topic import Guide, Topic
from content.markdown import list_items
from contract.context import MOST_TOLD, Context, ListItem
from contract.intents import Intent, TextEnum
from contract.message import AssistantMessage


class TopicPart(TextEnum):
    """The parts of a topic that can have been shown; the last three are those that a follow-up asks for.

    `PIECES` answered the question without its short text.
    """

    SHORT = "kort"
    PIECES = "stukken"
    REST = "meer"
    EXAMPLE = "voorbeeld"
    REASON = "waarom"
    OTHER = "anders"


def context_after(topic: Topic, part: TopicPart, answer: AssistantMessage, turn: SkillTurn) -> Context:
    """The context after `answer` showed `part` of `topic`: its list, if it has one, is the list in mind."""
    before = turn.context
    same = before.topic == topic.id
    items = items_of(topic, turn.content.guide)
    return replace(
        before,
        topic=topic.id,
        previous_topic=before.previous_topic if same else before.topic,
        topics=before.with_topic(topic.id).topics,
        already_told=tuple(dict.fromkeys((*before.already_told, *_told_now(topic, part, turn))))[-MOST_TOLD:],
        shown_parts=tuple(dict.fromkeys((*(before.shown_parts if same else ()), part.value))),
        list_items=items or before.list_items,
        list_topic=topic.id if items else before.list_topic,
        offered_topics=tuple(offered for offered in offered_topics(answer) if offered != topic.id),
        ranking=turn.details.ranking,
        refused_topics=(),
        turns_without_answer=0,
        wanted=(),
        days=(),
    )


def pieces_to_say(topic: Topic, turn: SkillTurn) -> list[Piece]:
    """The pieces that answer the question and were not told before in this conversation."""
    new = [piece_id for piece_id in turn.details.pieces if not _was_told(piece_id, turn)]
    return [piece for piece in map(topic.piece, new) if piece is not None]


def was_told(topic: Topic, part: TopicPart, turn: SkillTurn) -> bool:
    """Whether this part of the topic was told before in this conversation."""
    return _was_told(_name(topic, part), turn)


def _was_told(name: str, turn: SkillTurn) -> bool:
    """Nothing was, for who just said who is asking: the same is told again in another voice."""
    return turn.intent is not Intent.CHOOSE_ASKER and name in turn.context.already_told


def _told_now(topic: Topic, part: TopicPart, turn: SkillTurn) -> list[str]:
    year = [str(topic.year)] if topic.year is not None else []
    return [*(piece.id for piece in pieces_to_say(topic, turn)), _name(topic, part), *year]


def _name(topic: Topic, part: TopicPart) -> str:
    return f"{topic.id} {part}"


def items_of(topic: Topic, guide: Guide) -> tuple[ListItem, ...]:
    """The items of the topic's list, with the topic of its own that an item names."""
    return tuple(ListItem(text, _named(text, guide, topic)) for text in list_items(topic.text))


def _named(item: str, guide: Guide, listed_in: Topic) -> str:
    bold = item.partition("**")[2].partition("**")[0].casefold()
    named = [topic.id for topic in guide if bold and bold.startswith(topic.title.casefold()) and topic != listed_in]
    return named[0] if named else ""
