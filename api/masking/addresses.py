"""Where somebody lives: a postcode with its house number, a street with its number.

A street is known by how it ends ("Lindelaan 3"), by a sign before it ("ik woon Achterom 3"), by how it stands in the
sentence ("aan de Achterom 3"), or by the postcode behind it. A post box is nobody's house.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from api.masking.finding import Finding
from api.masking.name_lists import NameLists
from api.masking.reading import Reading
from api.masking.signs import Signs
from contract.personal_data import PersonalData

_ADDITION = r"""(?:\s?[-/]?\s?[A-TV-Za-tv-z](?:\s?[-/]?\s?\d{1,3})?(?![\w'’])
    |\s?-?\s?(?:bis|hs|huis|rd|rood|zw|zwart|I{1,3})(?!\w)
    |\s?[-/]\s?\d{1,4}[A-Za-z]?)?"""
_HOUSE = re.compile(rf"(?<![\w€.,/+:-])[1-9]\d{{0,4}}{_ADDITION}(?![\w%€]|[-/.,:]\d)", re.VERBOSE)
_POSTCODE = re.compile(
    rf"""(?<![\w€])([1-9]\d{{3}})([ -]?)([A-Za-z]{{2}})(?![A-Za-z'’])
    ((?:\s*,?\s*(?:en\s+)?(?:nr\.?|nummer|huisnummer|huis\s?nr\.?|huisnr\.?|no\.?|op)?\s*)[1-9]\d{{0,3}}(?!\d){_ADDITION}(?![\w%]))?""",
    re.VERBOSE,
)
_IMPOSSIBLE = {"SA", "SD", "SS"}
"""Letters that PostNL never gives a postcode."""

_TO_POSTCODE = re.compile(r"[\s,]{1,3}([1-9]\d{3} ?[A-Za-z]{2})(?![A-Za-z])")
_BEFORE_HOUSE = re.compile(r"[ \t.,:]{1,3}")
_BEFORE_WORD = re.compile(r"[ \t]|-|\. ")
_BEFORE_STREET = re.compile(r"[ \t:,(]{1,3}|\s?\(|\n")
_MOST_WORDS, _MOST_SKIPPED = 5, 4
_YEARS = range(1900, 2101)
_REACH = 60


def find_addresses(reading: Reading, signs: Signs, lists: NameLists) -> Iterator[Finding]:
    """All of them in the text."""
    if not reading.has_digit:
        return
    reader = _Reader(reading, signs, lists)
    postcodes = {found.start(): found.end() for found in _POSTCODE.finditer(reading.text) if reader.is_postcode(found)}
    for start, end in postcodes.items():
        yield Finding(start, end, PersonalData.ADDRESS)
    for found in _HOUSE.finditer(reading.text):
        first = reader.start_of_address(found, bool(postcodes))
        if first is not None:
            further = _TO_POSTCODE.match(reading.text, found.end())
            end = postcodes.get(further.start(1), found.end()) if further is not None else found.end()
            yield Finding(first, end, PersonalData.ADDRESS)


@dataclass(frozen=True)
class _Reader:
    """Reads what stands around a house number; every place is the number of a word."""

    reading: Reading
    signs: Signs
    lists: NameLists

    def is_postcode(self, found: re.Match[str]) -> bool:
        """Whether it is a postcode, and not a year with a word: "2019 is"."""
        _, gap, letters, house = found.groups()
        if letters.upper() in _IMPOSSIBLE or self._is_of_post_box(found.start()):
            return False
        a_word = letters.lower() in self.signs.addresses.short_words
        if letters.isupper() or (not gap and (bool(house) or not a_word)):
            return True
        signed = self.reading.stands_in(self.signs.addresses.signs, found.start() - _REACH, found.start())
        return (signed or bool(house)) and not (a_word and not signed)

    def _is_of_post_box(self, start: int) -> bool:
        place = self.reading.word_from(start)
        return any(
            word.low in self.signs.addresses.post_boxes for word in self.reading.words[max(0, place - 3) : place]
        )

    def start_of_address(self, house: re.Match[str], has_postcode: bool) -> int | None:
        """Where the address begins that ends with the house number; None where there is none."""
        words = self.reading.words
        place = self.reading.word_from(house.start()) - 1
        if place < 0 or not self._close(_BEFORE_HOUSE, place + 1):
            return None
        if self.signs.numbers.ending_at(self.reading, place + 1) is not None:
            return None
        sure_signs = self.signs.addresses.sure_house_numbers
        if words[place].low in ("is", "was") and place and words[place - 1].low in sure_signs:
            return house.start()
        numbered = self._numbered(place)
        if numbered < place:
            said = words[place].low in sure_signs or place - numbered > 1
            place = numbered
            if said or (has_postcode and not self.signs.is_amount(self.reading.text, *house.span())):
                return house.start()
        if place < 0 or self.signs.is_amount(self.reading.text, *house.span()):
            return None
        street = self._street(place, house)
        return words[street].start if street is not None else None

    def _numbered(self, place: int) -> int:
        """The place before "nr", "nummer", "huis nr"; `place` itself where they are not there."""
        signs, words = self.signs.addresses, self.reading.words
        if words[place].low not in signs.house_numbers:
            return place
        return place - 2 if place and words[place - 1].low == "huis" else place - 1

    def _street(self, place: int, house: re.Match[str]) -> int | None:
        """The first word of the street whose last word is at `place`; None when it is no street."""
        signs, words, text = self.signs.addresses, self.reading.words, self.reading.text
        last = words[place]
        a_year = int(re.match(r"\d+", house.group())[0]) in _YEARS  # type: ignore[index]
        if self._ends_as_street(place):
            known = not a_year or self._signed(place) is not None
            return self._with_words_before(place) if known else None
        if last.low in self.signs.function_words or last.low[0].isdigit() or last.low in signs.post_boxes:
            return None
        signed = self._signed(place)
        if signed is not None and self._goes_on_well(house.end()):
            bare = signed == place and last.low in signs.no_streets
            return None if bare and not _TO_POSTCODE.match(text, house.end()) else signed
        if last.low in signs.no_streets:
            return None
        if _TO_POSTCODE.match(text, house.end()):
            return self._with_words_before(place)
        return self._after_preposition(place) if not a_year and self._goes_on_well(house.end()) else None

    def _ends_as_street(self, place: int) -> bool:
        """Whether the word ends as streets do: "Lindelaan", "Oude Gracht"; not "levering", "de gracht"."""
        signs, words = self.signs.addresses, self.reading.words
        last, before = words[place], words[place - 1].low if place else ""
        if last.low in signs.street_ends:
            of_street = before in signs.street_beginnings and before not in self.signs.function_words
            return of_street and self._close(_BEFORE_WORD, place)
        if not last.low.endswith(signs.street_ends) or last.low in signs.no_streets:
            return False
        capital = self.reading.text[last.start].isupper()
        return capital or last.low.endswith(signs.sure_street_ends) or last.low not in self.lists.ordinary_words

    def _signed(self, place: int) -> int | None:
        """The first word of a name that ends at `place` and has a sign before it: "adres: Achterom 3"."""
        words = self.reading.words
        for first in self._firsts(place):
            before = first
            while before > 0 and first - before < _MOST_SKIPPED and self._may_be_skipped(before - 1):
                before -= 1
            for sign in range(before, first + 1):
                if (
                    sign > 0
                    and self.signs.addresses.signs.ending_at(self.reading, sign) is not None
                    and self._close(_BEFORE_STREET, first)
                ):
                    capital = self.reading.text[words[first].start].isupper()
                    if not capital and words[first].low in self.lists.places:
                        return None
                    article = not capital and words[first].low in self.signs.addresses.articles
                    return first + 1 if article and first < place and self._may_be_skipped(first - 1) else first
        return None

    def _may_be_skipped(self, place: int) -> bool:
        signs = self.signs
        low = self.reading.words[place].low
        return low in signs.function_words or low in signs.addresses.prepositions

    def _firsts(self, place: int) -> list[int]:
        """Where a name that ends at `place` may begin, the farthest first."""
        words, firsts = self.reading.words, []
        for first in range(place, max(-1, place - _MOST_WORDS), -1):
            word = words[first]
            begins = word.low in self.signs.addresses.street_beginnings
            capital = self.reading.text[word.start].isupper()
            if first < place and not self._close(_BEFORE_WORD, first + 1):
                break
            if not (capital or begins or first == place) or (word.low[0].isdigit() and not begins):
                break
            if word.low not in self.signs.function_words or (capital and first < place) or begins:
                firsts.append(first)
        return firsts[::-1]

    def _with_words_before(self, place: int) -> int:
        """The first word of the street that ends at `place`: "Lange Voorstraat", "burgemeester de Vriesweg"."""
        words, signs, first = self.reading.words, self.signs, place
        while first > 0 and place - first < _MOST_WORDS and self._close(_BEFORE_WORD, first):
            word = words[first - 1]
            begins = word.low in signs.addresses.street_beginnings
            capital = self.reading.text[word.start].isupper() and word.low not in signs.function_words
            if not begins and (not capital or word.low in self.lists.places):
                break
            first -= 1
        while first < place and words[first].low in signs.function_words:
            first += 1
        return first

    def _after_preposition(self, place: int) -> int | None:
        """The first word of a name in capitals behind "aan de", "op": "aan de Lange Nering 12"."""
        words, text, signs = self.reading.words, self.reading.text, self.signs.addresses
        for first in self._firsts(place):
            capital = text[words[first].start].isupper() or words[first].low in signs.articles
            if first == 0 or not capital or not text[words[place].start].isupper():
                continue
            article = words[first - 1].low in signs.articles
            before = words[first - 2].low if article and first > 1 else words[first - 1].low
            near = before in signs.right_before_street or (article and before == "van")
            place_name = words[place].low in self.lists.places
            if near and not place_name:
                return first
        return None

    def _goes_on_well(self, end: int) -> bool:
        """Whether a house number may stand before what follows: a point, "in", a place; not "3 verdiepingen"."""
        place = self.reading.word_from(end)
        if place >= len(self.reading.words):
            return True
        word = self.reading.words[place]
        if self.reading.text[end : word.start] != " ":
            return True
        return (
            word.low in self.signs.function_words
            or word.low in self.lists.places
            or word.low[0].isdigit()
            or not word.low.endswith(("en", "s"))
        )

    def _close(self, gap: re.Pattern[str], place: int) -> bool:
        return self.reading.gap_fits(gap, place)
