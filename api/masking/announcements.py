"""What stands right before a name and announces one, surely or if a capital follows: "ik heet", "groet,"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from api.masking.name_lists import NameLists
from api.masking.name_words import NameText
from api.masking.signs import NameSigns

_GAP = re.compile(r"[\s:,\-–]{1,4}")
_GAP_AFTER_ABBREVIATION = re.compile(r"[\s.:,\-–]{1,4}")
"""Between a sign and a name: "naam: Jansen", "dhr. Jansen"; behind a longer word a point ends the sentence."""

_ABBREVIATION = 4
"""Letters."""

_LONGEST_SIGN = 4

_OWN, _CALLED, _AND = "ik", ("heet", "ben"), "en"
_RELATIVE = frozenset(("die", "dat", "wat"))
_BEGIN_CLAUSE = frozenset((_AND, "maar", "want", "dus"))
_MOST_TO_SPEAKER = 12
"""Words between "ik" and "en heet"."""


class Announcement(NamedTuple):
    """Whether what stands before surely announces a name, or one that has a capital; and the phrase."""

    surely: bool = False
    before_capital: bool = False
    phrase: str = ""


@dataclass(frozen=True)
class AnnouncementReader:
    """Reads what stands before a word; every place is the number of a word."""

    typed: NameText
    lists: NameLists
    signs: NameSigns

    def at(self, place: int) -> Announcement:
        """What announces a name at the word."""
        words = self.typed.words
        if place == 0:
            return Announcement()
        if speaker_is_called(self.typed, place):
            of_name = words[place - 1].low == _CALLED[0]
            return Announcement(of_name, True, f"{_OWN} {words[place - 1].low}")
        if words[place - 1].low not in self.signs.ends_of_signs:
            return Announcement()
        gap = self.typed.gap(place)
        close = _GAP_AFTER_ABBREVIATION if len(words[place - 1].low) <= _ABBREVIATION else _GAP
        if not close.fullmatch(gap):
            return Announcement()
        before = self.typed.lows(max(0, place - _LONGEST_SIGN), min(place, _LONGEST_SIGN))
        for length in range(len(before), 0, -1):
            phrase = " ".join(before[-length:])
            if phrase in self.signs.surely_before and "," not in gap:
                of_surname = phrase == "de heer" and place > 2 and words[place - 3].low in self.lists.first_names
                return Announcement() if of_surname else Announcement(True, True, phrase)
            if phrase in self.signs.before_capital:
                return Announcement(False, True, phrase)
        return Announcement()


def speaker_is_called(typed: NameText, place: int) -> bool:
    """Whether who writes is called so: "ik heet Jeroen", "ik heb een bedrijf en heet Jeroen"."""
    words, last = typed.words, place - 2
    if last < 0 or words[place - 1].low not in _CALLED or not typed.goes_on(place):
        return False
    if not typed.goes_on(place - 1):
        return False
    if words[last].low == _OWN:
        return True
    if words[last].low != _AND:
        return False
    for before in range(last - 1, max(-1, last - _MOST_TO_SPEAKER), -1):
        if words[before].low in _RELATIVE or typed.starts_sentence(before + 1):
            return False
        if words[before].low == _OWN:
            return typed.starts_sentence(before) or "," in typed.gap(before) or words[before - 1].low in _BEGIN_CLAUSE
    return False
