"""Surnames in what people type, with what belongs before and behind them: "van der Berg", "Leeuw-van Dam"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns

_HYPHEN = re.compile(r"\s?[-–—]\s?")
_SHORT = 3
"""Letters: of so few, a word in small letters is a name only when a list has it."""

_MOST_PREFIXES = 4
_MOST_PREFIXES = 4
_HYPHENS_OF_ONE_NAME = 2
"""As in "Tjin-A-Ton": nothing else is written so."""


@dataclass(frozen=True)
class SurnameReader:
    """Reads a surname that may begin at a word; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    def listed(self, place: int) -> bool:
        """Whether the word is in the list of surnames, and no word."""
        low = self.typed.words[place].low
        return self.lists.is_only_surname(low) or ("-" in low and self.lists.is_only_surname(low.split("-")[0]))

    def prefixes_at(self, place: int) -> int:
        """How many words from `place` on stand before a surname; 0 where a name of a place begins: "in Den Helder"."""
        count = self.lists.prefix_at(self.typed.lows(place, _MOST_PREFIXES))
        if count < 2 or self.typed.words[place].low.startswith("v"):  # "van den Bosch"
            return count
        inner = (self.typed.lows(place + nth, _MOST_PREFIXES) for nth in range(1, count))
        return 0 if any(self.lists.public_name_at(words) for words in inner) else count

    def behind_first_name(self, place: int, capital: bool) -> int:
        """Behind the prefixes and the surname at `place`, `place` where none is; `capital`: the first name has one."""
        words = self.typed.words
        if not self.typed.goes_on(place):
            return place
        last = place + self.prefixes_at(place)
        while last > place and not self._fits(last, place, capital):
            last -= 1
        return self._double(last + 1) if self._fits(last, place, capital) and last < len(words) else place

    def behind_sign(self, place: int) -> int:
        """Behind the prefixes and the surname at `place`, where a sign or initials announce a name."""
        words = self.typed.words
        last = place + self.prefixes_at(place)
        if last >= len(words) or (last > place and not self.typed.goes_on(last)):
            return place
        word = words[last]
        if self._is_of_firm(word, last > place):
            return place
        listed = word.low.split("-")[0] in self.lists.surnames
        common = word.low in self.signs.function_words or (last > place and word.low in self.lists.ordinary_words)
        fits = listed if common and word.capital else word.capital or (listed and not common)
        if not fits and last > place:
            fits = self._is_strong(place, last) and not self._is_word(word)
        return self._double(last + 1) if fits else place

    def _fits(self, last: int, first: int, capital: bool) -> bool:
        """Whether the word at `last` is a surname of which the prefixes begin at `first`."""
        if last >= len(self.typed.words) or (last > first and not self.typed.goes_on(last)):
            return False
        word, prefixed = self.typed.words[last], last > first
        in_list = any(part in self.lists.surnames for part in word.low.split("-"))
        in_list = in_list or self.lists.is_only_surname(word.low)
        if self._is_of_firm(word, prefixed):
            return False
        if word.capital:
            of_department = self.typed.words[first].low == "van" and word.low in self.lists.ordinary_words
            by_prefix = prefixed and (last - first > 1 or not of_department)  # no "Jan van Inkoop"
            return in_list or by_prefix or not self._is_word(word)
        if word.text.isupper() and len(word.text) <= _SHORT:
            return False
        if prefixed and self._is_strong(first, last):
            return in_list or not self._is_word(word)
        if word.low in self.signs.function_words:
            return False
        if prefixed:
            return self.listed(last) if capital else in_list
        if capital:
            return self.listed(last)
        return in_list if len(word.text) <= _SHORT else in_list or not self._is_word(word)

    def _is_of_firm(self, word: NameWord, prefixed: bool) -> bool:
        common = not word.capital and word.low in self.signs.before_organisation
        if word.low in self.lists.surnames and (prefixed or not common):
            return False
        return self.signs.is_surely_organisation(word.low)

    def _is_strong(self, first: int, behind: int) -> bool:
        """Whether the prefixes are no common words: "van" is seldom one behind a name, "de" and "al" are."""
        prefixes = self.typed.lows(first, behind - first)
        return prefixes[0].startswith("v") or any(one not in self.signs.function_words for one in prefixes)

    def _is_word(self, word: NameWord) -> bool:
        return word.low in self.lists.ordinary_words or word.low in self.lists.places

    def _double(self, place: int) -> int:
        """Behind the second half of a surname whose first half ends before `place`: "Leeuw-van Dam", "Wit - Bakker"."""
        words = self.typed.words
        if words[place - 1].low.rpartition("-")[2] in self.lists.prefixes and "-" in words[place - 1].low:
            return min(place + self.prefixes_at(place) + 1, len(words))
        if place < len(words) and _HYPHEN.fullmatch(self.typed.gap(place)):
            last = place + self.prefixes_at(place)
            if last < len(words) and words[last].low.split("-")[0] in self.lists.surnames:
                return self._double(last + 1)
        return self._chinese(place)

    def _chinese(self, place: int) -> int:
        """Behind the rest of a name such as "Tjon A Ton" or "Lie Pauw Sam", whose first word ends before `place`."""
        words = self.typed.words
        for length in (3, 2, 1):
            parts = words[place : place + length]
            if len(parts) < length or not all(self.typed.goes_on(place + nth) for nth in range(length)):
                continue
            whole = "-".join(word.low for word in words[place - 1 : place + length])
            with_a = length == 2 and parts[0].text == "A" and parts[1].capital
            if whole in self.lists.surnames or with_a:
                return place + length
        return place

    def alone(self, place: int, announced: bool) -> int:
        """A surname with no first name, `announced` by what stands around it: "Van den Berg", "bij Jansen"."""
        word, lists = self.typed.words[place], self.lists
        if not word.capital:
            return place
        if self.listed(place) and word.low not in lists.places:
            written_so = word.low.count("-") >= _HYPHENS_OF_ONE_NAME
            return self._double(place + 1) if announced or written_so else place
        if word.low in lists.prefixes:
            return self._with_prefixes(place)
        return place

    def _with_prefixes(self, place: int) -> int:
        words, lists = self.typed.words, self.lists
        end = self.behind_sign(place)
        last = words[end - 1]
        if end == place or not last.capital or last.low not in lists.surnames:
            return place
        doubtful = last.low in lists.places or last.low in lists.surnames_and_words
        if not doubtful:
            return end
        sure = words[place].low not in self.signs.determiners and last.low not in lists.ordinary_words
        if sure and not self.typed.starts_sentence(place) and last.low not in lists.places:
            return end
        two = end - place > 2 and self._is_strong(place, end - 1)  # "Van der Velden"
        return end if two or self.does_as_people_do(end) else place

    def does_as_people_do(self, place: int) -> bool:
        """Whether the word at `place` says what only people do: "belde", "vroeg"."""
        return self.typed.goes_on(place) and self.typed.words[place].low in self.signs.verbs_of_people
