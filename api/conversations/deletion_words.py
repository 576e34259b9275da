"""Hears that a visitor wants the conversation deleted; the words stand in `data/restart/wissen.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from content.phrase_lists import read_phrase_lists
from content.plain_text import bare_words

_LISTS = ("opdrachten", "onderwerpen", "vulwoorden", "redenen", "toevoegingen", "ja")
_LONGEST = 20
"""Words: no longer message is nothing but such an order."""


@dataclass(frozen=True)
class DeletionWords:
    """Orders and what they are about, in bare words; each phrase as words."""

    orders: frozenset[tuple[str, ...]]
    objects: frozenset[tuple[str, ...]]
    fillers: frozenset[str]
    reasons: frozenset[str]
    """Words that a reason begins with, which may stand behind an order."""

    additions: tuple[str, ...]
    """What may stand beside an order and changes nothing, longest first: "begin opnieuw"."""

    assents: frozenset[str]

    @classmethod
    def read(cls, file: Path) -> DeletionWords:
        """From the file; PhraseListsError when a list is missing."""
        lists = read_phrase_lists(file, _LISTS)
        additions = (" ".join(bare_words(phrase)) for phrase in lists["toevoegingen"])
        return cls(
            orders=_phrases(lists["opdrachten"]),
            objects=_phrases(lists["onderwerpen"]),
            fillers=frozenset(lists["vulwoorden"]),
            reasons=frozenset(lists["redenen"]),
            additions=tuple(sorted(additions, key=len, reverse=True)),
            assents=frozenset(" ".join(bare_words(phrase)) for phrase in lists["ja"]),
        )

    def asks(self, text: str) -> bool:
        """Whether `text` is an order to delete the conversation, with nothing beside it but a reason or an addition."""
        words = bare_words(text)
        if len(words) > _LONGEST:
            return False
        words = self._without_additions(takewhile(lambda word: word not in self.reasons, words))
        return any(
            tuple(words[begin:end]) in self.objects and self._is_order(words[:begin] + words[end:])
            for begin in range(len(words))
            for end in range(begin + 1, len(words) + 1)
        )

    def agrees(self, text: str) -> bool:
        """Whether `text` says yes to the question whether it is to be deleted."""
        return " ".join(bare_words(text)) in self.assents or self.asks(text)

    def _without_additions(self, words: Iterable[str]) -> list[str]:
        text = f" {' '.join(words)} "
        for addition in self.additions:
            text = text.replace(f" {addition} ", " ")
        return text.split()

    def _is_order(self, words: Iterable[str]) -> bool:
        return tuple(word for word in words if word not in self.fillers) in self.orders


def _phrases(phrases: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(bare_words(phrase)) for phrase in phrases)
