"""The register of all municipalities: `data/restart/register`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from content.frontmatter import read_mapping
from content.municipalities.names import comparable, slug
from content.municipalities.provinces import FIELDS as PROVINCE_FIELDS
from content.municipalities.provinces import Provinces, provinces
from content.municipalities.spellings import GROUPS as ABBREVIATION_GROUPS
from content.municipalities.spellings import Abbreviations, abbreviations
from content.problems import ContentError, Problem

FIELDS = {"naam", "provincie", "ook", "kort", "geldig_tot", "gaat_op_in", "gepland"}
MUNICIPALITIES = "gemeenten.yml"
PLACES = "plaatsen.yml"
FORMER = "vroegere_gemeenten.yml"
AMBIGUOUS = "dubbelzinnig.yml"
NAMESAKES = "naamgenoten.yml"
PROVINCES = "provincies.yml"
ABBREVIATIONS = "afkortingen.yml"


@dataclass(frozen=True)
class Municipality:
    """One municipality: its code at Statistics Netherlands (CBS), its official name and the other names.

    `short_names` are abbreviations that no rule gives, `namesakes` places that count only with their province.
    `valid_until` is its last day and `goes_into` the code of the one it goes into; `is_planned`
    says that this was not yet decided when it was written down.
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    province: str = ""
    short_names: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
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


NO_PROVINCES, NO_ABBREVIATIONS = Provinces(), Abbreviations()


class Register:
    """All municipalities, by code and by every name."""

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        ambiguous: Mapping[str, frozenset[str]],
        provinces: Provinces = NO_PROVINCES,
        abbreviations: Abbreviations = NO_ABBREVIATIONS,
    ) -> None:
        """`ambiguous` holds the plain names that are also words: of "gemeenten" and of "plaatsen"."""
        self._by_code = {one.code: one for one in municipalities}
        self.ambiguous = ambiguous
        self.provinces = provinces
        self.abbreviations = abbreviations
        self.names: dict[str, tuple[str, ...]] = {}
        """Plain name to the codes of the municipalities that are called so."""
        self.own_names: set[str] = set()
        """Plain names of municipalities themselves, not of a place in one."""
        self._shadowed: dict[str, tuple[str, ...]] = {}
        """Places called as a municipality or a larger place elsewhere: they count with their province only."""
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
        codes = self.codes(comparable(name))
        return by_code or (self._by_code[codes[0]] if len(codes) == 1 else None)

    def codes(self, plain: str) -> tuple[str, ...]:
        """The codes of the municipalities with this plain name, written out or abbreviated."""
        return self.names.get(plain) or self.spellings.get(plain, ())

    def is_small_place(self, plain: str) -> bool:
        """Whether this is the plain name of a place that counts with its province only."""
        return plain in self._shadowed

    def in_provinces(self, plain: str, provinces: Collection[str]) -> tuple[str, ...]:
        """The codes of those called so in one of `provinces`, small places included when no other is there."""

        def there(codes: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(code for code in codes if self._by_code[code].province in provinces)

        return there(self.codes(plain)) or there(self._shadowed.get(plain, ()))

    @cached_property
    def spellings(self) -> dict[str, tuple[str, ...]]:
        """Abbreviated plain names that are no full name, to the codes they can mean."""
        found: dict[str, tuple[str, ...]] = {}
        for one in self:
            for name in one.short_names:
                _add(found, name, one.code)
        full_names = self.names.keys()
        for name, codes in self.names.items():
            for short in self.abbreviations.spellings(name) - full_names:
                for code in codes:
                    _add(found, short, code)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that a name or a spelling holds, those of small places included."""
        return frozenset(word for name in (*self.names, *self.spellings, *self._shadowed) for word in name.split())

    def successor(self, one: Municipality, day: date) -> Municipality:
        """The one that `one` has gone into by `day`, or `one` itself."""
        goes_into = self.get(one.goes_into)
        return self.successor(goes_into, day) if goes_into is not None and one.has_gone(day) else one

    def plus(self, others: Iterable[Municipality]) -> Register:
        """This register with `others` added; one with a known code changes nothing."""
        more = [one for one in others if one.code not in self._by_code]
        return Register([*self, *more], self.ambiguous, self.provinces, self.abbreviations)

    def _name_all(self) -> None:
        for one in self:
            for name in (one.name, one.name.partition("(")[0], *one.other_names):
                _add(self.names, name, one.code)
        self.own_names = set(self.names)
        for one in self:
            for name in (*one.former_names, *one.places):  # Hengelo is the municipality, not the village
                _add(self._shadowed if comparable(name) in self.own_names else self.names, name, one.code)
            for name in one.namesakes:
                _add(self._shadowed, name, one.code)


def _add(names: dict[str, tuple[str, ...]], name: str, code: str) -> None:
    codes = names.get(comparable(name), ())
    if code not in codes:
        names[comparable(name)] = (*codes, code)


def read_register(folder: Path) -> Register:
    """Read the register; raises ContentError with every problem, each with file and line."""
    problems: list[Problem] = []
    rows = _rows(folder / MUNICIPALITIES, problems)
    places = _names_by_code(folder / PLACES, rows, problems)
    former = _names_by_code(folder / FORMER, rows, problems, turned=True)
    namesakes = _names_by_code(folder / NAMESAKES, rows, problems)
    values, _ = _mapping(folder / AMBIGUOUS, problems)
    known_provinces = _provinces(folder / PROVINCES, rows, problems)
    shortened = _abbreviations(folder / ABBREVIATIONS, problems)
    if problems:
        raise ContentError(problems)
    known = (
        Municipality(
            code=code,
            name=row["naam"],
            other_names=tuple(row.get("ook", ())),
            places=tuple(places.get(code, ())),
            former_names=tuple(former.get(code, ())),
            province=row["provincie"],
            short_names=tuple(row.get("kort", ())),
            namesakes=tuple(namesakes.get(code, ())),
            valid_until=_date(row.get("geldig_tot")),
            goes_into=row.get("gaat_op_in"),
            is_planned=bool(row.get("gepland")),
        )
        for code, row in rows.items()
    )
    ambiguous = {kind: frozenset(map(comparable, names)) for kind, names in values.items()}
    return Register(known, ambiguous, known_provinces, shortened)


def _provinces(file: Path, rows: Mapping[str, Any], problems: list[Problem]) -> Provinces:
    values, lines = _mapping(file, problems)
    for name, row in values.items():
        if not isinstance(row, dict) or set(row) - PROVINCE_FIELDS:
            allowed = ", ".join(sorted(PROVINCE_FIELDS))
            problems.append(Problem(file, lines[name], f"'{name}': hier passen alleen lijsten met de namen {allowed}"))
    for code, row in rows.items() if values else ():
        if isinstance(row, dict) and row.get("provincie") not in values:
            message = f"'{code}': de provincie '{row.get('provincie', '')}' staat niet in {file.name}"
            problems.append(Problem(file.with_name(MUNICIPALITIES), 1, message))
    return provinces(values) if not problems else NO_PROVINCES


def _abbreviations(file: Path, problems: list[Problem]) -> Abbreviations:
    values, _ = _mapping(file, problems)
    missing = [name for name in ABBREVIATION_GROUPS if not isinstance(values.get(name), dict)]
    if values and missing:
        problems.append(Problem(file, 1, f"hier ontbreekt {', '.join(missing)}"))
    return abbreviations(values) if not problems else NO_ABBREVIATIONS


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
