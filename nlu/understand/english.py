"""Reads a message in English as its Dutch, word by word and phrase by phrase, by the list that editors keep.

The classifier tells that a message is in English and hardly what it asks: its encoders know no English. The gloss is
no good Dutch, yet it names the same things in the words that the classifier has learnt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from content.english_words import EnglishWords, read_english_words
from content.word_list import Words
from nlu.understand.typed_words import TypedWord, bare_phrase, ends_sentence, reach, typed_words

_ENOUGH = 0.5
"""Of a message with fewer of its words in the list, names and numbers aside, too little would be left to understand."""

_SPACE_BEFORE_MARK = re.compile(r"[ \t]+(?=[,.?!;:])")
_OPENING_MARKS = re.compile(r"^[\s,;.!-]+")


@dataclass(frozen=True)
class Gloss:
    """A message in Dutch words.

    It is `complete` where all its words are in the list, and `surely_english` where there are several and one of them
    is English only: "why" alone is written in Dutch too.
    """

    text: str
    complete: bool = False
    surely_english: bool = False


@dataclass(frozen=True)
class EnglishReader:
    """Glosses messages by the words of the list."""

    words: EnglishWords

    @classmethod
    def read(cls) -> EnglishReader:
        """With the words in force; ContentError names what is wrong in them."""
        return cls(read_english_words())

    def gloss(self, text: str) -> Gloss | None:
        """The Dutch of `text`; None where it asks about the language itself, or too few of its words are known."""
        words = typed_words(text)
        glossed, known, counted, only_english, place = "", 0, 0, False, 0
        while place < len(words):
            length, dutch = self._at(words, place)
            if length and dutch is None:
                return None
            word, last = words[place], words[place + max(length, 1) - 1]
            meant = word.text if dutch is None else dutch
            if meant:
                is_known = bool(length)
                known += length if is_known else 0
                counted += length if is_known else int(not word.is_name_or_number)
                only_english |= any(set(one.bare) & self.words.only_english for one in words[place : place + length])
            glossed += f"{meant}{last.after}" if meant else _after_dropped(last.after)
            place += max(length, 1)
        if not known or known < _ENOUGH * counted:
            return None
        complete = known == counted
        return Gloss(_tidy(glossed), complete, surely_english=complete and only_english and known > 1)

    def _at(self, words: Sequence[TypedWord], place: int) -> tuple[int, str | None]:
        """How many words at `place` are a phrase of the list, the longest that is, and its Dutch; 0 for none.

        The Dutch is None where they ask about the language.
        """
        first = words[place].bare[:1]
        if not {*first, *_singular(first)} & self.words.first_words:
            return 0, None
        for length in range(min(self.words.longest, reach(words, place)), 0, -1):
            phrase = bare_phrase(words[place : place + length])
            if phrase in self.words.on_language:
                return length, None
            for form in (phrase, _singular(phrase)):
                if form in self.words.dutch:
                    return length, self.words.dutch[form]
            if phrase in self.words.dropped:
                return length, ""
        return 0, None


def _singular(phrase: Words) -> Words:
    """The phrase with its last word without "s", of a plural or a possessive: "permits", "the city's"."""
    if not phrase:
        return phrase
    *first, last = phrase
    return (*first, last[:-1]) if last.endswith("s") and not last.endswith("ss") else phrase


def _after_dropped(after: str) -> str:
    return after if ends_sentence(after) else " "


def _tidy(glossed: str) -> str:
    one_space = re.sub(r"[ \t]+", " ", glossed)
    return _OPENING_MARKS.sub("", _SPACE_BEFORE_MARK.sub("", one_space)).strip()
