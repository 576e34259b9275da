"""Whether a message asks what a word of the guide means: "wat betekent PSO", "broedplaats"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from content.guide.topic import Topic
from content.plain_text import bare_words
from nlu.understand.signals import PhraseList

_LONGEST = 15
"""In more words than this more is asked than a meaning."""


@dataclass(frozen=True)
class TermAsked:
    """A term by its name, and the id of the topic that explains it."""

    name: str
    topic: str


@dataclass(frozen=True)
class TermFinder:
    """Finds a term in a message that holds nothing else but words that ask for a meaning."""

    asking: frozenset[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Any]) -> TermFinder:
        """With the words for "meaning" among `phrases`, those of `read_phrases`."""
        return cls(frozenset(word for phrase in phrases[PhraseList.MEANING] for word in bare_words(phrase)))

    def find(self, text: str, topics: Iterable[Topic]) -> TermAsked | None:
        """The term that `text` asks for, of those that `topics` explain; None for any other message."""
        words = bare_words(text)
        if len(words) > _LONGEST:
            return None
        beside_asking = sum(word not in self.asking for word in words)  # all of these have to be the term
        asked = (
            TermAsked(term.name, topic.id)
            for topic in topics
            for term in topic.terms
            if beside_asking <= term.most_words and term.is_asked_in(words, self.asking)
        )
        return next(asked, None)
