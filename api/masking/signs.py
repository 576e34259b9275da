"""What shows that something is somebody's: the phrases of `data/restart/persoonsgegevens/tekens.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from re import Pattern
from typing import Any

import yaml

from contract.personal_data import PersonalData

_REACH = 40
"""Characters before a number in which its sign may stand, with no end of a sentence between."""

_AFTER = 14
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


class MaskingListsError(Exception):
    """A list that finding personal data rests on cannot be used; nothing may be stored without it."""


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
    surely_before_name: frozenset[str]
    before_capital_name: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    before_description: frozenset[str]
    before_organisation: frozenset[str]
    after_organisation: frozenset[str]
    ends_of_places: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Signs:
        """From the file; MaskingListsError when it is missing, no YAML, or a list in it is missing or empty."""
        lists = _lists(file)
        try:
            persons, has, health = lists["een_persoon"], lists["heeft"], lists["gezondheid"]
            numbers = {PersonalData(kind): _any(words) for kind, words in lists["voor_een_nummer"].items()}
            names = lists["voor_een_naam"]
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
                surely_before_name=frozenset(names["zeker"]),
                before_capital_name=frozenset(names["met_hoofdletter"]),
                before_description=frozenset(names["of_een_omschrijving"]),
                forms_of_address=frozenset(lists["aanspreekvormen"]),
                titles=frozenset(lists["titels"]),
                determiners=frozenset(lists["lidwoorden"]),
                prepositions=frozenset(lists["voorzetsels"]),
                before_organisation=frozenset(lists["voor_een_organisatie"]),
                after_organisation=frozenset(lists["achter_een_organisatie"]),
                ends_of_places=tuple(lists["gebouwen_eindigen_op"]),
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise MaskingListsError(f"{file}: a list of signs is not as it should be ({error!r})") from error

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


def _lists(file: Path) -> Mapping[str, Any]:
    try:
        lists: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaskingListsError(f"{file} cannot be read: {error}") from error
    if not isinstance(lists, Mapping):
        raise MaskingListsError(f"{file} has no lists")
    missing = [name for name in _NEEDED if not lists.get(name)]
    if missing:
        raise MaskingListsError(f"{file}: these lists are missing or empty: {', '.join(missing)}")
    return lists


def _one_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _any(phrases: Iterable[str]) -> Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_one_of(phrases)})(?!\w)")
