"""A municipality's own file, `data/gemeenten/<naam>.yml`: checked against its JSON Schema, then read."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError, best_match

from gids import markdown
from gids.frontmatter import parse_mapping
from gids.gemeenten.names import slug
from gids.gemeenten.opening_hours import Closure, OpeningHours
from gids.gemeenten.register import Gemeente, Register
from gids.problems import ContentError, Problem
from gids.yaml_places import line_of

SCHEMA = Path(__file__).resolve().parents[2] / "data" / "gemeenten" / "gemeente.schema.json"
GENERAL = "algemeen"


@dataclass(frozen=True)
class ContactPoint:
    """Someone to turn to; `voor` says for what (see the schema). What is not known is empty."""

    naam: str
    voor: tuple[str, ...]
    telefoon: str
    email: str
    link: str
    adres: str
    hours: OpeningHours | None


@dataclass(frozen=True)
class LocalText:
    """A municipality's own words on a topic: added to the guide's, or in their place."""

    tekst: str
    instead: bool


@dataclass(frozen=True)
class OwnFile:
    """All that one municipality says about itself."""

    gemeente: Gemeente
    contact_points: tuple[ContactPoint, ...]
    topics: Mapping[str, LocalText]
    assistant_name: str
    greeting: str
    sites: tuple[str, ...]
    colour: str
    handover_email: str
    handover_webhook: str

    @property
    def handover(self) -> str:
        """The way a message for a person goes: email, webhook or ""."""
        return "email" if self.handover_email else "webhook" if self.handover_webhook else ""

    def for_need(self, need: str) -> tuple[ContactPoint, ...]:
        """The contact points for `need`; the general ones where none is; all of them where neither is."""
        fitting = tuple(point for point in self.contact_points if need in point.voor)
        general = tuple(point for point in self.contact_points if GENERAL in point.voor)
        return fitting or general or self.contact_points


def read_own_file(file: Path, register: Register, topics: Collection[str]) -> OwnFile:
    """Read one municipality's file; raises ContentError with every problem, each with its line."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([Problem(file, 1, f"dit bestand is geen UTF-8: {error.reason}")]) from error
    values, _ = parse_mapping(file, text)
    problems = [Problem(file, line_of(text, path), message) for path, message in _wrong(values)]
    if not problems:
        problems = [
            Problem(file, line_of(text, path), message) for path, message in _wrong_here(values, file, register, topics)
        ]
    if problems:
        raise ContentError(problems)
    return _own_file(values, register)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of these files."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found


def _wrong(values: dict[str, Any]) -> Iterator[tuple[list[str | int], str]]:
    for error in Draft7Validator(schema()).iter_errors(values):
        deepest: ValidationError = best_match([error]) or error
        path = list(deepest.absolute_path)
        if deepest.validator == "additionalProperties":
            known = _part(deepest, "properties")
            for key in set(_instance(deepest)) - set(known):
                yield [*path, key], f"'{key}' is hier niet bekend; wel {', '.join(known)}"
        else:
            yield path, _in_dutch(deepest)


def _in_dutch(error: ValidationError) -> str:
    where = f"'{error.absolute_path[-1]}': " if error.absolute_path else ""
    hint = _part(error, "description")
    messages = {
        "required": f"hier ontbreekt {', '.join(repr(name) for name in _missing(error))}",
        "pattern": f"'{error.instance}' heeft niet de goede vorm. {hint}",
        "enum": f"'{error.instance}' kan hier niet; wel {', '.join(map(str, error.validator_value or ()))}"
        if isinstance(error.validator_value, list)
        else "",
        "anyOf": "geef een telefoonnummer, e-mailadres, link of adres, of uren zoals 09:00-17:00",
        "type": f"dit moet {error.validator_value} zijn, niet '{error.instance}'",
        "minItems": "deze lijst is leeg",
        "minProperties": "hier staat niets onder",
        "maxProperties": f"kies één van: {', '.join(_part(error, 'properties'))}",
        "maxLength": f"te lang: {len(str(error.instance))} tekens, hoogstens {error.validator_value} mag",
        "minLength": "dit is leeg of te kort",
    }
    return f"{where}{messages.get(str(error.validator)) or error.message}".strip()


def _missing(error: ValidationError) -> list[str]:
    needed = error.validator_value if isinstance(error.validator_value, list) else []
    return [name for name in needed if name not in _instance(error)]


def _instance(error: ValidationError) -> dict[str, Any]:
    return error.instance if isinstance(error.instance, dict) else {}


def _part(error: ValidationError, name: str) -> Any:
    return error.schema.get(name, "") if isinstance(error.schema, dict) else ""


def _wrong_here(
    values: dict[str, Any], file: Path, register: Register, topics: Collection[str]
) -> Iterator[tuple[list[str | int], str]]:
    """What a schema cannot see: whether it fits the file's name, the register and the guide."""
    name, known = values["naam"], register.find(values["naam"])
    if file.stem != slug(name):
        yield ["naam"], f"'{name}' hoort in het bestand {slug(name)}.yml"
    if values.get("fictief"):
        if known is not None:
            yield ["fictief"], f"'{name}' is de naam van de gemeente {known.naam}, dus niet fictief"
    elif known is None or known.naam != name:
        meant = f"; bedoel je {known.naam}?" if known is not None else ""
        yield ["naam"], f"'{name}' staat niet in het register van gemeenten{meant}"
    for index, closure in enumerate(values.get("gesloten", ())):
        try:
            first, last = date.fromisoformat(closure["van"]), date.fromisoformat(closure.get("tot", closure["van"]))
        except ValueError:
            yield ["gesloten", index], f"deze datum bestaat niet: {closure['van']} tot {closure.get('tot', '')}"
        else:
            if last < first:
                yield ["gesloten", index], "'tot' ligt voor 'van'"
    for topic, local in values.get("onderwerpen", {}).items():
        if topic not in topics:
            yield ["onderwerpen", topic], f"het onderwerp '{topic}' bestaat niet"
        for kind, text in local.items():
            for _, message in markdown.problems(text):
                yield ["onderwerpen", topic, kind], message
    yield from _wrong_hours(values)


def _wrong_hours(values: dict[str, Any]) -> Iterator[tuple[list[str | int], str]]:
    for index, point in enumerate(values["contactpunten"]):
        for day, hours in point.get("openingstijden", {}).items():
            for text in [hours] if isinstance(hours, str) else hours:
                start, _, end = text.partition("-")
                if end <= start:
                    yield ["contactpunten", index, "openingstijden", day], f"'{text}' eindigt voor het begint"


def _own_file(values: dict[str, Any], register: Register) -> OwnFile:
    closures = tuple(
        Closure(date.fromisoformat(one["van"]), date.fromisoformat(one.get("tot", one["van"])), one.get("reden", ""))
        for one in values.get("gesloten", ())
    )
    name = values["naam"]
    invented = Gemeente(code=f"fictief-{slug(name)}", naam=name, fictief=True)
    assistant, handover = values.get("assistent", {}), values.get("overdracht", {})
    return OwnFile(
        gemeente=register.find(name) or invented,
        contact_points=tuple(_contact_point(point, closures) for point in values["contactpunten"]),
        topics={
            topic: LocalText(next(iter(local.values())).strip(), "vervanging" in local)
            for topic, local in values.get("onderwerpen", {}).items()
        },
        assistant_name=assistant.get("naam", ""),
        greeting=assistant.get("begroeting", "").strip(),
        sites=tuple(values.get("sites", ())),
        colour=values.get("huisstijl", {}).get("kleur", ""),
        handover_email=handover.get("email", ""),
        handover_webhook=handover.get("webhook", ""),
    )


def _contact_point(values: dict[str, Any], closures: tuple[Closure, ...]) -> ContactPoint:
    hours = values.get("openingstijden")
    return ContactPoint(
        naam=values["naam"],
        voor=tuple(values["voor"]),
        telefoon=values.get("telefoon", ""),
        email=values.get("email", ""),
        link=values.get("link", ""),
        adres=values.get("adres", ""),
        hours=OpeningHours.of(hours, closures) if hours else None,
    )
