"""Names of persons in what people type: by what stands before them, and by lists of first names and surnames.

The hard part is what to leave alone: "mark" and "roos" are words, "Vries" is a village, "Bakkerij Jansen" a firm. So a
name that is also something else needs a sign: "ik heet", "mevrouw", a first name before it or a surname behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from api.masking.finding import Finding
from api.masking.name_lists import NameLists
from api.masking.signs import NameSigns
from contract.personal_data import PersonalData

_WORD = re.compile(
    r"(?<!\d)(?:(?:[A-Za-zÀ-ÖØ-öø-ÿĀ-ž]\.){1,5}|(?:Th|Chr|Ph|Tj|Sj|IJ|Fr)\.|['’]t|[^\W\d_]+(?:[-'’][^\W\d_]+)*)(?!\d)",
)
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.){1,5}|[A-ZÀ-Þ]{1,3}|(?:TH|CHR|PH|TJ|SJ|IJ|FR)\.")
_HYPHEN = re.compile(r"\s?-\s?")
_ON_THE_LINE = re.compile(r"[ \t]{1,2}|\s?-\s?")
_GAP = re.compile(r"[\s:,\-–]{1,4}")
_GAP_AFTER_ABBREVIATION = re.compile(r"[\s.:,\-–]{1,4}")
"""Between a sign and a name: "naam: Jansen", "dhr. Jansen"; behind a longer word a point ends the sentence."""

_ENDS_SENTENCE = re.compile(r"[.!?:;\n()\"“”]\s*$")
_FIRM_AFTER = re.compile(
    r"""\s*(?:&|(?:B\.?V\.?|N\.?V\.?|VOF|vof|en\s[Zz]o?o?n(?:en)?)(?!\w)
    |(?:Groep|Holding|Beheer|Bouw|Catering|Transport|Techniek|Advies)(?!\w))""",
    re.VERBOSE,
)
_MOST_WORDS, _LONGEST_SIGN = 7, 4
_SHORT_NAME, _ABBREVIATION = 3, 4
"""Letters."""


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int

    @cached_property
    def low(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def find_names(text: str, lists: NameLists, signs: NameSigns) -> Iterator[Finding]:
    """The names in `text`, first name, prefixes and surname together; none of the guide, of places or of firms."""
    read = text.lower() if _is_shouted(text) else text
    words = [_Word(found.group(), found.start(), found.end()) for found in _WORD.finditer(read)]
    place = 0
    reader = _Reader(read, words, lists, signs)
    while place < len(words):
        known = lists.public_name_at([one.low for one in words[place : place + _MOST_WORDS]])
        end = place + known if known else reader.name_at(place)
        if end > place and not known:
            yield Finding(words[place].start, words[end - 1].end, PersonalData.NAME)
        place = max(end, place + 1)


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > _SHORT_NAME and sum(letter.isupper() for letter in letters) > 0.7 * len(letters)


@dataclass(frozen=True)
class _Reader:
    """Reads a name that may begin at a word; every place is the number of a word."""

    text: str
    words: Sequence[_Word]
    lists: NameLists
    signs: NameSigns

    def name_at(self, place: int) -> int:
        """Behind the last word of the name that begins at `place`; `place` itself where none does."""
        end = self._end(place)
        return place if end > place and self._of_a_firm(place, end) else end

    def _end(self, place: int) -> int:
        word, lists = self.words[place], self.lists
        sure, capital_sign = self._sign_before(place)
        if word.low in self.signs.titles:
            return place
        if self._are_initials(place, sure or capital_sign):
            after = place + 1
            while after < len(self.words) and self._goes_on(after) and self._are_initials(after, signed=True):
                after += 1
            near = after < len(self.words) and self._goes_on(after)
            end = self._surname(after, after_sign=True) if near else after
            prefixed = end > after + 1
            if end > after and (word.capital or prefixed or self._listed(end - 1)):
                return end
        is_first = (word.low in lists.first_names and not self._is_abbreviation(word)) or self._double(word)
        if is_first and not self._is_other(place, sure, capital_sign):
            return self._rest(place + 1)
        unknown = word.capital and not self._is_ordinary(word) and not self.signs.is_organisation(word.low)
        if unknown and self._is_before_a_surname(place):
            return self._rest(place + 1)
        shown = word.capital or self._listed(place) or word.low in lists.prefixes
        if (sure or (capital_sign and shown)) and self._may_be_named(place):
            end = self._surname(place, after_sign=True)
            if word.low in lists.prefixes:
                last = self.words[end - 1]
                known = self._listed(end - 1) or (sure and last.low in lists.surnames)
                strong = word.low not in self.signs.determiners  # "namens De Wijkkeuken" names a firm
                named = end > place and (known or (last.capital and strong and (sure or word.capital)))
                return end if named and not self._begins_a_firm(end) else place
            end = end if end > place else self._rest(place + 1)
            return place if self._is_only_described(place, end) else end
        return self._surname_alone(place)

    def _is_only_described(self, place: int, end: int) -> bool:
        """Whether "ik ben" says what somebody is, and not who: "ik ben Rotterdammer"."""
        before = " ".join(word.low for word in self.words[max(0, place - 2) : place])
        return before in self.signs.before_description and end == place + 1 and not self._listed(place)

    def _begins_a_firm(self, end: int) -> bool:
        """Whether the last word is the beginning of a firm's name: "van Huis Bertha"."""
        goes_on = end < len(self.words) and self._goes_on(end) and self.words[end].capital
        return goes_on and self.signs.is_organisation(self.words[end - 1].low)

    def _are_initials(self, place: int, signed: bool) -> bool:
        """Whether it is as "J.P.", or "j.p."; a letter without a point only after a sign or before "van"."""
        word = self.words[place]
        if not _INITIALS.fullmatch(word.text.upper()):
            return False
        if "." in word.text:
            return True
        after = self.words[place + 1] if place + 1 < len(self.words) else None
        named = after is not None and (after.low in self.lists.prefixes or (after.capital and self._listed(place + 1)))
        return word.text.isupper() and (signed or named)

    def _is_before_a_surname(self, place: int) -> bool:
        """Whether a word with a capital stands right before a known surname with one: a first name nobody knows."""
        after = place + 1
        if after >= len(self.words) or not self._goes_on(after) or not self.words[after].capital:
            return False
        return self._listed(after) and self.words[after].low not in self.lists.places

    def _is_abbreviation(self, word: _Word) -> bool:
        return len(word.text) > 1 and word.text.isupper() and len(word.text) <= _ABBREVIATION

    def _double(self, word: _Word) -> bool:
        parts = word.low.split("-")
        return len(parts) > 1 and all(part in self.lists.first_names for part in parts)

    def _sign_before(self, place: int) -> tuple[bool, bool]:
        """Whether what stands right before surely announces a name, or does so before a capital."""
        before = self.words[max(0, place - _LONGEST_SIGN) : place]
        gap = self._gap(place) if before else ""
        close = _GAP_AFTER_ABBREVIATION if before and len(before[-1].low) <= _ABBREVIATION else _GAP
        if not close.fullmatch(gap):
            return False, False
        for length in range(len(before), 0, -1):
            phrase = " ".join(one.low for one in before[-length:])
            if phrase in self.signs.surely_before and "," not in gap:
                return True, True
            if phrase in self.signs.before_capital:
                return False, True
        return False, False

    def _of_a_firm(self, place: int, end: int) -> bool:
        """Whether a firm, a building or a street bears the name: "Bakkerij Jansen", "Jansen BV", "Johan Frisolaan"."""
        lists, words = self.lists, self.words
        last, after = words[end - 1], words[end].low if end < len(words) and self._goes_on(end) else ""
        if any(last.low.endswith(suffix) and len(last.low) > len(suffix) + 2 for suffix in self.signs.ends_of_places):
            return True
        if self._firm_after(end) or after in self.signs.after_organisation:
            return True
        if after and words[end].capital and after.endswith(self.signs.ends_of_places):
            return True
        if place == 0 or self._gap(place) not in (" ", " '", ' "'):
            return False
        before = words[place - 1]
        passed_over = before.capital or before.low in self.signs.determiners or before.low in lists.prefixes
        near = words[max(0, place - 2) : place] if passed_over else [before]
        return any(self.signs.is_organisation(word.low) for word in near)

    def _firm_after(self, end: int) -> bool:
        return bool(_FIRM_AFTER.match(self.text[self.words[end - 1].end :]))

    def _starts_sentence(self, place: int) -> bool:
        return place == 0 or bool(_ENDS_SENTENCE.search(self._gap(place)))

    def _is_ordinary(self, word: _Word) -> bool:
        lists = self.lists
        return (
            word.low in lists.ordinary_words or word.low in lists.places or word.low in self.signs.before_organisation
        )

    def _is_other(self, place: int, sure: bool, capital_sign: bool) -> bool:
        """Whether a word that is a first name is a word or a place here."""
        word, lists = self.words[place], self.lists
        end = self._surname(place + 1)
        written_alike = end > place + 1 and word.capital == self.words[end - 1].capital  # not "dan Visser"
        listed = self._listed(end - 1) or (word.capital and self.words[end - 1].low in lists.surnames)
        both_words = word.low in lists.ordinary_words and not word.capital
        known = listed and written_alike and not both_words
        prefixes = end - place - 2  # "Ton van der Zee" has two
        if sure or (end > place + 1 and (known or (prefixes > 1 and word.capital))):
            return False
        if place and self._goes_on(place) and self.words[place - 1].low in self.signs.determiners:
            return True
        if word.low not in lists.first_names_and_words and word.low not in lists.places:
            return not word.capital and len(word.text) < _SHORT_NAME
        if capital_sign and (word.capital or word.low not in lists.ordinary_words):
            return False
        return not word.capital or not self._after_preposition(place)

    def _after_preposition(self, place: int) -> bool:
        """Whether a person may be meant: "met Roos", and not "zaal Roos" or "Roos" by itself."""
        return place > 0 and self._goes_on(place) and self.words[place - 1].low in self.signs.prepositions

    def _listed(self, place: int) -> bool:
        low = self.words[place].low
        return low in self.lists.surnames and low not in self.lists.surnames_and_words

    def _may_be_named(self, place: int) -> bool:
        """Whether a word behind "ik heet" can be a name; behind "dhr." a word such as "bakker" can too."""
        word, lists = self.words[place], self.lists
        if word.low in lists.prefixes:
            return True
        addressed = self.words[place - 1].low in self.signs.forms_of_address
        if addressed and (word.capital or len(word.text) > _SHORT_NAME):
            return word.low in lists.surnames or not self._is_ordinary(word)
        if word.capital and self.words[place - 1].low in self.signs.titles:
            return word.low in lists.surnames or not self._is_ordinary(word)
        return len(word.text) > 1 and not self._is_ordinary(word)

    def _rest(self, place: int) -> int:
        """Behind all words of a name whose first name ends before `place`."""
        while place < len(self.words) and self._goes_on(place):
            word, lists = self.words[place], self.lists
            is_name = word.low in lists.first_names and word.low not in lists.prefixes
            further = is_name and (word.capital or word.low not in lists.first_names_and_words)
            if not (further or _INITIALS.fullmatch(word.text)):
                break
            place += 1
        return self._surname(place)

    def _goes_on(self, place: int) -> bool:
        """Whether only a blank or a hyphen stands between this word and the one before."""
        return bool(_ON_THE_LINE.fullmatch(self._gap(place)))

    def _gap(self, place: int) -> str:
        """What stands between this word and the one before."""
        return self.text[self.words[place - 1].end : self.words[place].start]

    def _surname(self, place: int, after_sign: bool = False) -> int:
        """Behind the prefixes and the surname that begin at `place`; `place` where none does.

        After a first name, or, with `after_sign`, after a sign or initials: then a capital is enough.
        """
        words, start = self.words, place
        place += self.lists.prefix_at([word.low for word in words[place : place + 3]])
        if place >= len(words) or (place > 0 and (place > start or not after_sign) and not self._goes_on(place)):
            return start
        if not self._is_surname(words[place], place > start, after_sign):
            return start
        return self._double_surname(place + 1)

    def _double_surname(self, place: int) -> int:
        """Behind the second half of a surname whose first half ends before `place`: "Leeuw-van Dam", "Wit - Bakker"."""
        words = self.words
        if words[place - 1].low.rpartition("-")[2] in self.lists.prefixes and "-" in words[place - 1].text:
            return min(place + 1, len(words))
        while place < len(words) and _HYPHEN.fullmatch(self._gap(place)):
            place += 1
        return place

    def _is_surname(self, word: _Word, prefixed: bool, after_sign: bool) -> bool:
        lists = self.lists
        listed = any(part in lists.surnames for part in word.low.split("-"))
        if self.signs.is_organisation(word.low) and not (prefixed and word.low in lists.surnames):
            return False
        if word.capital:
            return listed or prefixed or after_sign or word.low not in lists.places
        if prefixed or (not after_sign and len(word.text) > _SHORT_NAME):
            return listed or (word.low not in lists.ordinary_words and word.low not in lists.places)
        return listed and (after_sign or word.low not in lists.surnames_and_words)

    def _surname_alone(self, place: int) -> int:
        """A surname with nothing before it: "Jansen belde", "Van den Berg", "El Amrani"."""
        word, lists = self.words[place], self.lists
        known = word.capital and self._listed(place) and word.low not in lists.places
        if known and self._after_preposition(place):
            return self._double_surname(place + 1)
        if word.capital and word.low in lists.prefixes:
            end = self._surname(place)
            last = self.words[end - 1]
            if end > place and last.capital and last.low in lists.surnames and last.low not in lists.places:
                doubtful = last.low in lists.surnames_and_words and self._starts_sentence(place)
                return place if doubtful else end
        return place
