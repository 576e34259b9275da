"""Names of persons in what people type: by what stands before them, and by lists of first names and surnames.

The hard part is what to leave alone: "mark" and "roos" are words, "Vries" is a village, "Bakkerij Jansen" a firm. So a
name that is also something else needs a sign: "ik heet", "mevrouw", a first name before it or a surname behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from api.masking.finding import Finding
from api.masking.firms import FirmReader
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from api.masking.surnames import SurnameReader
from contract.personal_data import PersonalData

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.){1,5}|[A-ZÀ-Þ]{1,3}|(?:TH|CHR|PH|TJ|SJ|IJ|FR)\.")
_GAP = re.compile(r"[\s:,\-–]{1,4}")
_GAP_AFTER_ABBREVIATION = re.compile(r"[\s.:,\-–]{1,4}")
"""Between a sign and a name: "naam: Jansen", "dhr. Jansen"; behind a longer word a point ends the sentence."""

_COMMA = re.compile(r",\s?")
_ARTICLES = ("de", "een")
_MOST_WORDS, _LONGEST_SIGN = 7, 4
_MOST_INITIALS = 4
"""Words of initials: "J. P. M. de Wit"."""

_SHORT_NAME, _ABBREVIATION = 3, 4
"""Letters."""


class _Announced(NamedTuple):
    """What stands right before a name: whether it surely announces one, or one that has a capital; and the phrase."""

    surely: bool = False
    before_capital: bool = False
    phrase: str = ""


def find_names(text: str, lists: NameLists, signs: NameSigns) -> Iterator[Finding]:
    """The names in `text`, first name, prefixes and surname together; none of the guide, of places or of firms."""
    typed = NameText(text)
    reader = _Reader(typed, lists, signs)
    words, place, behind = typed.words, 0, -1
    while place < len(words):
        known = 0
        if words[place].low in lists.public_beginnings:
            known = lists.public_name_at(typed.lows(place, _MOST_WORDS))
            known = 0 if known == 1 and reader.is_surely_announced(place) else known  # "mevrouw Philips"
        elif "-" in words[place].low and words[place].low.replace("-", " ") in lists.places:
            known = 1
        end = place + known if known else reader.name_at(place, behind)
        if end > place and not known:
            behind = end
            yield Finding(words[place].start, words[end - 1].end, PersonalData.NAME)
        place = max(end, place + 1)


@dataclass(frozen=True)
class _Reader:
    """Reads a name that may begin at a word; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    @cached_property
    def firms(self) -> FirmReader:
        """Reads the firms in the same text."""
        return FirmReader(self.typed, self.lists, self.signs)

    @cached_property
    def surnames(self) -> SurnameReader:
        """Reads the surnames in the same text."""
        return SurnameReader(self.typed, self.lists, self.signs)

    def is_surely_announced(self, place: int) -> bool:
        """Whether what stands before the word is said of a person only."""
        return self._announced(place).surely

    def name_at(self, place: int, behind: int) -> int:
        """Behind the last word of the name that begins at `place`; `place` itself where none does.

        `behind` is the place behind the name before.
        """
        end = self._end(place, behind)
        return place if end > place and self.firms.bears(place, end) else end

    def _end(self, place: int, behind: int) -> int:
        word, lists = self.typed.words[place], self.lists
        if word.low in self.signs.titles or (not word.capital and word.low in self.signs.function_words):
            return self._in_small_letters(place) if word.low in lists.prefixes else place
        announced = self._announced(place)
        end = self._initialled(place, announced)
        if end > place:
            return end
        is_first = (word.low in lists.first_names and not self._is_abbreviation(word)) or self._double(word)
        if is_first and not self._is_other(place, announced, behind):
            return self._rest(place + 1, word.capital)
        if self._is_unknown(word) and self._is_before_a_surname(place):
            return self._rest(place + 1, capital=True)
        end = self._behind_sign(place, announced)
        if end > place:
            return end
        end = self._surname_first(place)
        if end > place:
            return end
        before = self._is_after(self.signs.before_surname, place) or self._is_joined(place, behind)
        return self.surnames.alone(place, before or self.surnames.does_as_people_do(place + 1))

    def _in_small_letters(self, place: int) -> int:
        """A surname that begins with a prefix in small letters, behind a sure sign: "mevrouw van der linden"."""
        return self._behind_sign(place, self._announced(place))

    def _initialled(self, place: int, announced: _Announced) -> int:
        """Behind initials and the surname: "J.P. de Groot", "j. p. mulder", "J Pieters"; behind a sign also alone."""
        word, words = self.typed.words[place], self.typed.words
        signed = announced.surely or announced.before_capital
        if not self._are_initials(place, signed):
            return place
        after = place + 1
        while after < place + _MOST_INITIALS and self.typed.goes_on(after) and self._are_initials(after, signed=True):
            after += 1
        if not self.typed.goes_on(after):
            return after if announced.surely and "." in word.text else place
        end = self.surnames.behind_sign(after)
        if end == after:
            unknown = not words[after].capital and not word.capital and not self._is_ordinary(words[after])
            if unknown and len(words[after].text) > _SHORT_NAME and "." in word.text:
                return after + 1
            return after if announced.surely and "." in word.text else place
        sure = word.capital or end > after + 1 or self.surnames.listed(end - 1)
        return end if sure or signed or after > place + 1 or word.text.count(".") > 1 else place

    def _behind_sign(self, place: int, announced: _Announced) -> int:
        """Behind the name that a sign before it announces: "ik heet fatima", "mevrouw Van der Heijden"."""
        word, words, lists = self.typed.words[place], self.typed.words, self.lists
        shown = word.capital or self.surnames.listed(place) or word.low in lists.prefixes
        if not (announced.surely or (announced.before_capital and shown)) or not self._may_be_named(place):
            return place
        if self.firms.is_one(word) and word.low not in lists.surnames:
            return place
        end = self.surnames.behind_sign(place)
        if word.low in lists.prefixes:
            last = words[end - 1]
            known = end > place and (self.surnames.listed(end - 1) or (announced.surely and last.low in lists.surnames))
            strong = word.low not in self.signs.determiners  # "namens De Wijkkeuken" names a firm
            named = end > place and (known or (last.capital and strong and (announced.surely or word.capital)))
            return end if named and not self.firms.begins_at(end) else place
        end = end if end > place else self._rest(place + 1, word.capital)
        return place if self._is_only_described(place, end, announced) else end

    def _is_only_described(self, place: int, end: int, announced: _Announced) -> bool:
        """Whether "ik ben" says what somebody is, and not who: "ik ben Rotterdammer"."""
        described = announced.phrase in self.signs.before_description
        return described and end == place + 1 and not self.surnames.listed(place)

    def _are_initials(self, place: int, signed: bool) -> bool:
        """Whether it is as "J.P.", or "j.p."; a letter without a point only after a sign or before "van"."""
        word, words = self.typed.words[place], self.typed.words
        if not _INITIALS.fullmatch(word.text.upper()) or word.low in self.signs.abbreviations:
            return False
        if "." in word.text:
            return True
        if not self.typed.goes_on(place + 1):
            return False
        after = words[place + 1]
        named = after.low in self.lists.prefixes or self.surnames.listed(place + 1)
        if word.text.isupper():
            return signed or (named and (after.capital or after.low in self.lists.prefixes))
        return signed and named and len(word.text) == 1

    def _is_unknown(self, word: NameWord) -> bool:
        return word.capital and "." not in word.text and not self._is_ordinary(word) and not self.firms.is_one(word)

    def _is_before_a_surname(self, place: int) -> bool:
        """Whether a word with a capital stands before a known surname with one: a first name nobody knows."""
        words = self.typed.words
        after = place + 1 + self.surnames.prefixes_at(place + 1)
        if not self.typed.goes_on(place + 1) or not self.typed.goes_on(after) or not words[after].capital:
            return False
        prefixed = after > place + 1 and words[after].low in self.lists.surnames
        return (prefixed or self.surnames.listed(after)) and words[after].low not in self.lists.places

    def _is_abbreviation(self, word: NameWord) -> bool:
        return len(word.text) > 1 and word.text.isupper() and len(word.text) <= _ABBREVIATION

    def _double(self, word: NameWord) -> bool:
        parts = word.low.split("-")
        return len(parts) > 1 and all(part in self.lists.first_names for part in parts)

    def _announced(self, place: int) -> _Announced:
        """What stands right before that announces a name."""
        words = self.typed.words
        if place == 0 or words[place - 1].low not in self.signs.ends_of_signs:
            return _Announced()
        gap = self.typed.gap(place)
        close = _GAP_AFTER_ABBREVIATION if len(words[place - 1].low) <= _ABBREVIATION else _GAP
        if not close.fullmatch(gap):
            return _Announced()
        before = self.typed.lows(max(0, place - _LONGEST_SIGN), min(place, _LONGEST_SIGN))
        for length in range(len(before), 0, -1):
            phrase = " ".join(before[-length:])
            if phrase in self.signs.surely_before and "," not in gap:
                of_surname = phrase == "de heer" and place > 2 and words[place - 3].low in self.lists.first_names
                return _Announced() if of_surname else _Announced(True, True, phrase)
            if phrase in self.signs.before_capital:
                return _Announced(False, True, phrase)
        return _Announced()

    def _is_ordinary(self, word: NameWord) -> bool:
        lists = self.lists
        return (
            word.low in lists.ordinary_words or word.low in lists.places or word.low in self.signs.before_organisation
        )

    def _is_other(self, place: int, announced: _Announced, behind: int) -> bool:
        """Whether a word that is a first name is a word or a place here."""
        word, lists = self.typed.words[place], self.lists
        if announced.surely:
            return False
        before = self.typed.words[place - 1].low if self.typed.goes_on(place) else ""
        if before in _ARTICLES or word.low in self.signs.before_capital:
            return True
        if self._is_shown_by_surname(place):
            return False
        if before in self.signs.determiners:
            return True
        if place and self.typed.text[self.typed.words[place - 1].end : word.start].strip().isdigit():
            return True  # "12 Jan"
        if word.low in self.signs.function_words and not announced.before_capital:
            return not self._is_joined(place, behind)
        ambiguous = word.low in lists.first_names_and_words
        if not word.capital:
            if ambiguous or word.low in lists.ordinary_words or word.low in lists.places:
                return not self._is_addressed(place, announced)
            return len(word.text) < _SHORT_NAME
        if ambiguous or word.low in lists.places or (word.low in lists.ordinary_words and self._begins(place)):
            shown = announced.before_capital or self._is_joined(place, behind) or self.typed.is_alone_on_line(place)
            doubtful = ambiguous or word.low in lists.places
            near = self._is_after(self.signs.before_person if doubtful else self.signs.prepositions, place)
            return not (shown or near or self.surnames.does_as_people_do(place + 1))
        return False

    def _begins(self, place: int) -> bool:
        return self.typed.starts_sentence(place)

    def _is_addressed(self, place: int, announced: _Announced) -> bool:
        """Whether a word in small letters is a name by its place: "groetjes roos", "mijn zoon mark", "mark belde"."""
        word = self.typed.words[place]
        if self.surnames.does_as_people_do(place + 1):
            before = self.typed.words[place - 1].low if self.typed.goes_on(place) else ""
            return before not in self.signs.determiners and before not in self.signs.function_words
        if not announced.before_capital:
            return False
        if announced.phrase in self.signs.before_description:
            near = self.typed.words[place + 1].low if self.typed.goes_on(place + 1) else ""
            alone = self.typed.ends_part(place) or near in ("en", "van", "uit")
            return alone and word.low not in self.lists.first_names_and_words and word.low not in self.lists.places
        if word.low not in self.lists.ordinary_words and word.low not in self.lists.places:
            return True
        return self.typed.ends_part(place) or announced.phrase.split()[0] in self.signs.owners

    def _is_shown_by_surname(self, place: int) -> bool:
        """Whether a surname behind it makes a word a first name: "mark jansen", "Ton van der Zee", "Dean Xandra"."""
        word, words, lists = self.typed.words[place], self.typed.words, self.lists
        end = self.surnames.behind_first_name(place + 1, word.capital)
        if end == place + 1:
            return False
        prefixes = self.surnames.prefixes_at(place + 1)
        main = min(place + 1 + prefixes, end - 1)
        last = words[main]
        is_word = last.low in lists.ordinary_words or last.low in lists.places
        only_name = word.low not in lists.first_names_and_words
        if self.surnames.listed(main) or (prefixes > 1 and (not is_word or (word.capital and only_name))):
            return True
        if word.capital and last.capital:
            return last.low in lists.surnames or (only_name and (prefixes > 0 or not is_word))
        strong = prefixes > 0 and words[place + 1].low.startswith("van")
        return word.capital == last.capital and strong and last.low in lists.surnames

    def _is_joined(self, place: int, behind: int) -> bool:
        """Whether a name stands on the other side of "en" or a comma: "Roos en Fatima"."""
        words, lists = self.typed.words, self.lists
        if not words[place].capital:
            return False
        if behind == place and _COMMA.fullmatch(self.typed.gap(place)):
            return True
        if behind == place - 1 and words[behind].low in ("en", "of") and self.typed.goes_on(place):
            return True
        if not self.typed.goes_on(place + 2) or words[place + 1].low != "en" or not words[place + 2].capital:
            return False
        other = words[place + 2].low
        return other in lists.first_names and other not in lists.first_names_and_words and other not in lists.places

    def _is_after(self, words: frozenset[str], place: int) -> bool:
        """Whether one of the words stands right before."""
        return self.typed.goes_on(place) and self.typed.words[place - 1].low in words

    def _may_be_named(self, place: int) -> bool:
        """Whether a word behind "ik heet" can be a name; behind "dhr." a word such as "bakker" can too."""
        word, lists, words = self.typed.words[place], self.lists, self.typed.words
        if word.low in lists.prefixes:
            return True
        addressed = words[place - 1].low in self.signs.forms_of_address
        if addressed and (word.capital or len(word.text) > _SHORT_NAME):
            return word.low in lists.surnames or not self._is_ordinary(word)
        if word.capital and words[place - 1].low in self.signs.titles:
            return word.low in lists.surnames or not self._is_ordinary(word)
        return len(word.text) > 1 and not self._is_ordinary(word)

    def _surname_first(self, place: int) -> int:
        """Behind a name written from behind: "Kuipers, J.A.", "Smit J.", "Deelnemer: Bakker, Willem"."""
        words, lists = self.typed.words, self.lists
        after = place + 1
        if after >= len(words) or not words[place].capital:
            return place
        comma = _COMMA.fullmatch(self.typed.gap(after)) is not None
        if not comma and not (self.typed.goes_on(after) and "." in words[after].text):
            return place
        if words[place].low not in lists.surnames or words[place].low in lists.places:
            return place
        first = words[after]
        named = first.low in lists.first_names and first.low not in lists.first_names_and_words and first.capital
        initials = "." in first.text and self._are_initials(after, signed=True) and first.text.isupper()
        if not initials and not (named and self._begins(place) and self.typed.ends_part(after)):
            return place
        end = after + 1
        return end + self.lists.prefix_at(self.typed.lows(end, 3)) if self.typed.ends_part(end - 1) is False else end

    def _rest(self, place: int, capital: bool) -> int:
        """Behind all words of a name whose first name ends before `place`; `capital`: that has one."""
        words, lists = self.typed.words, self.lists
        while self.typed.goes_on(place):
            word = words[place]
            is_name = word.low in lists.first_names and word.low not in lists.prefixes
            further = is_name and (word.capital or (not capital and word.low not in lists.first_names_and_words))
            further = further and (word.capital or word.low not in lists.ordinary_words)
            if not (further or _INITIALS.fullmatch(word.text)):
                break
            place += 1
        return self.surnames.behind_first_name(place, capital)
