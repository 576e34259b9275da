"""What shows that something is somebody's: the phrases of `data/restart/persoonsgegevens/tekens.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from re import Pattern
from typing import Any

from content.phrase_lists import PhraseListsError, read_phrase_lists
from contract.personal_data import PersonalData

_REACH = 40
"""Characters before a number in which its sign may stand, with no end of a sentence between."""

_AFTER = 14
_SHORTEST_END = 4
"""So many letters or fewer of a word say nothing of what it is."""

_ENDS_SENTENCE = re.compile(r"[?!;]|\.(?=\s)")
_NEEDED = (
    "voor_een_nummer",
    "voor_een_bedrag",
    "achter_een_bedrag",
    "voertuigen",
    "geboorte",
    "adressen",
    "straten_eindigen_op",
    "geen_straten",
    "korte_woorden",
    "een_persoon",
    "heeft",
    "gezondheid",
    "sociale_media",
    "voor_een_gebruikersnaam",
    "voor_een_naam",
    "titels",
    "aanspreekvormen",
    "lidwoorden",
    "voorzetsels",
    "voor_een_organisatie",
    "achter_een_organisatie",
    "gebouwen_eindigen_op",
)


@dataclass(frozen=True)
class NameSigns:
    """Words around a name, in small letters: what announces one, and what tells that a firm or a place bears it."""

    surely_before: frozenset[str]
    before_capital: frozenset[str]
    before_description: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    before_organisation: frozenset[str]
    after_organisation: frozenset[str]
    ends_of_places: tuple[str, ...]

    @classmethod
    def of(cls, lists: Mapping[str, Any]) -> NameSigns:
        """From the lists of the file."""
        before = lists["voor_een_naam"]
        return cls(
            surely_before=frozenset(map(_bare, before["zeker"])),
            before_capital=frozenset(map(_bare, before["met_hoofdletter"])),
            before_description=frozenset(before["of_een_omschrijving"]),
            titles=frozenset(lists["titels"]),
            forms_of_address=frozenset(lists["aanspreekvormen"]),
            determiners=frozenset(lists["lidwoorden"]),
            prepositions=frozenset(lists["voorzetsels"]),
            before_organisation=frozenset(lists["voor_een_organisatie"]),
            after_organisation=frozenset(lists["achter_een_organisatie"]),
            ends_of_places=tuple(lists["gebouwen_eindigen_op"]),
        )

    def is_organisation(self, word: str) -> bool:
        """Whether a word tells what kind of firm or building bears the name behind it: "bakkerij", "autobedrijf"."""
        return word in self.before_organisation or word.endswith(self._ends_of_organisations)

    @cached_property
    def _ends_of_organisations(self) -> tuple[str, ...]:
        return tuple(word for word in self.before_organisation if len(word) > _SHORTEST_END)


@dataclass(frozen=True)
class Signs:
    """The phrases, as patterns over small letters."""

    numbers: Mapping[PersonalData, Pattern[str]]
    before_amount: Pattern[str]
    after_amount: Pattern[str]
    vehicles: Pattern[str]
    birth: Pattern[str]
    address: Pattern[str]
    street_ends: tuple[str, ...]
    no_streets: frozenset[str]
    short_words: frozenset[str]
    health: Pattern[str]
    social_media: Pattern[str]
    user_name: Pattern[str]
    names: NameSigns

    @classmethod
    def read(cls, file: Path) -> Signs:
        """From the file; PhraseListsError when it is missing, no YAML, or a list in it is missing or empty."""
        lists = read_phrase_lists(file, _NEEDED)
        try:
            persons, has, health = lists["een_persoon"], lists["heeft"], lists["gezondheid"]
            numbers = {PersonalData(kind): _any(words) for kind, words in lists["voor_een_nummer"].items()}
            return cls(
                numbers=numbers,
                before_amount=re.compile(rf"(?:{_one_of(lists['voor_een_bedrag'])})\s*$"),
                after_amount=re.compile(rf"\s*(?:{_one_of(lists['achter_een_bedrag'])})(?!\w)"),
                vehicles=_any(lists["voertuigen"]),
                birth=_any(lists["geboorte"]),
                address=_any(lists["adressen"]),
                street_ends=tuple(lists["straten_eindigen_op"]),
                no_streets=frozenset((*lists["straten_eindigen_op"], *lists["geen_straten"])),
                short_words=frozenset(lists["korte_woorden"]),
                health=re.compile(
                    rf"(?:(?<!\w)(?:{_one_of(persons)})|\[naam\])\s+(?:\w+\s+){{0,2}}(?:{_one_of(has)})\s+"
                    rf"(?:[\w'’]+\s+){{0,4}}?({_one_of(health)})(?!\w)"
                ),
                social_media=_any(lists["sociale_media"]),
                user_name=re.compile(
                    rf"(?<!\w)(?:{_one_of(lists['voor_een_gebruikersnaam'])})(?: bij \w+)?"
                    r"(?:(?:\s*[:=]| is| was| heet)\s*([\w.\-]*[\w])|\s+([\w.\-]*[\d_.][\w.\-]*\w))"
                ),
                names=NameSigns.of(lists),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise PhraseListsError(f"{file}: a list of signs is not as it should be ({error!r})") from error

    def before(self, text: str, start: int) -> PersonalData | None:
        """The kind whose sign stands nearest before `start`, within its reach and its sentence; None without one."""
        reach = text[max(0, start - _REACH) : start].lower()
        reach = _ENDS_SENTENCE.split(reach)[-1]
        found = [(match.end(), kind) for kind, sign in self.numbers.items() for match in sign.finditer(reach)]
        return max(found, key=lambda one: one[0])[1] if found else None

    def is_amount(self, text: str, start: int, end: int) -> bool:
        """Whether the number between is an amount: "€ 123456782", "123456782 euro"."""
        before, after = text[max(0, start - _AFTER) : start].lower(), text[end : end + _AFTER].lower()
        return bool(self.before_amount.search(before) or self.after_amount.match(after))

    def mentions_vehicle(self, text: str) -> bool:
        """Whether the text is about a car or the like."""
        return bool(self.vehicles.search(text.lower()))


def _bare(phrase: str) -> str:
    return " ".join(word.rstrip(".") for word in phrase.lower().split())


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _any(phrases: Iterable[str]) -> Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_one_of(phrases)})(?!\w)")
