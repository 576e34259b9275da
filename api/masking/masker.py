"""Finds all personal data in a text and puts its kind in its place: "bel me op [telefoonnummer]"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from api.masking.addresses import find_addresses
from api.masking.birth_dates import find_birth_dates
from api.masking.company_numbers import find_company_numbers
from api.masking.contact import find_contacts
from api.masking.digits import with_plain_digits
from api.masking.finding import Finding
from api.masking.health import find_health
from api.masking.name_lists import NameLists
from api.masking.names import find_names
from api.masking.numbers import find_numbers
from api.masking.reading import Reading
from api.masking.signs import Signs
from api.masking.user_names import find_user_names
from api.telemetry.message import timed_part
from contract.personal_data import PLACEHOLDER, PersonalData, placeholder

_TAIL = 40
"""Characters of the message before that may be the first half of a number."""

_ONLY_DIGITS = re.compile(r"[\d .\-/_+]+")
_PLACEHOLDER_AT_END = re.compile(rf"(?:{PLACEHOLDER.pattern})\s*\Z")


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds that were left out, each once, in their order."""

    text: str
    kinds: tuple[PersonalData, ...] = ()


class Masker:
    """Leaves personal data out of texts."""

    def __init__(self, signs: Signs, names: NameLists) -> None:
        self._signs = signs
        self._names = names

    @classmethod
    def read(cls, folder: Path, places: Iterable[str]) -> Masker:
        """By the lists in `folder` and the names of places; PhraseListsError when one cannot be used."""
        return cls(Signs.read(folder), NameLists.read(folder, places))

    @timed_part("masking")
    def mask(self, text: str, before: str = "") -> Masked:
        """`text` with the kind in the place of what is personal; `before` is the visitor's message before, as stored.

        A number that began in the message before is left out too.
        """
        findings = list(_apart(self._findings(text, before)))
        parts, end = [], 0
        for finding in findings:
            parts += [text[end : finding.start], placeholder(finding.kind)]
            end = finding.end
        kinds = tuple(dict.fromkeys(finding.kind for finding in findings))
        return Masked("".join([*parts, text[end:]]), kinds)

    @staticmethod
    def may_go_on(text: str) -> bool:
        """Whether `text` can begin with the second half of a number that began in the message before."""
        return _ONLY_DIGITS.match(with_plain_digits(text[:1])) is not None

    def find(self, text: str) -> list[Finding]:
        """All findings in `text`, in their order, none within another."""
        return list(_apart(self._findings(text, "")))

    def _findings(self, text: str, before: str) -> Iterator[Finding]:
        reading = self._reading(with_plain_digits(text))
        found = [*self._of_numbers(reading), *self._second_halves(before, reading.text)]
        yield from found
        names = list(find_names(_without(reading.text, found), self._names, self._signs.names))
        yield from names
        yield from find_company_numbers(reading, self._signs, names)
        yield from find_health(reading, self._signs.health, names)

    def _reading(self, plain: str) -> Reading:
        return Reading(plain, self._signs.abbreviations)

    def _of_numbers(self, reading: Reading) -> Iterator[Finding]:
        yield from find_numbers(reading, self._signs)
        yield from find_contacts(reading, self._signs)
        yield from find_addresses(reading, self._signs, self._names)
        yield from find_birth_dates(reading, self._signs)
        yield from find_user_names(reading, self._signs, self._names)

    def _second_halves(self, before: str, plain: str) -> Iterator[Finding]:
        """What is found where the end of the message before stands in front, as places in `plain`."""
        if not before or not self.may_go_on(plain):
            return
        if plain[:1].isdigit():
            tail = with_plain_digits(before[-_TAIL:])
            joined, shift = self._reading(f"{tail} {plain}"), len(tail) + 1
            for one in (*find_numbers(joined, self._signs), *find_contacts(joined, self._signs)):
                if one.end > shift:
                    yield Finding(max(0, one.start - shift), one.end - shift, one.kind)
        left_out = _PLACEHOLDER_AT_END.search(before)
        if left_out and _ONLY_DIGITS.fullmatch(plain):
            yield Finding(0, len(plain), PersonalData(left_out[0].strip("[] ")))


def _apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without overlaps: those that overlap are one, of the kind of the longest."""
    together: list[Finding] = []
    for finding in sorted(findings):
        if together and finding.start < together[-1].end:
            last = together.pop()
            kind = finding.kind if finding.length > last.length else last.kind
            together.append(Finding(last.start, max(last.end, finding.end), kind))
        else:
            together.append(finding)
    yield from together


def _without(text: str, findings: Iterable[Finding]) -> str:
    """`text` with a mark in the place of what was found, as long as before."""
    letters = list(text)
    for finding in findings:
        letters[finding.start : finding.end] = "#" * finding.length
    return "".join(letters)
