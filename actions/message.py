"""The channel-neutral message that every action gives back, one a turn.

The public door renders it for each channel; `doel` is what a choice does when it comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from content.guide.topic import Topic
from content.live import Content
from content.municipalities.register import Gemeente
from content.texts import Text

Message = dict[str, Any]
Choice = dict[str, Any]

CHOOSE_TOPIC = "kies_onderwerp"
READ_MORE = "lees_meer"
SOMETHING_ELSE = "iets_anders"
CHOOSE_MUNICIPALITY, CHOOSE_NEED, CHOOSE_WHO = "kies_gemeente", "kies_behoefte", "kies_wie"


def message(uitkomst: str, tekst: str, keuzes: Iterable[Choice] = (), bronnen: Iterable[Topic] = ()) -> Message:
    """Build the message; `uitkomst` is one of antwoord, verduidelijking, geen-antwoord, gesprek."""
    return {
        "uitkomst": uitkomst,
        "tekst": tekst,
        "keuzes": list(keuzes),
        "bronnen": [topic.id for topic in bronnen],
    }


def source_of(one: Gemeente) -> str:
    """The id of a municipality among `bronnen`: the words are its own."""
    return f"gemeente/{one.slug}"


def spoken(uitkomst: str, text: Text, content: Content) -> Message:
    """A message from one of the assistant's own texts, with the topics that text offers."""
    return message(uitkomst, text.tekst, topic_choices(text.keuzes, content))


def choice(label: str, intent: str, **gids: str | list[str]) -> Choice:
    """A choice shown as `label` that comes back as `intent`, with what the action needs then."""
    return {"label": label, "doel": {"intent": intent, "gids": gids}}


def topic_choice(topic: Topic) -> Choice:
    """The choice for a topic, worded as a person would ask for it."""
    return choice(topic.vraag, CHOOSE_TOPIC, onderwerp=topic.id)


def topic_choices(ids: Iterable[str], content: Content) -> list[Choice]:
    """A choice for each of the topics that (still) exist."""
    return [topic_choice(topic) for topic in map(content.guide.get, ids) if topic is not None]


def something_else(content: Content) -> Choice:
    """The way on when none of the offered topics fits."""
    return choice(content.texts["antwoord"]["iets_anders"].tekst, SOMETHING_ELSE)


def quoted(text: str) -> str:
    """Typed text as it was typed: what Markdown would take for markup is escaped."""
    marks = "\\`*_[]<>#"
    return "".join(f"\\{letter}" if letter in marks else letter for letter in text)
