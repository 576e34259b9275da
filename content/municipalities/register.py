"""The register of all municipalities: `data/restart/register`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from content.frontmatter import read_mapping
from content.municipalities.names import comparable, slug
from content.problems import ContentError, Problem

FIELDS = {"naam", "ook", "geldig_tot", "gaat_op_in", "gepland"}
MUNICIPALITIES = "gemeenten.yml"
PLACES = "plaatsen.yml"
FORMER = "vroegere_gemeenten.yml"
AMBIGUOUS = "dubbelzinnig.yml"


@dataclass(frozen=True)
class Municipality:
    """One municipality: its code at Statistics Netherlands (CBS), its official name and the other names.

    `valid_until` is its last day and `goes_into` the code of the one it goes into; `is_planned`
    says that this was not yet decided when it was written down.
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    valid_until: date | None = None
    goes_into: str | None = None
    is_planned: bool = False
    is_invented: bool = False

    @property
    def slug(self) -> str:
        """The name in addresses and of its own file."""
        return slug(self.name)

    def has_gone(self, day: date) -> bool:
        """Whether it has gone into another one by `day`; a planned merger is not counted on."""
        return self.valid_until is not None and day > self.valid_until and not self.is_planned


class Register:
    """All municipalities, by code and by every name."""

    def __init__(self, municipalities: Iterable[Municipality], ambiguous: Mapping[str, frozenset[str]]) -> None:
        """`ambiguous` holds the plain names that are also words: of "gemeenten" and of "plaatsen"."""
        self._by_code = {one.code: one for one in municipalities}
        self.ambiguous = ambiguous
        self.names: dict[str, tuple[str, ...]] = {}
        """Plain name to the codes of the municipalities that are called so."""
        self.own_names: set[str] = set()
        """Plain names of municipalities themselves, not of a place in one."""
        self._name_all()

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str | None) -> Municipality | None:
        """By its CBS code."""
        return self._by_code.get(code or "")

    def find(self, name: str) -> Municipality | None:
        """By slug, CBS code or another name that only it has; None for an unknown name or one of several."""
        by_code = self._by_code.get(name.upper())
        codes = self.names.get(comparable(name), ())
        return by_code or (self._by_code[codes[0]] if len(codes) == 1 else None)

    def successor(self, one: Municipality, day: date) -> Municipality:
        """The one that `one` has gone into by `day`, or `one` itself."""
        goes_into = self.get(one.goes_into)
        return self.successor(goes_into, day) if goes_into is not None and one.has_gone(day) else one

    def plus(self, others: Iterable[Municipality]) -> Register:
        """This register with `others` added; one with a known code changes nothing."""
        return Register([*self, *(one for one in others if one.code not in self._by_code)], self.ambiguous)

    def _name_all(self) -> None:
        for one in self:
            for name in (one.name, one.name.partition("(")[0], *one.other_names):
                self._add(name, one.code)
        self.own_names = set(self.names)
        for one in self:
            for name in (*one.former_names, *one.places):
                if comparable(name) not in self.own_names:  # Hengelo is the municipality, not the village
                    self._add(name, one.code)

    def _add(self, name: str, code: str) -> None:
        codes = self.names.get(comparable(name), ())
        if code not in codes:
            self.names[comparable(name)] = (*codes, code)


def read_register(folder: Path) -> Register:
    """Read the register; raises ContentError with every problem, each with file and line."""
    problems: list[Problem] = []
    rows = _rows(folder / MUNICIPALITIES, problems)
    places = _names_by_code(folder / PLACES, rows, problems)
    former = _names_by_code(folder / FORMER, rows, problems, turned=True)
    values, _ = _mapping(folder / AMBIGUOUS, problems)
    if problems:
        raise ContentError(problems)
    known = (
        Municipality(
            code=code,
            name=row["naam"],
            other_names=tuple(row.get("ook", ())),
            places=tuple(places.get(code, ())),
            former_names=tuple(former.get(code, ())),
            valid_until=_date(row.get("geldig_tot")),
            goes_into=row.get("gaat_op_in"),
            is_planned=bool(row.get("gepland")),
        )
        for code, row in rows.items()
    )
    return Register(known, {kind: frozenset(map(comparable, names)) for kind, names in values.items()})


def _rows(file: Path, problems: list[Problem]) -> dict[str, dict[str, Any]]:
    values, lines = _mapping(file, problems)
    for code, row in values.items():
        wrong = _wrong_row(row, values)
        problems += [Problem(file, lines[code], f"'{code}': {message}") for message in wrong]
    return values


def _wrong_row(row: Any, rows: dict[str, Any]) -> list[str]:
    if not isinstance(row, dict) or not isinstance(row.get("naam"), str):
        return ["hier ontbreekt 'naam'"]
    wrong = [f"'{field}' is hier niet bekend; wel {', '.join(sorted(FIELDS))}" for field in set(row) - FIELDS]
    if not isinstance(row.get("ook", []), list):
        wrong.append("'ook' moet een lijst van namen zijn")
    if ("geldig_tot" in row) != ("gaat_op_in" in row):
        wrong.append("'geldig_tot' en 'gaat_op_in' horen bij elkaar")
    if "geldig_tot" in row and _date(row["geldig_tot"]) is None:
        wrong.append("'geldig_tot' moet een datum zijn, zoals 2026-12-31")
    if "gaat_op_in" in row and row["gaat_op_in"] not in rows:
        wrong.append(f"gaat_op_in verwijst naar '{row['gaat_op_in']}', die gemeente bestaat niet")
    return wrong


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _names_by_code(
    file: Path, rows: Mapping[str, Any], problems: list[Problem], turned: bool = False
) -> dict[str, list[str]]:
    """Names by code; `turned` files give the code for each name."""
    values, lines = _mapping(file, problems)
    found: dict[str, list[str]] = {}
    for key, value in values.items():
        code, names = (value, [key]) if turned else (key, value)
        if code not in rows:
            problems.append(Problem(file, lines[key], f"de gemeente '{code}' bestaat niet"))
        elif not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            problems.append(Problem(file, lines[key], f"bij '{key}' hoort een lijst van namen"))
        else:
            found.setdefault(code, []).extend(names)
    return found


def _mapping(file: Path, problems: list[Problem]) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        return read_mapping(file)
    except ContentError as error:
        problems += error.problems
    except OSError as error:
        problems.append(Problem(file, 1, f"dit bestand kan niet gelezen worden: {error.strerror}"))
    return {}, {}
