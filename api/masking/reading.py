"""A text as those who look for personal data read it: its words, its sentences, and phrases among the words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

_Meaning = TypeVar("_Meaning")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[€%]")
_APOSTROPHE = re.compile("[’´`]")
_DIGIT = re.compile(r"\d")
_BETWEEN = re.compile(r"[\s.\-/–_]{0,3}")
"""What may stand between the words of a phrase: "id-kaart" is "id kaart" too."""

_ENDS_SENTENCE = re.compile(r"[?!;]|\n[ \t]*\n|(?<!\.)\.+(?=\s(?!\s*\d)|\Z)")
"""A point before a number ends none: "tel. 06", "nr. 12"."""


class Word(NamedTuple):
    """A word in small letters, and where it begins and ends (before `end`), in characters."""

    low: str
    start: int
    end: int


class Found(NamedTuple, Generic[_Meaning]):
    """A phrase among the words: the places of its first word and behind its last, and what it stands for."""

    first: int
    behind: int
    meaning: _Meaning


def _first(found: Found[Any]) -> int:
    return found.first


def in_small_letters(text: str) -> str:
    """`text` in small letters, as long as before: "İ" alone has a longer one."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower()[:1] for one in text)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase in small letters: "rek.nr" has two."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("'", in_small_letters(phrase))))


class Phrases(Generic[_Meaning]):
    """Phrases of one word or more, each with what it stands for."""

    def __init__(self, meanings: Mapping[str, _Meaning]) -> None:
        """ValueError for a phrase without a word."""
        by_first: defaultdict[str, list[tuple[tuple[str, ...], _Meaning]]] = defaultdict(list)
        for phrase, meaning in meanings.items():
            words = words_of(str(phrase))
            if not words:
                raise ValueError(f"no word in the phrase {phrase!r}")
            by_first[words[0]].append((words, meaning))
        self._longest = max((len(words) for of in by_first.values() for words, _ in of), default=0)
        self._by_first = {first: sorted(of, key=lambda one: -len(one[0])) for first, of in by_first.items()}

    @classmethod
    def of(cls, phrases: Iterable[str], meaning: _Meaning) -> Phrases[_Meaning]:
        """All of them with one meaning."""
        return cls({str(phrase): meaning for phrase in phrases})

    def find(self, reading: Reading) -> list[Found[_Meaning]]:
        """All in their order, the longest of those that begin with one word, none within another; `Reading.all_of`."""
        found: list[Found[_Meaning]] = []
        if reading.vocabulary.isdisjoint(self._by_first):
            return found
        behind = 0
        for place, word in enumerate(reading.words):
            if place >= behind and word.low in self._by_first:
                one = self.at(reading, place)
                if one is not None:
                    found.append(one)
                    behind = one.behind
        return found

    def at(self, reading: Reading, place: int) -> Found[_Meaning] | None:
        """The longest that begins with the word at `place`."""
        for phrase, meaning in self._by_first.get(reading.words[place].low, ()):
            if reading.has(phrase, place):
                return Found(place, place + len(phrase), meaning)
        return None

    def ending_at(self, reading: Reading, behind: int) -> Found[_Meaning] | None:
        """The longest whose last word stands right before the place `behind`."""
        for first in range(max(0, behind - self._longest), behind):
            found = self.at(reading, first)
            if found is not None and found.behind == behind:
                return found
        return None


@dataclass(frozen=True)
class Reading:
    """A text, whose digits are 0 to 9, with what is read in it, each once; places are numbers of words."""

    text: str
    abbreviations: frozenset[str] = frozenset()
    """A point behind these, or behind one letter, ends no sentence."""

    _found: dict[Phrases[Any], list[Found[Any]]] = field(default_factory=dict, compare=False)

    def all_of(self, phrases: Phrases[_Meaning]) -> list[Found[_Meaning]]:
        """All of the phrases in the text, sought once."""
        if phrases not in self._found:
            self._found[phrases] = phrases.find(self)
        return self._found[phrases]

    def all_between(self, phrases: Phrases[_Meaning], start: int, end: int) -> list[Found[_Meaning]]:
        """Those of the phrases that begin between these characters."""
        found = self.all_of(phrases)
        if not found:
            return []
        first, behind = self.word_from(start), self.word_from(end)
        return found[bisect_left(found, first, key=_first) : bisect_left(found, behind, key=_first)]

    def stands_in(self, phrases: Phrases[Any], start: int, end: int) -> bool:
        """Whether one of the phrases begins between these characters."""
        return bool(self.all_between(phrases, start, end))

    @cached_property
    def low(self) -> str:
        """In small letters, as long as the text."""
        return in_small_letters(self.text)

    @cached_property
    def words(self) -> Sequence[Word]:
        """All words and numbers, in their order."""
        low = self.low if self.low.isascii() else _APOSTROPHE.sub("'", self.low)
        return [Word(one.group(), *one.span()) for one in _WORD.finditer(low)]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All different words."""
        return frozenset(word.low for word in self.words)

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is any digit."""
        return _DIGIT.search(self.text) is not None

    def has(self, phrase: Sequence[str], place: int) -> bool:
        """Whether the words from `place` on are those of the phrase."""
        words = self.words[place : place + len(phrase)]
        if len(words) < len(phrase) or any(one.low != other for one, other in zip(words, phrase)):
            return False
        return all(self.gap_fits(_BETWEEN, place + further) for further in range(1, len(phrase)))

    def gap_fits(self, pattern: re.Pattern[str], place: int) -> bool:
        """Whether what stands between the word at `place` and the one before it is as the pattern has it."""
        return pattern.fullmatch(self.text, self.words[place - 1].end, self.words[place].start) is not None

    def word_from(self, start: int) -> int:
        """The place of the first word that begins at character `start` or later."""
        return bisect_left(self._starts, start)

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends_of_sentences(self) -> list[int]:
        return [one.end() for one in _ENDS_SENTENCE.finditer(self.low) if not self._is_abbreviation(one)]

    def _is_abbreviation(self, end: re.Match[str]) -> bool:
        if not end.group().startswith("."):
            return False
        before = self.word_from(end.start()) - 1
        word = self.words[before] if before >= 0 else None
        if word is None or word.end != end.start():
            return False
        return word.low in self.abbreviations or word.end - word.start == 1

    def sentence(self, start: int) -> tuple[int, int]:
        """Where the sentence around character `start` begins and ends, in characters."""
        ends = self._ends_of_sentences
        place = bisect_right(ends, start)
        return (ends[place - 1] if place else 0), (ends[place] if place < len(ends) else len(self.text))
