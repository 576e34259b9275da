"""What the conversation is about after a topic was answered."""

from __future__ import annotations

from dataclasses import replace

from actions.skill import offered_topics
from actions.skill_turn import SkillTurn
from actions.told import TopicPart, told_now
from content.guide.topic import Guide, Topic
from content.markdown import list_items
from contract.context import MOST_TOLD, Context, ListItem
from contract.message import AssistantMessage


def context_after(topic: Topic, part: TopicPart, answer: AssistantMessage, turn: SkillTurn) -> Context:
    """The context after `answer` showed `part` of `topic`: a list that it showed is the list in mind."""
    before = turn.context
    same = before.topic == topic.id
    items = _shown(items_of(topic, turn.content.guide), answer.text)
    listed = {before.list_topic, *(item.topic for item in before.list_items)}
    stays = bool({topic.id, before.topic} & listed)  # the second topic beside a list leaves it
    return replace(
        before,
        topic=topic.id,
        previous_topic=before.previous_topic if same else before.topic,
        topics=before.with_topic(topic.id).topics,
        already_told=tuple(dict.fromkeys((*before.already_told, *told_now(topic, part, turn))))[-MOST_TOLD:],
        shown_parts=tuple(dict.fromkeys((*(before.shown_parts if same else ()), part.value))),
        list_items=items or (before.list_items if stays else ()),
        list_topic=topic.id if items else before.list_topic if stays else "",
        offered_topics=tuple(offered for offered in offered_topics(answer) if offered != topic.id),
        ranking=turn.details.ranking,
        refused_topics=(),
        turns_without_answer=0,
        wanted=(),
        days=(),
    )


def items_of(topic: Topic, guide: Guide) -> tuple[ListItem, ...]:
    """The items of the topic's list, with the topic of its own that an item names."""
    return tuple(ListItem(text, _named(text, guide, topic)) for text in list_items(topic.text))


def _shown(items: tuple[ListItem, ...], text: str) -> tuple[ListItem, ...]:
    """The items when `text` tells all of them, names them all ("verbinder, inkoper …") or lists as many."""
    told = text.casefold()
    named = all(item.text in text or ((bold := _bold(item.text)) and bold in told) for item in items)
    return items if named or len(list_items(text)) == len(items) else ()


def _bold(item: str) -> str:
    return item.partition("**")[2].partition("**")[0].casefold().strip(" .:")


def _named(item: str, guide: Guide, listed_in: Topic) -> str:
    bold = _bold(item)
    named = [topic.id for topic in guide if bold and bold.startswith(topic.title.casefold()) and topic != listed_in]
    return named[0] if named else ""
