"""Whether what the assistant would do is what a talk says that a message means."""

from __future__ import annotations

from content.guide.topic import WHERE_TO_GO
from content.training_talks import Act, Kind, TalkTurn
from contract.context import Context
from contract.details import Details
from contract.intents import OUTSIDE, Intent
from nlu.model.talk_examples import label_of

_ALIKE = (
    {Intent.THANKS, Intent.COMPLIMENT},
    {Intent.CONFIRM, Intent.DENY},
    {Intent.ARE_YOU_A_BOT, Intent.WHO_ARE_YOU},
)
"""Small talk that gets as good an answer when it is taken for the other."""

_TELLS = (Intent.ASK_GUIDE, Intent.FOLLOW_UP_QUESTION)


def is_meant(intent: Intent, details: Details, turn: TalkTurn, context: Context, about: str) -> bool:
    """Whether it is one of the acts of `turn`, or asks back where the talk does.

    `context` is what the message is seen in, `about` the topic that a follow-up in the talk is about.
    """
    if intent is Intent.UNCLEAR and turn.asks_back:
        return True
    return any(_is(intent, details, act, context, about) for act in turn.acts)


def pointed_at(context: Context, details: Details) -> str:
    """The topic at the place that `details` point at in what was shown; "" for none."""
    listed = tuple(item.topic for item in context.list_items)
    topics = context.offered_topics if details.among_choices or not listed else listed
    index = details.place - 1 if details.place > 0 else len(topics) + details.place
    return topics[index] if details.place and 0 <= index < len(topics) else ""


def _is(intent: Intent, details: Details, act: Act, context: Context, about: str) -> bool:
    told = _told(intent, details, context)
    if act.kind in (Kind.TOPIC, Kind.CHOICE, Kind.BACK):
        [topic] = act.words
        return told == topic or (topic == WHERE_TO_GO[0] and told in WHERE_TO_GO)
    if act.kind is Kind.TWO_TOPICS:
        return intent is Intent.ASK_TWO and set(details.topics) == set(act.words)
    if act.kind is Kind.FOLLOW_UP:
        return _follows_up(intent, told, act.words[0], context.topic, about)
    if act.kind is Kind.SMALL_TALK:
        return intent == act.words[0] or any({intent, act.words[0]} <= alike for alike in _ALIKE)
    if act.kind is Kind.REFERRAL:
        return intent is Intent.OUTSIDE_NEAR and details.subject == act.words[0]
    if act.kind is Kind.OUTSIDE:
        return intent is Intent.NONSENSE or (intent in OUTSIDE and not details.subject) or _is_labelled(intent, act)
    if act.kind is Kind.DESK:
        return told in WHERE_TO_GO
    if act.kind is Kind.MUNICIPALITY:
        return intent is Intent.NAME_MUNICIPALITY or told == WHERE_TO_GO[0]
    if act.kind is Kind.TOOL:
        return intent is Intent.START_TOOL and details.tool == act.words[0]
    if act.kind is Kind.ASKER:
        return intent is Intent.SAY_ASKER
    return intent is Intent.UNCLEAR if act.kind is Kind.UNCLEAR else _is_labelled(intent, act)


def _told(intent: Intent, details: Details, context: Context) -> str:
    """The topic that would be told of; "" for none."""
    if intent is Intent.FOLLOW_UP_LIST_ITEM:
        return pointed_at(context, details)
    if intent is Intent.CHOOSE_NEED:
        return WHERE_TO_GO[0]
    return details.topic if intent in _TELLS else ""


def _follows_up(intent: Intent, told: str, wanted: str, before: str, about: str) -> bool:
    on_topic = bool(about) and told == about
    if wanted == "vraag":
        return on_topic
    if wanted == "lijst":
        return on_topic or intent is Intent.FOLLOW_UP_LIST_ITEM
    return before == about and intent == f"vervolg_{wanted}"


def _is_labelled(intent: Intent, act: Act) -> bool:
    label = label_of(act)
    return label is not None and label.intent == intent.value
