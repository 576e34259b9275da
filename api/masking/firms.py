"""Names that a firm, a building, a street or a thing bears, and no person: "Bakkerij Jansen", "de boot Johanna"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns

_FIRM_AFTER = re.compile(r"\s*(?:&|(?:B\.?V\.?|N\.?V\.?|VOF|vof|en\s(?:[Zz]o?o?n(?:en)?|[Cc]o))(?!\w))")
_MOST_PASSED_OVER = 3


@dataclass(frozen=True)
class FirmReader:
    """Reads what stands around a name; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    def bears(self, place: int, end: int) -> bool:
        """Whether a firm, a building or a street bears the name: "Bakkerij Jansen", "Jansen BV", "Johan Frisolaan"."""
        lists, words = self.lists, self.typed.words
        last, after = words[end - 1], words[end].low if self.typed.goes_on(end) else ""
        if last.low.endswith(self.signs.ends_of_places) and not self._is_surname(last.low):
            return True
        if _FIRM_AFTER.match(self.typed.text, last.end) or after in self.signs.after_organisation:
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
        if words[place - 1].low in self.signs.named and any(map(self.is_one, words[max(0, place - 4) : place - 1])):
            return True  # "de boot heet Johanna"
        if self.typed.gap(place) not in (" ", " '", ' "'):
            return False
        first = place - 1
        while first > max(0, place - _MOST_PASSED_OVER) and self._is_passed_over(words[first]):
            first -= 1
        return any(map(self.is_one, words[first:place]))

    def _is_surname(self, word: str) -> bool:
        """Whether it ends as streets do and is a surname all the same: "Korteweg", "Versteeg"."""
        return word in self.lists.surnames or word in self.signs.ends_of_places

    def _is_passed_over(self, word: NameWord) -> bool:
        """Whether it may stand between "molen" and the name: "Molen De Jonge Johannes"."""
        return word.capital or word.low in self.signs.determiners or word.low in self.lists.prefixes

    def is_one(self, word: NameWord) -> bool:
        """Whether a word tells what bears the name behind it: "bakkerij", "boot"."""
        return word.low in self.signs.before_thing or self.signs.is_organisation(word.low)

    def begins_at(self, end: int) -> bool:
        """Whether the last word is the beginning of a firm's name: "van Huis Bertha"."""
        goes_on = self.typed.goes_on(end) and self.typed.words[end].capital
        return goes_on and self.signs.is_organisation(self.typed.words[end - 1].low)
