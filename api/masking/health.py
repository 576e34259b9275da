"""What is said of somebody's health, by an illness and what ties it to one person; "mensen met autisme" is nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from api.masking.finding import Finding
from api.masking.health_signs import HealthSigns, Who
from api.masking.reading import Found, Reading, Word
from contract.personal_data import PersonalData

_BLANK = re.compile(r"\s+")
_MOST_BETWEEN = 7
"""Words between an illness and what ties it to somebody."""

_MOST_BEHIND = 2
_FARTHEST = 25
"""Words before an illness among which the person is sought."""


def find_health(reading: Reading, signs: HealthSigns, names: Sequence[Finding]) -> Iterator[Finding]:
    """The words for an illness or a disability that one person is said to have; `names` are the names in the text."""
    reader = _Reader(reading, signs, names)
    behind = 0
    for illness, is_state in reader.illnesses():
        if illness.first < behind:
            continue
        first = reader.with_words_before(illness.first)
        if (behind and reader.joins(behind, first)) or reader.is_somebodys(first, illness.behind, is_state):
            behind = illness.behind
            yield Finding(reading.words[first].start, reading.words[behind - 1].end, PersonalData.HEALTH)


@dataclass(frozen=True)
class _Reader:
    """Reads what stands around an illness; every place is the number of a word."""

    reading: Reading
    signs: HealthSigns
    names: Sequence[Finding]

    def illnesses(self) -> Iterator[tuple[Found[None], bool]]:
        """All words for an illness, and for how somebody is (then with True), in their order."""
        signs, words = self.signs, self.reading.words
        named_behind = {one.behind for one in self.reading.all_of(signs.illness_of)}  # "ziekte van Crohn"
        for place, word in enumerate(words):
            found = signs.illnesses.at(self.reading, place)
            if found is not None:
                yield found, False
            state = signs.states.at(self.reading, place)
            if state is not None and (found is None or state.behind >= found.behind):
                yield state, True
            elif found is None and (place in named_behind or self._is_illness(word)):
                yield Found(place, place + 1, None), False

    def _is_illness(self, word: Word) -> bool:
        """Whether it is one that no list has: by its end, or by its capitals."""
        if word.low in self.signs.only_in_capitals:
            return self.reading.text[word.start : word.end].isupper()
        return word.low.endswith(self.signs.ends_of_illnesses) and word.low not in self.signs.no_illnesses

    def with_words_before(self, place: int) -> int:
        """The first of the words that belong to the illness at `place`: "licht verstandelijke beperking"."""
        words = self.reading.words
        first = place
        while first > max(0, place - _MOST_BETWEEN) and self._belongs(first - 1) and self._close(first):
            first -= 1
        while first < place and words[first].low in self.signs.say_nothing:
            first += 1
        return first

    def _belongs(self, place: int) -> bool:
        return self.reading.words[place].low in self.signs.before_illness

    def _close(self, place: int) -> bool:
        """Whether only a blank or a hyphen stands before the word at `place`."""
        words = self.reading.words
        return words[place].start - words[place - 1].end <= 1

    def joins(self, behind: int, first: int) -> bool:
        """Whether an illness at `first` goes on with one that ends at `behind`: "adhd en een depressie"."""
        words = self.reading.words[behind:first]
        return len(words) <= 3 and all(word.low in self.signs.fillers for word in words)

    def is_somebodys(self, first: int, behind: int, is_state: bool) -> bool:
        """Whether the illness between these places is said to be of one person."""
        start, end = self.reading.sentence(self.reading.words[first].start)
        from_place = max(self.reading.word_from(start), first - _FARTHEST)
        to_place = min(self.reading.word_from(end), behind + _FARTHEST)
        who = self._who_before(first, from_place)
        if is_state:
            return self._is_so(first, from_place, who) or self._is_shown_with(first, behind)
        return (
            self._is_had(first, from_place, who)
            or self._is_reason(first, from_place, to_place, who)
            or self._is_had_behind(behind, to_place, who)
            or self._is_owned(first, from_place)
            or self._is_under_heading(first, from_place)
        )

    def _is_so(self, first: int, from_place: int, who: Who | None) -> bool:
        """As in "mijn zoon is doof"."""
        places = self._places_before(first, from_place)
        return who is Who.ONE and any(self.signs.is_.before(self.reading, place, from_place) for place in places)

    def _is_shown_with(self, first: int, behind: int) -> bool:
        """As in "mijn dove zoon"."""
        words = self.reading.words
        owned = first > 0 and words[first - 1].low in self.signs.owners
        return owned and behind < len(words) and words[behind].low in self.signs.roles

    def _is_had(self, first: int, from_place: int, who: Who | None) -> bool:
        """As in "ik heb sinds vorig jaar reuma", "heeft hij autisme", "zij lijdt aan epilepsie"."""
        for place in self._places_before(first, from_place):
            sign = self.signs.has.before(self.reading, place, from_place)
            if sign:
                return who is Who.ONE or (who is None and sign in self.signs.surely_has.phrases)
        return False

    def _is_reason(self, first: int, from_place: int, to_place: int, who: Who | None) -> bool:
        """As in "afwezig i.v.m. griep", "medewerker valt uit, hernia", "mijn zoon met autisme"."""
        words = self.reading.words
        absent = self.reading.stands_in(self.signs.absence, words[from_place].start, words[to_place - 1].end)
        for place in self._places_before(first, from_place):
            sign = self.signs.reasons.before(self.reading, place, from_place)
            if sign == ("met",) and self._is_person(place - 2, from_place):
                return True
            if sign:
                of_one = who is Who.ONE and sign != ("met",)
                return of_one or (absent and who is not Who.MANY) or self._is_of_one(first, to_place)
        return absent and who is not Who.MANY and self._stands_by_itself(first, from_place)

    def _is_of_one(self, first: int, to_place: int) -> bool:
        """As in "kanker van onze penningmeester"."""
        words = [word.low for word in self.reading.words[first + 1 : min(to_place, first + _MOST_BETWEEN)]]
        return any(word == "van" and after in self.signs.owners for word, after in pairwise(words))

    def _stands_by_itself(self, first: int, from_place: int) -> bool:
        """Whether a comma or the like stands before it: "valt uit, een hernia"."""
        words = self.reading.words
        places = self._places_before(first, from_place)
        return any(place == 0 or words[place].start - words[place - 1].end > 1 for place in places)

    def _is_person(self, place: int, from_place: int) -> bool:
        """Whether the word at `place` is one person: "mijn zoon", "ik", a name, "(wij hebben) een medewerker"."""
        words = self.reading.words
        if place < from_place:
            return False
        word = words[place]
        if word.low in self.signs.roles:
            owner = words[place - 1].low if place > from_place else ""
            before = {one.low for one in words[from_place:place]}
            return owner in self.signs.owners or (bool(before & self.signs.with_us) and owner in ("een", "één", "1"))
        return self._who_at(place) is Who.ONE or self._is_name(place)

    def _is_had_behind(self, behind: int, to_place: int, who: Who | None) -> bool:
        """As in "dat zijn zoon reuma heeft", "er is reuma vastgesteld bij mij"."""
        words = self.reading.words
        for place in range(behind, min(behind + _MOST_BEHIND + 1, to_place)):
            if who is Who.MANY or not self.reading.gap_fits(_BLANK, place):
                return False
            if words[place].low in self.signs.has_behind:
                near = self._who_between(place, min(place + _MOST_BEHIND + 2, to_place))
                return Who.ONE in (who, near)
            if words[place].low not in self.signs.fillers:
                return False
        return False

    def _is_owned(self, first: int, from_place: int) -> bool:
        """As in "mijn reuma"; "zijn" and "haar" only of somebody."""
        for place in self._places_before(first, from_place):
            word = self.reading.words[place - 1].low
            if word in self.signs.owners:
                mine = word in ("mijn", "mn", "m'n")
                return mine or self._who_before(first - 1, from_place) is Who.ONE
        return False

    def _is_under_heading(self, first: int, from_place: int) -> bool:
        """As in "Diagnose: borderline"."""
        words = self.reading.words
        gap = self.reading.text[words[first - 1].end : words[first].start] if first else ""
        return gap.strip() == ":" and bool(self.signs.headings.before(self.reading, first, from_place))

    def _places_before(self, first: int, from_place: int) -> Iterator[int]:
        """The places from `first` back, as long as only words that may stand between are passed."""
        words = self.reading.words
        for place in range(first, max(from_place, first - _MOST_BETWEEN) - 1, -1):
            yield place
            word = words[place - 1].low if place > from_place else ""
            passed = word in self.signs.fillers or word.isdigit() or self._is_illness_at(place - 1)
            if not word or not passed:
                return

    def _is_illness_at(self, place: int) -> bool:
        return place in self._illness_places

    @cached_property
    def _illness_places(self) -> frozenset[int]:
        """The last words of all that is in the list."""
        return frozenset(one.behind - 1 for one in self.reading.all_of(self.signs.illnesses))

    def _who_before(self, first: int, from_place: int) -> Who | None:
        """The last person, or group of persons, before `first`."""
        for place in range(first - 1, from_place - 1, -1):
            who = self._who_at(place)
            if who is not None:
                return who
            if self._is_name(place):
                return Who.ONE
            if self.reading.words[place].low in self.signs.roles:
                return self._who_of_role(place, from_place)
        return None

    def _who_between(self, first: int, behind: int) -> Who | None:
        return next((who for place in range(first, behind) if (who := self._who_at(place)) is not None), None)

    def _who_of_role(self, place: int, from_place: int) -> Who:
        """Whether a role is one person: "onze medewerker", or "medewerker valt uit" with nothing before it."""
        words = self.reading.words
        before = words[place - 1].low if place > from_place else ""
        if before.isdigit():
            return Who.MANY  # "22 man"
        if before in ("een", "één"):
            behind = [word.low for word in words[place + 1 : place + 3]]
            return Who.ONE if len(behind) == 2 and behind[0] == "van" and behind[1] in self.signs.of_us else Who.MANY
        return Who.ONE

    def _who_at(self, place: int) -> Who | None:
        """Who is meant by the phrase of which the word at `place` is the last."""
        found = self._persons.get(place + 1)
        if found is None or found.meaning is Who.ONE:
            return found.meaning if found is not None else None
        before = [word.low for word in self.reading.words[max(0, found.first - 3) : found.first]]
        return Who.ONE if before[:1] in (["een"], ["één"]) and before[1:2] == ["van"] else Who.MANY

    @cached_property
    def _persons(self) -> dict[int, Found[Who]]:
        """Phrases for a person or for many, by the place behind them."""
        return {one.behind: one for one in self.reading.all_of(self.signs.who)}

    def _is_name(self, place: int) -> bool:
        start = self.reading.words[place].start
        nearest = bisect_right(self.names, start, key=lambda name: name.start) - 1
        return nearest >= 0 and start < self.names[nearest].end
