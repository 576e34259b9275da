"""Initials and the surname behind them: "J.P. de Groot", "j. p. mulder", "dhr J Pieters"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.masking.announcements import Announcement
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from api.masking.surnames import SurnameReader
from content.name_letters import LIKELY

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.){1,5}|[A-ZÀ-Þ]{1,3}|(?:TH|CHR|PH|TJ|SJ|IJ|FR)\.")
_MOST_INITIALS = 4
"""Words of initials: "J. P. M. de Wit"."""

_SHORT_NAME = 3
"""Letters."""


@dataclass(frozen=True)
class InitialsReader:
    """Reads initials that may begin at a word; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns
    surnames: SurnameReader

    def behind(self, place: int, announced: Announcement) -> int:
        """Behind the initials and the surname, or after a sign behind the initials alone; `place` where none are."""
        word = self.typed.words[place]
        if not self.are_at(place, announced.before_capital):
            return place
        if self.typed.is_after(self.signs.articles, place):
            return place  # "het CDA van Tubbergen"
        after = place + 1
        while after < place + _MOST_INITIALS and self.typed.goes_on(after) and self.are_at(after, signed=True):
            after += 1
        alone = after if announced.surely and "." in word.text else place
        if not self.typed.goes_on(after):
            return alone
        end = self.surnames.behind_sign(after)
        if end > after:
            return end if self._are_before_surname(place, after, end, announced) else place
        end = self._behind_small_letters(after, announced) if "." in word.text else after
        return end if end > after else alone

    def _are_before_surname(self, place: int, after: int, end: int, announced: Announcement) -> bool:
        """Whether the surname between `after` and `end` makes what stands at `place` initials."""
        word, last = self.typed.words[place], self.typed.words[end - 1]
        if announced.before_capital:
            return True
        if end == after + 1 and last.low in self.lists.places:
            return False  # "S.V. Urk"
        if "." not in word.text and self.lists.public_name_at(self.typed.lows(after, end - after)) == end - after:
            return False  # "FC Den Bosch"
        if word.text.islower() and after > place + 1 and end == after + 1 and self._is_word(last):
            return False  # "n. p. o. twee"
        several = after > place + 1 or word.text.count(".") > 1 or end > after + 1
        return word.capital or several or self.surnames.listed(end - 1)

    def _behind_small_letters(self, place: int, announced: Announcement) -> int:
        """Behind a surname that no list has ("j. xandra") or that is a word: "ik ben h. de groot"."""
        word, before = self.typed.words[place], self.typed.words[place - 1]
        unknown = not word.capital and not before.capital and not self._is_word(word)
        unknown = unknown and self.lists.reads_as_name(word.low, LIKELY)
        if unknown and len(word.text) > _SHORT_NAME:
            return place + 1
        end = self.surnames.behind_first_name(place, capital=False)
        shown = end > place and (self.surnames.does_as_people_do(end) or self.typed.ends_part(end - 1))
        return end if shown or announced.before_capital else place

    def are_at(self, place: int, signed: bool) -> bool:
        """Whether it is as "J.P.", or "j.p."; a letter without a point only after a sign or before a surname."""
        word, words = self.typed.words[place], self.typed.words
        if not _INITIALS.fullmatch(word.text.upper()):
            return False
        if word.low in self.signs.abbreviations:
            return self._is_no_abbreviation(place)
        if "." in word.text:
            return True
        if not self.typed.goes_on(place + 1):
            return False
        after = words[place + 1]
        named = after.low in self.lists.prefixes or self.surnames.listed(place + 1)
        if word.text.isupper():
            alone = len(word.text) == 1 and after.capital and after.low in self.lists.surnames
            before_name = named and (after.capital or after.low in self.lists.prefixes)
            return signed or before_name or (alone and not self._is_word(after))
        strong = self.surnames.prefixes_at(place + 1) > 1  # "h van der laan"
        return (signed or strong) and named and len(word.text) == 1

    def _is_no_abbreviation(self, place: int) -> bool:
        """Whether "P.J." is not "per jaar": "P.J. 't Hart"."""
        word, words = self.typed.words[place], self.typed.words
        shown = word.text.isupper() and "." in word.text and word.low not in self.signs.ends_of_signs
        last = place + 1 + self.surnames.prefixes_at(place + 1)
        return shown and self.typed.goes_on(last) and words[last].capital and words[last].low in self.lists.surnames

    def _is_word(self, word: NameWord) -> bool:
        return self.lists.is_word(word.low) or word.low in self.signs.before_organisation


def are_initials(text: str) -> bool:
    """Whether it has the form of them: "J.P.", "JP"."""
    return _INITIALS.fullmatch(text) is not None
