"""The words that the guide explains, as the front matter of their topics lists them under `begrippen`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from content.frontmatter import MarkdownFile
from content.plain_text import bare_words
from content.problems import Problem

KEY = "begrippen"
_WORDS, _MEANING = "woorden", "betekenis"
_LETTERS_A_SLIP = 5
"""In so many letters one may be wrong, left out, too many or swapped: "pianno"."""


@dataclass(frozen=True)
class Term:
    """A term with its other spellings and its abbreviation, and what it means in a sentence or two."""

    words: tuple[str, ...]
    meaning: str

    @property
    def name(self) -> str:
        """The word it goes by."""
        return self.words[0]

    def is_asked_in(self, words: list[str], asking: frozenset[str]) -> bool:
        """Whether `words`, made bare, are this term and nothing beside it but words that ask for a meaning."""
        for spelling in self._spellings:
            for place in range(len(words) - len(spelling) + 1):
                end = place + len(spelling)
                if asking.issuperset(words[:place] + words[end:]) and _alike(words[place:end], spelling):
                    return True
        return False

    @cached_property
    def most_words(self) -> int:
        """How many words its longest spelling has."""
        return max(map(len, self._spellings))

    @cached_property
    def _spellings(self) -> list[list[str]]:
        return [bare_words(word) for word in self.words]


def _alike(words: list[str], spelling: list[str]) -> bool:
    """Whether the words are those of `spelling`, slips aside; a short one must be spelt right."""
    return words == spelling or all(
        DamerauLevenshtein.distance(word, right) <= len(right) // _LETTERS_A_SLIP
        for word, right in zip(words, spelling)
    )


def read_terms(document: MarkdownFile) -> tuple[Term, ...]:
    """The terms of a topic; only for a file in which `wrong_terms` finds nothing wrong."""
    return tuple(Term(tuple(one[_WORDS]), one[_MEANING]) for one in document.values.get(KEY, ()))


def wrong_terms(document: MarkdownFile) -> Iterator[Problem]:
    """What is wrong in the list of terms of a topic."""
    listed = document.values.get(KEY, [])
    if not isinstance(listed, list) or not all(map(_is_term, listed)):
        message = f"'{KEY}' is een lijst; elk begrip heeft '{_WORDS}' (een lijst) en '{_MEANING}' (tekst)"
        yield Problem(document.file, document.line(KEY), message)


def _is_term(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != {_WORDS, _MEANING}:
        return False
    words = one[_WORDS]
    spelt = (
        isinstance(words, list) and bool(words) and all(isinstance(word, str) and bare_words(word) for word in words)
    )
    return spelt and isinstance(one[_MEANING], str) and bool(one[_MEANING].strip())
