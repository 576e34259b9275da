"""The words of a text as names are read in it: initials are one word, and so are "Jansen-de Wit" and "d'Hondt"."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api.masking.reading import in_small_letters

_WORD = re.compile(
    r"""(?<!\d)(?:(?:[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]\.){1,5}|(?:Th|Chr|Ph|Tj|Sj|IJ|Fr)\.|[v]/d|['’`´][ts](?!\w)
    |[^\W\d_]+(?:[-–'’][^\W\d_]+)*)(?!\d)""",
    re.VERBOSE,
)
_ELIDED = re.compile("(?:d|l|dell|dall|all)['’]")
_APOSTROPHE, _DASH = re.compile("[’`´]"), re.compile("[–—]")
_ON_THE_LINE = re.compile(r"[ \t]{1,2}|\s?[-–—]\s?")
_ENDS_SENTENCE = re.compile(r"[.!?:;\n()\"“”]\s*$")
_ENDS_PART = re.compile(r"\s*(?:[,.!?;:)\n]|$)")
_FEWEST_SHOUTED, _SHARE_SHOUTED = 4, 0.7


class NameWord(NamedTuple):
    """A word, and where it begins and ends (before `end`), in characters."""

    text: str
    low: str
    """In small letters, without the point behind it."""
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital and goes on in small letters; "J.P." does, "EZ" and "JANSEN" do not."""
        elided = _ELIDED.match(self.text)  # "d'Haens"
        first = self.text[elided.end() : elided.end() + 1] if elided is not None else self.text[0]
        return first.isupper() and (not self.text.isupper() or len(self.text) == 1 or "." in self.text)


@dataclass(frozen=True)
class NameText:
    """A text in its words; every place is the number of a word. One in capitals only is read in small letters."""

    typed: str

    @cached_property
    def text(self) -> str:
        """The text as it is read, as long as what was typed."""
        return in_small_letters(self.typed) if _is_shouted(self.typed) else self.typed

    @cached_property
    def words(self) -> list[NameWord]:
        """All of them, in their order."""
        low = in_small_letters(self.text)
        low = low if low.isascii() else _DASH.sub("-", _APOSTROPHE.sub("'", low))
        return [
            NameWord(found.group(), low[found.start() : found.end()].rstrip("."), *found.span())
            for found in _WORD.finditer(self.text)
        ]

    def lows(self, place: int, count: int) -> list[str]:
        """The words from `place` on in small letters, `count` or fewer."""
        return [word.low for word in self.words[place : place + count]]

    def gap(self, place: int) -> str:
        """What stands between the word at `place` and the one before."""
        return self.text[self.words[place - 1].end : self.words[place].start]

    def goes_on(self, place: int) -> bool:
        """Whether there is a word at `place`, and before it only a blank or a hyphen, or nothing as in "J.Smit"."""
        if not 0 < place < len(self.words):
            return False
        gap = self.gap(place)
        return _ON_THE_LINE.fullmatch(gap) is not None or (not gap and self.words[place - 1].text.endswith("."))

    def is_after(self, words: Set[str], place: int) -> bool:
        """Whether one of these, in small letters, stands right before the word."""
        return self.goes_on(place) and self.words[place - 1].low in words

    def starts_sentence(self, place: int) -> bool:
        """Whether the word is the first of a sentence."""
        return place == 0 or _ENDS_SENTENCE.search(self.gap(place)) is not None

    def ends_part(self, place: int) -> bool:
        """Whether a comma, a point, the end of the line or of the text stands behind the word."""
        return _ENDS_PART.match(self.text, self.words[place].end) is not None

    def is_alone_on_line(self, place: int) -> bool:
        """Whether nothing else stands on the line of the word, and another line above it."""
        if place == 0 or "\n" not in self.gap(place):
            return False
        return place + 1 == len(self.words) or "\n" in self.gap(place + 1)


def _is_shouted(text: str) -> bool:
    if text.islower():
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= _FEWEST_SHOUTED and sum(map(str.isupper, letters)) > _SHARE_SHOUTED * len(letters)
