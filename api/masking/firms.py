"""Names that a firm, a building, a street or a thing bears, and no person: "Bakkerij Jansen", "de boot Johanna"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from api.masking.announcements import speaker_is_called
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from content.name_letters import UNLIKELY

_FIRM_AFTER = re.compile(r"\s*(?:B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|vof|en\s(?:[Zz]o?o?n(?:en)?|[Cc]o|[Pp]artners))(?!\w)")
_AND = re.compile(r"\s*&\s*")
_HALF_OF_WORD = re.compile(r"-\s")
"""As in "Paulus- en Petruskerk"."""

_SAINTS = ("st", "sint", "sinte")
_ABBREVIATION = 4
"""Letters."""

_MOST_PASSED_OVER = 3
_MOST_TO_CALLED = 6
_MOST_TO_BEGINNING = 12
"""Words."""


@dataclass(frozen=True)
class FirmReader:
    """Reads what stands around a name; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    def bears(self, place: int, end: int) -> bool:
        """Whether a firm, a building or a street bears the name: "Bakkerij Jansen", "Jansen BV", "Johan Frisolaan"."""
        lists, words = self.lists, self.typed.words
        last = words[end - 1]
        if last.low.endswith(self.signs.ends_of_places) and not self._is_surname(last.low):
            return True
        if _FIRM_AFTER.match(self.typed.text, last.end) or _HALF_OF_WORD.match(self.typed.text, last.end):
            return True
        if self._goes_on_as_firm(end) or self._ends_as_firm(place, end) or self._is_joined_as_firm(place, end):
            return True
        if self._is_before_kind(place, end):
            return True
        street = end + lists.prefix_at(self.typed.lows(end, 3))
        if (
            self.typed.goes_on(street)
            and words[street].capital
            and words[street].low.endswith(self.signs.ends_of_places)
        ):
            return True
        if place == 0:
            return False
        before = words[place - 1]
        shortened = len(before.low) <= _ABBREVIATION and self.typed.gap(place).strip() == "."
        if shortened and (before.low in _SAINTS or self.is_one(before)):
            return True  # "St. Maarten", "Fa. Jansen"
        if self._is_called_so(place):
            return True
        if before.capital and before.low in self.signs.trades and self.typed.goes_on(place):
            return True  # "bij Bakker Bart"
        if self.typed.gap(place) not in (" ", " '", ' "'):
            return False
        first = place - 1
        if words[first].text == "van" and words[place].low in lists.first_names:
            small = first > 0 and words[first - 1].text.islower()  # "de bakkerij van Fatima"
            if small or end - place > 1:
                return False
        while first > max(0, place - _MOST_PASSED_OVER) and self._is_passed_over(words[first]):
            first -= 1
        return any(map(self.is_one, words[first:place]))

    def is_shown_by_capital(self, place: int, end: int) -> bool:
        """Whether a word with a capital, that is no surname, makes a firm of one name: "Kaya Keukens"."""
        words, lists = self.typed.words, self.lists
        if not self.typed.goes_on(end) or not words[end].capital or "." in words[end].text:
            return False
        last = words[end].low
        alone = end == place + 1 or words[place].low in lists.prefixes
        if not alone and (last in self.signs.people or last in lists.ordinary_words):
            return False  # "Jan Vos Directeur"
        named = last in lists.surnames or last in lists.first_names or lists.is_only_surname(last)
        if named or last in lists.places:
            return False
        return last in lists.ordinary_words or not lists.reads_as_name(last, UNLIKELY)

    def _goes_on_as_firm(self, place: int) -> bool:
        """Whether the words with a capital behind a name make it a firm's: "Radboud Universiteit", "Jan Vos Prijs"."""
        last = place
        while self.typed.goes_on(last) and self.typed.words[last].capital and last - place < _MOST_PASSED_OVER:
            last += 1
        return any(self._is_of_firm(one) for one in range(place, max(last, place + 1)))

    def _is_of_firm(self, place: int) -> bool:
        """Whether the word behind a name makes it a firm's: "Radboud Universiteit", "Kaya Bloemenwinkel"."""
        if not self.typed.goes_on(place):
            return False
        word = self.typed.words[place]
        if word.low in self.signs.after_organisation or word.text in self.signs.products:
            return True
        of_firm = (
            self.signs.is_organisation(word.low)
            or word.low.endswith(self.signs.ends_of_places)
            or word.low in self.signs.kinds_of_things
        )
        return word.capital and of_firm and not self._is_surname(word.low)

    def _is_called_so(self, place: int) -> bool:
        """As in "de boot heet Johanna"; not "de voorzitter van onze stichting heet Fatima"."""
        if speaker_is_called(self.typed, place):
            return False
        told = self.typed.words[max(0, place - _MOST_TO_CALLED) : place - 1]
        people, of = self.signs.people, self.signs.before_surname
        of_person = any(one.low in people and after.low in of for one, after in pairwise(told))
        called = self.typed.words[place - 1].low in self.signs.named
        return called and not of_person and any(map(self.is_one, (*told[-3:], *self._beginning_before_and(place - 2))))

    def _beginning_before_and(self, place: int) -> list[NameWord]:
        """The first two words of the sentence of an "en": "de bakkerij zit in Breda en heet Truus"."""
        if place < 0 or self.typed.words[place].low != "en":
            return []
        for first in range(place, max(-1, place - _MOST_TO_BEGINNING), -1):
            if self.typed.starts_sentence(first):
                return self.typed.words[first : first + 2]
        return []

    def _is_before_kind(self, place: int, end: int) -> bool:
        """As in "het Maya programma", "Boris werkschool"; "heeft Fatima subsidie?" asks it of a person."""
        shown = self.typed.starts_sentence(place) or self.typed.is_after(self.signs.determiners, place)
        if not shown or not self.typed.goes_on(end):
            return False
        low = self.typed.words[end].low
        is_kind = self.signs.is_organisation(low) or low in self.signs.kinds_of_things
        return is_kind and low not in self.lists.surnames

    def _ends_as_firm(self, place: int, end: int) -> bool:
        """Whether the name has a firm's word as its last: "Kaya Bouw"; "Hof" and "Huis" are surnames of people too."""
        last = self.typed.words[end - 1]
        if end - place < 2 or not last.capital or last.low not in self.signs.after_organisation:
            return False
        if self.typed.words[end - 2].low in self.lists.prefixes:
            return False  # "Mason van Tours"
        return last.low not in self.lists.surnames or last.low in self.signs.surely_after_organisation

    def _is_joined_as_firm(self, place: int, end: int) -> bool:
        """Whether "&" makes it a firm: "Jansen & Zonen"; "Groet van Ali Kaya & Piotr Nowak" is of two people."""
        joint = _AND.match(self.typed.text, self.typed.words[end - 1].end)
        if joint is None:
            return False
        words, firsts = self.typed.words, self.lists.first_names
        if end == len(words) or words[end].start != joint.end() or words[place].low not in firsts:
            return True
        greeted = self.typed.goes_on(place) and words[place - 1].low in self.signs.before_person
        return words[end].low not in firsts or not (greeted or end - place > 1)

    def _is_surname(self, word: str) -> bool:
        """Whether it ends as streets do and is a surname all the same: "Korteweg", "Versteeg"."""
        return word in self.lists.surnames or word in self.signs.ends_of_places

    def _is_passed_over(self, word: NameWord) -> bool:
        """Whether it may stand between "molen" and the name: "Molen De Jonge Johannes"."""
        return word.capital or word.low in self.signs.determiners or word.low in self.lists.prefixes

    def is_one(self, word: NameWord) -> bool:
        """Whether a word tells what bears the name behind it: "bakkerij", "boot"."""
        return (
            word.low in self.signs.before_thing
            or self.signs.is_organisation(word.low)
            or (word.capital and word.low in self.signs.trades and word.low not in self.lists.surnames)
        )
