"""Finds topics by words, for browsing; answering questions is the dialogue's work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gids.topic import Topic

_TITLE_WEIGHT = 5
_STEM, _SHORT_WORD = 5, 3


def search(topics: Iterable[Topic], query: str) -> list[Topic]:
    """The topics that hold every word of `query`, those with it in the title first."""
    words = _fold(query).split()
    scored = [(_score(topic, words), topic) for topic in topics]
    found = [(score, topic) for score, topic in scored if score > 0]
    return [topic for _, topic in sorted(found, key=lambda pair: -pair[0])]


def _score(topic: Topic, words: list[str]) -> int:
    title = _fold(f"{topic.titel} {topic.vraag}")
    text = _fold(" ".join((topic.tekst, topic.kern, topic.voorbeeld, topic.waarom, topic.ondernemer)))
    counts = [text.count(word) + _TITLE_WEIGHT * title.count(word) for word in words]
    return sum(counts) if all(counts) else 0


def _fold(text: str) -> str:
    marks_apart = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^\w.%+]+", " ", "".join(c for c in marks_apart if not unicodedata.combining(c)))


def best_paragraph(topic: Topic, question: str) -> str:
    """The paragraph or list of the topic's text that shares most with `question`.

    The rest of the answer, or the answer itself, when nothing is shared: a short question
    ("en hoeveel is dat?") often asks on.
    """
    asked = {word[:_STEM] for word in _fold(question).split() if len(word) > _SHORT_WORD}
    blocks = topic.tekst.replace(":\n\n", ":\n").split("\n\n")  # a list stays with the line above it
    shared = [len(asked & {word[:_STEM] for word in _fold(block).split()}) for block in blocks]
    if not any(shared):
        return topic.meer or topic.kort
    return blocks[shared.index(max(shared))].replace(":\n", ":\n\n", 1)
