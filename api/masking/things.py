"""Names that a thing bears, or a firm that is called by one name: "onze bakfiets heet Truus", "Jumbo, Dirk en Lidl"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.masking.firms import FirmReader
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from content.name_letters import UNLIKELY

_IN_A_ROW = re.compile(r",\s?|\s")
_MOST_TO_KIND = 5
"""Words between "is" and what something is: "Julia is ook een bekende programmeertaal"."""

_SHORTEST_INFINITIVE = 4
"""Letters."""

_LONGEST_ROW = 3
"""Words on either side."""


@dataclass(frozen=True)
class ThingReader:
    """Reads what stands around a first name, or a surname, that stands alone; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns
    firms: FirmReader

    def bears(self, place: int) -> bool:
        """Whether the word is the name of a thing or a firm."""
        word = self.typed.words[place]
        return (
            self._is_abbreviation(word)
            or self._is_told_to_be_a_thing(place)
            or self._is_in_a_row_of_things(place)
            or self._is_in_name_of_firm(place)
            or self._is_behind_capital(place)
            or self._is_called_so(place)
            or self._is_one_of_a_kind(place)
            or self._is_done_to(place)
        )

    def _is_done_to(self, place: int) -> bool:
        """Whether a sentence begins with it and says what is done with it: "Ruby leren is moeilijk"."""
        if not self.typed.starts_sentence(place) or not self.typed.goes_on(place + 1):
            return False
        after = self.typed.words[place + 1].low
        is_word = after in self.lists.ordinary_words and after not in self.signs.function_words
        return is_word and after.endswith("en") and len(after) > _SHORTEST_INFINITIVE

    def _is_one_of_a_kind(self, place: int) -> bool:
        """As in "de lamp Bob", "een tweedehands Vito"."""
        if self.typed.is_after(self.signs.products, place):
            return True
        before = self.typed.words[place - 1]
        described = (
            before.text.islower() and before.low in self.lists.ordinary_words and before.low not in self.signs.people
        )
        return described and self.typed.goes_on(place) and self.typed.is_after({"een"}, place - 1)

    def _is_abbreviation(self, word: NameWord) -> bool:
        """As in "het IRIS-systeem", "in CARLA"."""
        return len(word.text) > 1 and word.text.isupper() and "." not in word.text

    def _is_told_to_be_a_thing(self, place: int) -> bool:
        """As in "Julia is ook een programmeertaal"."""
        words = self.typed.words
        if not self.typed.goes_on(place + 1):
            return False
        if words[place + 1].low in self.signs.named and self.typed.goes_on(place + 2):
            return words[place + 2].low in self.signs.owners | self.signs.articles  # "Lola heet onze bus"
        if words[place + 1].low in self.signs.verbs_of_things:
            return True  # "Noor betekent licht"
        if words[place + 1].low not in self.signs.is_something or not self.typed.goes_on(place + 2):
            return False
        first = place + 2 + (words[place + 2].low in self.signs.before_kind)
        if not self.typed.is_after(self.signs.articles | self.signs.owners, first + 1):
            return False  # "Bart is bij de winkel"
        for further in range(first + 1, place + 2 + _MOST_TO_KIND):
            if not self.typed.goes_on(further):
                return False
            if words[further].low in self.signs.kinds_of_things or self.firms.is_one(words[further]):
                after = words[further + 1].low if self.typed.goes_on(further + 1) else ""
                return not after or after in self.signs.function_words  # not "Sanne is een winkel begonnen"
            if words[further].low in self.signs.people:
                return False
        return False

    def _is_called_so(self, place: int) -> bool:
        """Whether no person is called so: "onze bakfiets heet Truus"."""
        words = self.typed.words
        if place < 3 or words[place - 1].low not in self.signs.named or not self.typed.goes_on(place):
            return False
        called, owner = words[place - 2], words[place - 3].low
        of_thing = owner in self.signs.determiners or owner in self.signs.owners
        of_somebody = self.typed.is_after(self.signs.before_surname, place - 3)  # "de kok van onze stichting heet Bob"
        return of_thing and not of_somebody and called.text.islower() and called.low not in self.signs.people

    def _is_behind_capital(self, place: int) -> bool:
        """Whether a word with a capital that is no name stands before it within a sentence: "een Hollandse Eva"."""
        if not self.typed.goes_on(place) or self.typed.starts_sentence(place - 1):
            return False
        before = self.typed.words[place - 1]
        in_names = before.low in self.lists.first_names or before.low in self.lists.surnames
        spoken_to = before.low in self.signs.ends_of_signs or before.low in self.signs.titles
        return before.capital and before.low in self.lists.ordinary_words and not in_names and not spoken_to

    def _is_in_a_row_of_things(self, place: int) -> bool:
        """As in "Jumbo, Dirk en Lidl", "Bonaire en Saba"."""
        row = [one for step in (-1, 1) for one in self._row(place, step)]
        return any(
            self._is_thing(one, len(row) > 1) and (self._is_known(one) or not self.typed.starts_sentence(one))
            for one in row
        )

    def _row(self, place: int, step: int) -> Iterator[int]:
        """The words with a capital that commas and "en" join to the word, on one of its sides."""
        for _ in range(_LONGEST_ROW):
            beside = self._joined(place, step)
            if beside is None:
                return
            yield beside
            place = beside

    def _joined(self, place: int, step: int) -> int | None:
        words, one = self.typed.words, place + step
        if not 0 <= one < len(words):
            return None
        by_word = words[one].low in self.signs.conjunctions and 0 <= one + step < len(words)
        fits = by_word or "," in self.typed.gap(max(place, one))
        one += step if by_word else 0
        near = all(_IN_A_ROW.fullmatch(self.typed.gap(gap)) for gap in range(min(place, one) + 1, max(place, one) + 1))
        return one if fits and near and words[one].capital else None

    def _is_thing(self, place: int, among_others: bool) -> bool:
        """Whether the word is a firm, a place or a word, and no person's."""
        low = self.typed.words[place].low
        if self._is_known(place):
            return True
        if low in self.lists.first_names or low in self.lists.surnames or low in self.signs.people:
            return False
        if low in self.signs.trades or low in self.signs.departments or low in self.signs.function_words:
            return False
        by_comma = "," in self.typed.gap(place) if place else False
        return (
            (among_others or not by_comma) if self.lists.is_word(low) else not self.lists.reads_as_name(low, UNLIKELY)
        )

    def _is_known(self, place: int) -> bool:
        return (self.typed.words[place].low,) in self.lists.public_names

    def _is_in_name_of_firm(self, place: int) -> bool:
        """As in "De Tuin van Jan", "Anna's Keuken"."""
        words = self.typed.words
        if words[place].low.endswith("'s") and self.typed.goes_on(place + 1):
            return words[place + 1].capital
        if place < 2 or words[place - 1].text not in ("van", "bij") or not self.typed.goes_on(place):
            return False
        before = words[place - 2]
        return before.capital and not self.typed.starts_sentence(place - 2) and self.firms.is_one(before)
