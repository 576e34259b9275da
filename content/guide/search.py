"""Finds topics by words, for browsing; answering questions is the dialogue's work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz, process

from content.guide.topic import Topic
from content.plain_text import without_accents

_TITLE_WEIGHT = 5
_LIKE = 75
"""Of 100: two letters in eight wrong, or an ending."""

_STEM, _SHORT_WORD = 5, 3


def search(topics: Iterable[Topic], query: str) -> list[Topic]:
    """The topics that hold every word of `query`, or else as many of them as any does; best first.

    A word that stands in no topic counts as the one most like it: "verbinders", "aanbestding".
    """
    texts = [(topic, *_texts(topic)) for topic in topics]
    known = {word for _, title, body in texts for word in f"{title} {body}".split()}
    words = [_as_known(word, known) for word in _searchable(query).split()]
    scored = [(*_score(title, body, words), topic) for topic, title, body in texts]
    most = max((held for held, _, _ in scored), default=0)
    found = [(score, topic) for held, score, topic in scored if held == most > 0 and 2 * held > len(words)]
    return [topic for _, topic in sorted(found, key=lambda pair: -pair[0])]


@lru_cache(maxsize=256)
def _texts(topic: Topic) -> tuple[str, str]:
    """What is searched of a topic: its title and question, and all the rest."""
    rest = (topic.text, topic.gist, topic.example, topic.reason, topic.for_entrepreneurs)
    return _searchable(f"{topic.title} {topic.question}"), _searchable(" ".join(rest))


def _as_known(word: str, known: set[str]) -> str:
    if any(word in other for other in known):
        return word
    nearest = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return nearest[0] if nearest else word


def _score(title: str, body: str, words: list[str]) -> tuple[int, int]:
    """How many of the words are in it, and how often, those in the title counting more."""
    counts = [body.count(word) + _TITLE_WEIGHT * title.count(word) for word in words]
    return sum(count > 0 for count in counts), sum(counts)


def _searchable(text: str) -> str:
    """Small letters without accents, one space between words; numbers stay whole, as in "2.82" and "30%"."""
    return re.sub(r"[^\w.%+]+", " ", without_accents(text.lower()))


def best_paragraph(topic: Topic, question: str, told: str = "") -> str:
    """The paragraph or list of the topic's text that shares most with `question`; "" where all of it was `told`.

    What is left of the rest of the answer, or of the answer itself, when nothing is shared: a short question
    ("en hoeveel is dat?") often asks on.
    """
    asked = {word[:_STEM] for word in _searchable(question).split() if len(word) > _SHORT_WORD}
    blocks = [block for block in _blocks(topic.text) if block not in _blocks(told)]
    shared = [len(asked & {word[:_STEM] for word in _searchable(block).split()}) for block in blocks]
    if not any(shared):
        blocks = [block for block in _blocks(topic.rest or topic.short) if block in blocks]
        return "\n\n".join(blocks).replace(":\n", ":\n\n")
    return blocks[shared.index(max(shared))].replace(":\n", ":\n\n", 1)


def _blocks(text: str) -> list[str]:
    """The paragraphs of `text`; a list stays with the line above it."""
    return text.replace(":\n\n", ":\n").split("\n\n")
