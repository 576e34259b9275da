"""Names of persons in what people type: by what stands before them, and by lists of first names and surnames.

The hard part is what to leave alone: "mark" and "roos" are words, "Vries" is a village, "Bakkerij Jansen" a firm. So a
name that is also something else needs a sign: "ik heet", "mevrouw", a first name before it or a surname behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from api.masking.announcements import Announcement, AnnouncementReader
from api.masking.finding import Finding
from api.masking.firms import FirmReader
from api.masking.initials import InitialsReader, are_initials
from api.masking.name_context import ContextReader
from api.masking.name_lists import NameLists
from api.masking.name_words import NameText, NameWord
from api.masking.signs import NameSigns
from api.masking.surnames import SurnameReader
from api.masking.things import ThingReader
from api.masking.unknown_names import UnknownNameReader
from content.name_letters import LIKELY, UNLIKELY
from contract.personal_data import PersonalData

_COMMA, _JOINT = re.compile(r",\s?"), re.compile(r",\s?|\s&\s")
_MOST_WORDS = 7
_SHORT_NAME = 3
"""Letters."""


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
        end = place + known if known else reader.end(place, behind)
        if end > place and not known and not reader.is_of_other(place, end, behind):
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
    def announcements(self) -> AnnouncementReader:
        """Reads what announces a name in the same text."""
        return AnnouncementReader(self.typed, self.lists, self.signs)

    @cached_property
    def firms(self) -> FirmReader:
        """Reads the firms."""
        return FirmReader(self.typed, self.lists, self.signs)

    @cached_property
    def things(self) -> ThingReader:
        """Reads the names of things."""
        return ThingReader(self.typed, self.lists, self.signs, self.firms)

    @cached_property
    def surnames(self) -> SurnameReader:
        """Reads the surnames."""
        return SurnameReader(self.typed, self.lists, self.signs)

    @cached_property
    def initials(self) -> InitialsReader:
        """Reads the initials."""
        return InitialsReader(self.typed, self.lists, self.signs, self.surnames)

    @cached_property
    def unknown(self) -> UnknownNameReader:
        """Reads the first names that no list has."""
        return UnknownNameReader(self.typed, self.lists, self.signs, self.surnames, self.firms)

    @cached_property
    def context(self) -> ContextReader:
        """Reads what stands around a name."""
        return ContextReader(self.typed, self.lists, self.signs)

    def is_surely_announced(self, place: int) -> bool:
        """Whether what stands before the word is said of a person only."""
        return self.announcements.at(place).surely

    def is_of_other(self, place: int, end: int, behind: int) -> bool:
        """Whether a firm, a building or a thing bears the name between; `behind` is as in `end`."""
        if self.firms.bears(place, end):
            return True
        if self.announcements.at(place).before_capital:
            return False
        if self.firms.is_shown_by_capital(place, end):
            return True
        if end == place + 1 and self.things.bears(place):
            return True
        return self._is_no_person_here(place, end, behind)

    def _is_no_person_here(self, place: int, end: int, behind: int) -> bool:
        """Whether what stands around one word, or several of which none is a first name, speaks against it."""
        words = self.typed.words[place:end]
        if not words[0].capital or any("." in word.text or word.low.endswith("'s") for word in words):
            return False
        if self.surnames.does_as_people_do(end):
            return False
        if len(words) > 1 and any(word.low in self.lists.first_names for word in words):
            return False
        if self.typed.is_alone_on_line(place) or self._is_joined(place, behind) or self._is_owner_of_firm(place):
            return False
        return self.context.speaks_against(place, end)

    def _is_owner_of_firm(self, place: int) -> bool:
        """As in "de bakkerij van Fatima"."""
        if not self.typed.is_after({"van"}, place) or not self.typed.goes_on(place - 1):
            return False
        owned = self.typed.words[place - 2]
        return owned.text.islower() and self.firms.is_one(owned)

    def end(self, place: int, behind: int) -> int:
        """Behind the last word of the name that begins at `place`; `place` itself where none does.

        `behind` is the place behind the name before.
        """
        word, lists = self.typed.words[place], self.lists
        announced = self.announcements.at(place)
        if word.low in self.signs.titles or (not word.capital and word.low in self.signs.function_words):
            return self._in_small_letters(place, announced) if word.low in lists.prefixes else place
        end = self.initials.behind(place, announced)
        if end > place:
            return end
        if word.low in lists.first_names and not self._is_other(place, announced, behind):
            return self._rest(place + 1, word.capital)
        if word.low.endswith("'s") and not announced.surely:
            return place + 1 if self._is_owner(place) else place
        if self.unknown.is_one(place):
            return self._rest(place + 1, word.capital)
        end = self._behind_sign(place, announced)
        return end if end > place else self._by_surname(place, behind)

    def _by_surname(self, place: int, behind: int) -> int:
        """Behind a name that begins with its surname, or has nothing else: "Kuipers, J.A.", "met Van Dam"."""
        end = self._surname_first(place)
        if end > place:
            return end
        if self._is_surname_before_first_name(place):
            return self._rest(place + 1, capital=True)
        if self._is_at_the_telephone(place):
            return max(place + 1, self.surnames.behind_sign(place))
        before = self.typed.is_after(self.signs.before_surname, place) or self._is_joined(place, behind)
        return self.surnames.alone(place, before or self.surnames.does_as_people_do(place + 1))

    def _in_small_letters(self, place: int, announced: Announcement) -> int:
        """A surname that begins with a prefix in small letters: "mevrouw van der linden", "vd berg belde"."""
        end = self._behind_sign(place, announced)
        prefixes = self.typed.lows(place, self.surnames.prefixes_at(place))
        if end > place or self.signs.function_words.issuperset(prefixes):
            return end
        end = self.surnames.behind_sign(place)
        named = end > place and self.typed.words[end - 1].low in self.lists.surnames
        return end if named and self.surnames.does_as_people_do(end) else place

    def _behind_sign(self, place: int, announced: Announcement) -> int:
        """Behind the name that a sign before it announces: "ik heet fatima", "mevrouw Van der Heijden"."""
        word, lists = self.typed.words[place], self.lists
        shown = word.capital or self.surnames.listed(place) or word.low in lists.prefixes
        if not (announced.surely or (announced.before_capital and shown)) or not self._may_be_named(place):
            return place
        if self.firms.is_one(word) and word.low not in lists.surnames:
            return place
        end = self.surnames.behind_sign(place)
        if word.low in lists.prefixes:
            return end if end > place and self._is_prefixed(place, end, announced) else place
        end = end if end > place else self._rest(place + 1, word.capital)
        shared = not announced.surely or announced.phrase in self.signs.of_organisations_too
        doubtful = shared and end == place + 1 and not self._may_stand_alone(word, announced)
        return place if doubtful or self._is_only_described(place, end, announced) else end

    def _is_prefixed(self, place: int, end: int, announced: Announcement) -> bool:
        """Whether prefixes and a surname stand between: "mevrouw van Dam", but not in "wethouder van Veere"."""
        word, words, lists = self.typed.words[place], self.typed.words, self.lists
        last = words[end - 1]
        if word.text == "van" and not announced.surely:
            of_place = end == place + 2 and last.low in lists.places
            if of_place or (last.text.islower() and lists.public_name_at(self.typed.lows(place + 1, _MOST_WORDS))):
                return False
        if self.surnames.listed(end - 1) or (announced.surely and last.low in lists.surnames):
            return True
        titled = words[place - 1].low in self.signs.titles and not self._is_ordinary(last)
        strong = titled or word.low not in self.signs.determiners  # "namens De Wijkkeuken" names a firm
        return last.capital and strong and (announced.surely or word.capital)

    def _may_stand_alone(self, word: NameWord, announced: Announcement) -> bool:
        """Whether one word behind a sign that organisations have too is a name: in a list, or by its letters."""
        if word.low in self.lists.first_names or word.low in self.lists.surnames:
            return True
        strict = announced.phrase in self.signs.roles or announced.phrase in self.signs.of_organisations_too
        return self.lists.reads_as_name(word.low, LIKELY if strict else UNLIKELY)

    def _is_only_described(self, place: int, end: int, announced: Announcement) -> bool:
        """Whether "ik ben" says what somebody is, and not who: "ik ben Rotterdammer"."""
        described = announced.phrase in self.signs.before_description
        return described and end == place + 1 and not self.surnames.listed(place)

    def _is_owner(self, place: int) -> bool:
        """Whether it is as "Fatima's" in "Fatima's vraag"."""
        word = self.typed.words[place]
        sure = self.lists.is_sure_first_name(word.low.removesuffix("'s"))
        return sure and word.capital and not self.typed.is_after(self.signs.articles, place)

    def _is_ordinary(self, word: NameWord) -> bool:
        return self.lists.is_word(word.low) or word.low in self.signs.before_organisation

    def _is_other(self, place: int, announced: Announcement, behind: int) -> bool:
        """Whether a word that is a first name is a word or a place here."""
        word, lists = self.typed.words[place], self.lists
        if announced.surely:
            return False
        before = self.typed.words[place - 1].low if self.typed.goes_on(place) else ""
        if before in ("de", "een", "'t") or word.low in self.signs.before_capital:
            return True
        if self._is_shown_by_surname(place):
            return False
        ambiguous = word.low in lists.first_names_and_words
        doubtful = ambiguous or lists.is_word(word.low)
        if before in self.signs.determiners and (doubtful or not word.capital):
            return True
        if place and self.typed.text[self.typed.words[place - 1].end : word.start].strip().isdigit():
            return True  # "12 Jan"
        if word.low in self.signs.function_words and not announced.before_capital:
            return not self._is_joined(place, behind)
        if not word.capital:
            return not self._is_addressed(place, announced) if doubtful else len(word.text) < _SHORT_NAME
        if ambiguous and word.low in lists.places:
            return not (announced.before_capital or self.surnames.does_as_people_do(place + 1))
        begins_as_word = word.low in lists.ordinary_words and self.typed.starts_sentence(place)
        if ambiguous or word.low in lists.places or begins_as_word:
            shown = announced.before_capital or self._is_joined(place, behind) or self.typed.is_alone_on_line(place)
            seldom = ambiguous or word.low in lists.places
            near = seldom and self.typed.is_after(self.signs.before_person, place)
            return not (shown or near or self.surnames.does_as_people_do(place + 1))
        return False

    def _is_addressed(self, place: int, announced: Announcement) -> bool:
        """Whether a word in small letters is a name by its place: "groetjes roos", "mijn zoon mark", "mark belde"."""
        word = self.typed.words[place]
        if self.surnames.does_as_people_do(place + 1):
            before = self.typed.words[place - 1].low if self.typed.goes_on(place) else ""
            return before not in self.signs.determiners and before not in self.signs.function_words
        if not announced.before_capital:
            return False
        if announced.phrase in self.signs.before_description:
            near = self.typed.words[place + 1].low if self.typed.goes_on(place + 1) else ""
            alone = self.typed.ends_part(place) or near in self.signs.conjunctions | self.signs.after_caller
            return alone and word.low not in self.lists.first_names_and_words and word.low not in self.lists.places
        if not self.lists.is_word(word.low):
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
        is_word = lists.is_word(last.low)
        only_name = word.low not in lists.first_names_and_words
        strong = main > place + 1 and self.surnames.is_strong(place + 1, main)
        if self.surnames.listed(main) or (prefixes > 1 and strong and (not is_word or (word.capital and only_name))):
            return True
        if word.capital and last.capital:
            return last.low in lists.surnames or (only_name and (prefixes > 0 or not is_word))
        of_van = prefixes > 0 and words[place + 1].low.startswith("van")
        return word.capital == last.capital and of_van and last.low in lists.surnames

    def _is_joined(self, place: int, behind: int) -> bool:
        """Whether a name stands on the other side of "en" or a comma: "Roos en Fatima"."""
        words, lists = self.typed.words, self.lists
        if not words[place].capital:
            return False
        if behind == place and _JOINT.fullmatch(self.typed.gap(place)):
            return True
        if behind == place - 1 and words[behind].low in self.signs.conjunctions and self.typed.goes_on(place):
            return True
        if not self.typed.goes_on(place + 2) or words[place + 1].low != "en" or not words[place + 2].capital:
            return False
        other = words[place + 2].low
        return other in lists.first_names and other not in lists.first_names_and_words and other not in lists.places

    def _may_be_named(self, place: int) -> bool:
        """Whether a word behind "ik heet" can be a name; behind "dhr." a word such as "bakker" can too."""
        word, lists, words = self.typed.words[place], self.lists, self.typed.words
        if word.low in lists.prefixes:
            return True
        addressed = words[place - 1].low in self.signs.forms_of_address
        titled = addressed or words[place - 1].low in self.signs.titles
        if titled and word.capital and not self.typed.starts_sentence(place - 1):
            return word.low not in self.signs.before_capital and not self.firms.is_one(word)  # "mevrouw Voorzitter"
        if (addressed and len(word.text) > _SHORT_NAME) or (titled and word.capital):
            return word.low in lists.surnames or not self._is_ordinary(word)
        named = word.capital or word.low in lists.first_names or word.low in lists.surnames
        return len(word.text) > 1 and not self._is_ordinary(word) and (named or lists.reads_as_name(word.low, UNLIKELY))

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
        initials = "." in first.text and self.initials.are_at(after, signed=True) and first.text.isupper()
        if not initials and not (named and self.typed.starts_sentence(place) and self.typed.ends_part(after)):
            return place
        end = after + 1
        return end + self.lists.prefix_at(self.typed.lows(end, 3)) if self.typed.ends_part(end - 1) is False else end

    def _is_surname_before_first_name(self, place: int) -> bool:
        """Whether a surname stands before a first name, as in "Nguyen Thi Lan"."""
        words = self.typed.words
        if not words[place].capital or not self.surnames.listed(place) or not self.typed.goes_on(place + 1):
            return False
        first = words[place + 1]
        return self.lists.is_sure_first_name(first.low) and first.capital

    def _is_at_the_telephone(self, place: int) -> bool:
        """Whether somebody begins with a surname: "met jansen van de kringloop", "Jansen hier, een vraag"."""
        words, lists = self.typed.words, self.lists
        end = place + 1 + self.surnames.prefixes_at(place)
        if end > len(words) or words[end - 1].low not in lists.surnames:
            return False
        if not self.surnames.listed(end - 1) and (end == place + 1 or not words[place].capital):
            return False
        after = words[end].low if self.typed.goes_on(end) else ""
        if place == 0:
            return after == "hier" and words[end - 1].low not in lists.places
        greeted = words[place - 1].low == "met" and self.typed.goes_on(place) and self.typed.starts_sentence(place - 1)
        return greeted and (self.typed.ends_part(end - 1) or after in self.signs.after_caller)

    def _rest(self, place: int, capital: bool) -> int:
        """Behind all words of a name whose first name ends before `place`; `capital`: that has one."""
        words, lists = self.typed.words, self.lists
        while self.typed.goes_on(place):
            word = words[place]
            is_name = word.low in lists.first_names and word.low not in lists.prefixes
            further = is_name and (word.capital or (not capital and word.low not in lists.first_names_and_words))
            further = further and (word.capital or word.low not in lists.ordinary_words)
            if not (further or (are_initials(word.text) and word.low not in self.signs.abbreviations)):
                break
            place += 1
        return self.surnames.behind_first_name(place, capital)
