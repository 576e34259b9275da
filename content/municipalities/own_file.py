"""A municipality's own file, `data/live/gemeenten/<naam>.yml`: checked against its JSON Schema, then read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from content import markdown
from content.json_schema import Violations, read_checked, read_schema
from content.municipalities.closing_days import ClosingDays, Closure, OtherHours
from content.municipalities.names import slug
from content.municipalities.opening_hours import OpeningHours, read_hours
from content.municipalities.register import Municipality, Register
from content.paths import SCHEMAS
from content.phone_numbers import read_phone_number

SCHEMA = SCHEMAS / "gemeente.schema.json"
GENERAL = "algemeen"
_LEAP_YEAR = 2024


@dataclass(frozen=True)
class ContactPoint:
    """Someone to turn to; `needs` says for what (see the schema). What is not known is empty.

    `appointment` says whether one is needed (nodig, niet-nodig). `phone` is as it was written, and
    `phone_link` what a telephone dials ("tel:+31302860000").
    """

    name: str
    needs: tuple[str, ...]
    phone: str = ""
    phone_link: str = ""
    email: str = ""
    link: str = ""
    address: str = ""
    appointment: str = ""
    hours: OpeningHours | None = None


@dataclass(frozen=True)
class LocalText:
    """A municipality's own words on a topic: added to the guide's, or in their place."""

    text: str
    replaces_guide: bool


@dataclass(frozen=True)
class OwnFile:
    """All that one municipality says about itself."""

    municipality: Municipality
    contact_points: tuple[ContactPoint, ...]
    exceptions: ClosingDays
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
        fitting = tuple(point for point in self.contact_points if need in point.needs)
        general = tuple(point for point in self.contact_points if GENERAL in point.needs)
        return fitting or general or self.contact_points


def read_own_file(file: Path, register: Register, topics: Collection[str]) -> OwnFile:
    """Read one municipality's file; raises ContentError with every problem, each with its line."""
    values = read_checked(file, schema(), lambda values: _wrong_here(values, file, register, topics))
    return _own_file(values, register)


def schema() -> dict[str, Any]:
    """The JSON Schema of these files."""
    return read_schema(SCHEMA)


def _wrong_here(values: dict[str, Any], file: Path, register: Register, topics: Collection[str]) -> Violations:
    """What a schema cannot see: whether it fits the file's name, the register and the guide."""
    name, known = values["naam"], register.find(values["naam"])
    if file.stem != slug(name):
        yield ["naam"], f"'{name}' hoort in het bestand {slug(name)}.yml"
    if values.get("fictief"):
        if known is not None:
            yield ["fictief"], f"'{name}' is de naam van de gemeente {known.name}, dus niet fictief"
    elif known is None or known.name != name:
        meant = f"; bedoel je {known.name}?" if known is not None else ""
        yield ["naam"], f"'{name}' staat niet in het register van gemeenten{meant}"
    yield from _wrong_days(values)
    for topic, local in values.get("onderwerpen", {}).items():
        if topic not in topics:
            yield ["onderwerpen", topic], f"het onderwerp '{topic}' bestaat niet"
        for kind, text in local.items():
            for _, message in markdown.problems(text):
                yield ["onderwerpen", topic, kind], message
    yield from _wrong_points(values)


def _wrong_days(values: dict[str, Any]) -> Violations:
    for index, closure in enumerate(values.get("gesloten", ())):
        try:
            first, last = date.fromisoformat(closure["van"]), date.fromisoformat(closure.get("tot", closure["van"]))
        except ValueError:
            yield ["gesloten", index], f"deze datum bestaat niet: {closure['van']} tot {closure.get('tot', '')}"
        else:
            if last < first:
                yield ["gesloten", index], "'tot' ligt voor 'van'"
    for index, other in enumerate(values.get("andere-uren", ())):
        try:
            date.fromisoformat(other["dag"] if len(other["dag"]) > len("12-24") else f"{_LEAP_YEAR}-{other['dag']}")
        except ValueError:
            yield ["andere-uren", index], f"deze datum bestaat niet: {other['dag']}"
        yield from _backwards(["andere-uren", index, "uren"], other["uren"])


def _wrong_points(values: dict[str, Any]) -> Violations:
    for index, point in enumerate(values["contactpunten"]):
        if "telefoon" in point and read_phone_number(point["telefoon"]) is None:
            message = f"'{point['telefoon']}' is geen telefoonnummer dat bestaat: tel de cijfers na"
            yield ["contactpunten", index, "telefoon"], message
        for day, hours in point.get("openingstijden", {}).items():
            yield from _backwards(["contactpunten", index, "openingstijden", day], hours)


def _backwards(path: list[str | int], hours: str | list[str]) -> Violations:
    for text in [hours] if isinstance(hours, str) else hours:
        start, _, end = text.partition("-")
        if end <= start:
            yield path, f"'{text}' eindigt voor het begint"


def _own_file(values: dict[str, Any], register: Register) -> OwnFile:
    exceptions = _closing_days(values)
    name = values["naam"]
    invented = Municipality(code=f"fictief-{slug(name)}", name=name, is_invented=True)
    assistant, handover = values.get("assistent", {}), values.get("overdracht", {})
    return OwnFile(
        municipality=register.find(name) or invented,
        contact_points=tuple(_contact_point(point, exceptions) for point in values["contactpunten"]),
        exceptions=exceptions,
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


def _closing_days(values: dict[str, Any]) -> ClosingDays:
    closures = tuple(
        Closure(date.fromisoformat(one["van"]), date.fromisoformat(one.get("tot", one["van"])), one.get("reden", ""))
        for one in values.get("gesloten", ())
    )
    other_hours = tuple(_other_hours(one) for one in values.get("andere-uren", ()))
    return ClosingDays(closures, other_hours, values.get("feestdagen", {}))


def _other_hours(values: dict[str, Any]) -> OtherHours:
    *year, month, day = map(int, values["dag"].split("-"))
    return OtherHours(year[0] if year else None, month, day, read_hours(values["uren"]), values.get("reden", ""))


def _contact_point(values: dict[str, Any], exceptions: ClosingDays) -> ContactPoint:
    hours, phone = values.get("openingstijden"), values.get("telefoon", "")
    number = read_phone_number(phone)
    return ContactPoint(
        name=values["naam"],
        needs=tuple(values["voor"]),
        phone=phone,
        phone_link=number.uri if number is not None else "",
        email=values.get("email", ""),
        link=values.get("link", ""),
        address=values.get("adres", ""),
        appointment=values.get("afspraak", ""),
        hours=OpeningHours.of(hours, exceptions) if hours else None,
    )
