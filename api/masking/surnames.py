"""Surnames in what people type, with what belongs before and behind them: "van der Berg", "Leeuw-van Dam"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from content.name_letters import UNLIKELY

_HYPHEN = re.compile(r"\s?[-–—]\s?")
_SHORT = 3
"""Letters: of so few, a word in small letters is a name only when a list has it."""

_OF_PEOPLE = re.compile(r"va[nd]|v[nd]?\b|v[/.]d|vo[mn]|ver\b")
"""The first of such prefixes shows a surname: "voor de" does not."""

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
        if count < 2 or _OF_PEOPLE.match(self.typed.words[place].low):  # "van den Bosch"
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
        fits = self._fits(last, place, capital) and last < len(words)
        return self._further(self._double(last + 1), capital) if fits else place

    def _further(self, place: int, capital: bool) -> int:
        """Behind all further surnames with a capital: "Luis da Silva Pinto", "Gangaram Panday"."""
        words = self.typed.words
        while capital and self.typed.goes_on(place) and words[place].capital and self._fits(place, place, capital):
            word = words[place].low
            known = word in self.lists.surnames or self.lists.reads_as_name(word, UNLIKELY)
            if not known or word in self.signs.after_organisation or self.signs.is_organisation(word):
                break
            place += 1
        return place

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
        prefixed = last > place
        common = word.low in self.signs.function_words or (prefixed and word.low in self.lists.ordinary_words)
        by_prefix = prefixed and self.is_strong(place, last) and not self._is_department(word.low)  # "P. 't Hart"
        fits = listed or by_prefix if common and word.capital else word.capital or (listed and not common)
        if not fits and last > place:
            fits = self.is_strong(place, last) and (listed or not self._is_word(word))
        return self._double(last + 1) if fits else place

    def _fits(self, last: int, first: int, capital: bool) -> bool:
        """Whether the word at `last` is a surname of which the prefixes begin at `first`."""
        if last >= len(self.typed.words) or (last > first and not self.typed.goes_on(last)):
            return False
        word, prefixed = self.typed.words[last], last > first
        in_list = any(part in self.lists.surnames for part in word.low.split("-"))
        in_list = in_list or self.lists.is_only_surname(word.low)
        if self._is_of_firm(word, prefixed) or word.low in self.signs.abbreviations:
            return False
        if word.capital:
            if prefixed:
                return True
            return in_list or not self._is_word(word) or self._is_only_by_capital(last)
        if word.text.isupper() and len(word.text) <= _SHORT:
            return False
        if prefixed and self.is_strong(first, last):
            return in_list or not self._is_word(word)
        if word.low in self.signs.function_words:
            return False
        if prefixed:
            of_place = last - first > 1  # "piet in de keuken"
            return self.listed(last) if capital or of_place else in_list
        if capital:
            return self.listed(last)
        return in_list if len(word.text) <= _SHORT else in_list or not self._is_word(word)

    def _is_before_capital(self, place: int) -> bool:
        return self.typed.goes_on(place + 1) and self.typed.words[place + 1].capital

    def _is_department(self, word: str) -> bool:
        """Whether one works there: "Inkoop"."""
        return word in self.signs.departments or self.signs.is_organisation(word)

    def _is_only_by_capital(self, place: int) -> bool:
        """Whether a word behind a first name is a surname by its capital alone, as in "Muriel Held belde"."""
        low = self.typed.words[place].low
        signs = self.signs
        other = low in self.lists.places or low in signs.after_organisation or low in signs.function_words
        other = other or low in signs.verbs_of_people  # "Marleen Kookt"
        return not other and not self._is_department(low) and not self._is_before_capital(place)

    def _is_of_firm(self, word: NameWord, prefixed: bool) -> bool:
        common = not word.capital and word.low in self.signs.before_organisation
        if word.low in self.lists.surnames and (prefixed or not common):
            return False
        return self.signs.is_surely_organisation(word.low)

    def is_strong(self, first: int, behind: int) -> bool:
        """Whether the prefixes are no common words: "van" is seldom one behind a name, "de" and "al" are."""
        prefixes = self.typed.lows(first, behind - first)
        return _OF_PEOPLE.match(prefixes[0]) is not None or not self.signs.function_words.issuperset(prefixes)

    def _is_word(self, word: NameWord) -> bool:
        return self.lists.is_word(word.low) or not self.lists.reads_as_name(word.low, UNLIKELY)

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
        two = end - place > 2 and self.is_strong(place, end - 1)  # "Van der Velden"
        return end if two or self.does_as_people_do(end) else place

    def does_as_people_do(self, place: int) -> bool:
        """Whether the word at `place` says what only people do: "belde", "vroeg"."""
        return self.typed.goes_on(place) and self.typed.words[place].low in self.signs.verbs_of_people
