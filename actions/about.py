"""What the conversation is about after a topic was answered."""

from __future__ import annotations

from dataclasses import replace

from actions.message import Message
from actions.skill import offered
from actions.turn import Turn
from content.guide.topic import Guide, Topic
from content.markdown import list_items
from contract.context import Context, Item

SHORT, REST = "kort", "meer"
"""The parts of a topic that can have been shown."""


def about(topic: Topic, part: str, answer: Message, turn: Turn) -> Context:
    """The context after `answer` showed `part` of `topic`: its list, if it has one, is the list in mind."""
    before = turn.context
    shown = (*before.getoond, part) if before.onderwerp == topic.id else (part,)
    items = items_of(topic, turn.content.guide)
    return replace(
        before,
        onderwerp=topic.id,
        vorig_onderwerp=before.vorig_onderwerp if before.onderwerp == topic.id else before.onderwerp,
        getoond=tuple(dict.fromkeys(shown)),
        lijst=items or before.lijst,
        lijst_van=topic.id if items else before.lijst_van,
        keuzes=tuple(choice for choice in offered(answer) if choice != topic.id),
        rangorde=tuple(turn.gids.get("rangorde", ())),
        aangeboden=(),
        missers=0,
    )


def items_of(topic: Topic, guide: Guide) -> tuple[Item, ...]:
    """The items of the topic's list, with the topic of its own that an item names."""
    return tuple(Item(text, _named(text, guide, topic)) for text in list_items(topic.tekst))


def _named(item: str, guide: Guide, listed_in: Topic) -> str:
    bold = item.partition("**")[2].partition("**")[0].casefold()
    named = [topic.id for topic in guide if bold and bold.startswith(topic.titel.casefold()) and topic != listed_in]
    return named[0] if named else ""
