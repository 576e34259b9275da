"""First names that no list has: by their letters, and by the surname or the verb beside them."""

from __future__ import annotations

from dataclasses import dataclass

from api.masking.firms import FirmReader
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from api.masking.surnames import SurnameReader
from content.name_letters import LIKELY, SURE, UNLIKELY

_TOGETHER = LIKELY + SURE
"""The least of two unknown words in a row, together; at the start of a sentence one more."""

_SHORTEST = 3
"""Letters."""


@dataclass(frozen=True)
class UnknownNameReader:
    """Reads a first name that may stand at a word; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns
    surnames: SurnameReader
    firms: FirmReader

    def is_one(self, place: int) -> bool:
        """Whether the word is a first name that nobody knows."""
        word = self.typed.words[place]
        if not word.capital:
            return self._is_one_in_small_letters(place)
        if not self._is_unknown(word) or self.typed.is_after(self.signs.articles, place):
            return False
        return (
            self._is_before_a_surname(place) or self._is_before_an_unknown_one(place) or self._does_as_people_do(place)
        )

    def _is_unknown(self, word: NameWord) -> bool:
        """Whether a word with a capital is no word of the language, and tells no firm."""
        is_word = self.lists.is_word(word.low) or word.low in self.signs.before_organisation
        return word.capital and "." not in word.text and not is_word and not self.firms.is_one(word)

    def _surname_at(self, place: int) -> int:
        """The place of a surname behind the word and any prefixes; 0 where nothing goes on."""
        after = place + 1 + self.surnames.prefixes_at(place + 1)
        return after if self.typed.goes_on(place + 1) and self.typed.goes_on(after) else 0

    def _is_before_a_surname(self, place: int) -> bool:
        """As in "Xandralien Hoekstra"."""
        after = self._surname_at(place)
        last = self.typed.words[after]
        if not after or not last.capital or last.low in self.lists.places:
            return False
        known = self.surnames.listed(after) or (after > place + 1 and last.low in self.lists.surnames)
        score = self.lists.letters.score(self.typed.words[place].low)
        if last.low in self.lists.surnames and score >= LIKELY and len(self.typed.words[place].text) >= _SHORTEST:
            return True
        return known and score >= UNLIKELY

    def _is_before_an_unknown_one(self, place: int) -> bool:
        """As in "Sewpal Kenswil", or "Sewpal van der Kenswil"."""
        words, score = self.typed.words, self.lists.letters.score
        own, after = score(words[place].low), self._surname_at(place)
        last = words[after]
        if not after or own < LIKELY or len(words[place].text) < _SHORTEST or not self._is_unknown(last):
            return False
        if last.low in self.lists.first_names:
            return False
        least = _TOGETHER + (LIKELY if self.typed.starts_sentence(place) else 0.0)
        several = after > place + 2 and words[place + 1].low == "van"
        return several or own + score(last.low) >= least

    def _does_as_people_do(self, place: int) -> bool:
        """As in "Sewpal belde", "gisteren belde Sewpal"."""
        word, before = self.typed.words[place], self.typed.is_after(self.signs.verbs_of_people, place)
        near = self.surnames.does_as_people_do(place + 1) or (before and not self.typed.starts_sentence(place))
        return near and len(word.text) >= _SHORTEST and self.lists.reads_as_name(word.low, SURE)

    def _is_one_in_small_letters(self, place: int) -> bool:
        """As in "gulay aslan"."""
        words = self.typed.words
        word, after = words[place], self._surname_at(place)
        if not after or words[after].capital or not word.text.islower() or len(word.text) <= _SHORTEST:
            return False
        if self.lists.is_word(word.low) or word.low in self.signs.before_organisation:
            return False
        known = self.surnames.listed(after) and words[after].low not in self.lists.places
        return known and self.lists.reads_as_name(word.low, SURE)
