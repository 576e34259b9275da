"""Finds topics by words, for browsing; answering questions is the dialogue's work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from gids.topic import Topic

_TITLE_WEIGHT = 5


def search(topics: Iterable[Topic], query: str) -> list[Topic]:
    """The topics that hold every word of `query`, those with it in the title first."""
    words = _fold(query).split()
    scored = [(_score(topic, words), topic) for topic in topics]
    found = [(score, topic) for score, topic in scored if score > 0]
    return [topic for _, topic in sorted(found, key=lambda pair: -pair[0])]


def _score(topic: Topic, words: list[str]) -> int:
    title, text = _fold(f"{topic.titel} {topic.vraag}"), _fold(topic.tekst)
    counts = [text.count(word) + _TITLE_WEIGHT * title.count(word) for word in words]
    return sum(counts) if all(counts) else 0


def _fold(text: str) -> str:
    marks_apart = unicodedata.normalize("NFKD", text.lower())
    return re.sub(r"[^\w.%+]+", " ", "".join(c for c in marks_apart if not unicodedata.combining(c)))
