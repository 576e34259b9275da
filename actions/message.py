"""How an action words its one message: choices, sources, texts as they are typed."""

from __future__ import annotations

from collections.abc import Iterable

from content.guide.topic import Topic
from content.live import Content
from content.municipalities.register import Municipality
from content.texts import Text
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Goal, Outcome


def message(
    outcome: Outcome, text: str, choices: Iterable[Choice] = (), topics: Iterable[Topic] = ()
) -> AssistantMessage:
    """The message, with `topics` of the guide as its sources."""
    return AssistantMessage(outcome, text, tuple(choices), tuple(topic.id for topic in topics))


def municipality_source(one: Municipality) -> str:
    """The id of a municipality among the sources: the words are its own."""
    return f"gemeente/{one.slug}"


def from_text(outcome: Outcome, text: Text, content: Content) -> AssistantMessage:
    """A message from one of the assistant's own texts, with the topics that text offers."""
    return message(outcome, text.text, topic_choices(text.topics, content))


def choice(label: str, intent: Intent, details: Details | None = None) -> Choice:
    """A choice shown as `label` that comes back as `intent`, with what the action needs then."""
    return Choice(label, Goal(intent, details or Details()))


def topic_choice(topic: Topic) -> Choice:
    """The choice for a topic, worded as a person would ask for it."""
    return choice(topic.question, Intent.CHOOSE_TOPIC, Details(topic=topic.id))


def topic_choices(ids: Iterable[str], content: Content) -> list[Choice]:
    """A choice for each of the topics that (still) exist."""
    return [topic_choice(topic) for topic in map(content.guide.get, ids) if topic is not None]


def something_else(content: Content) -> Choice:
    """The way on when none of the offered topics fits."""
    return choice(content.texts["antwoord"][Intent.SOMETHING_ELSE.value].text, Intent.SOMETHING_ELSE)
