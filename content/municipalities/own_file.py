"""A municipality's own file, `data/live/gemeenten/<naam>.yml`: checked against its JSON Schema, then read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from content import markdown
from content.json_schema import Violations, read_checked, read_schema
from content.municipalities.names import slug
from content.municipalities.opening_hours import Closure, OpeningHours
from content.municipalities.register import Municipality, Register
from content.paths import SCHEMAS

SCHEMA = SCHEMAS / "gemeente.schema.json"
GENERAL = "algemeen"


@dataclass(frozen=True)
class ContactPoint:
    """Someone to turn to; `needs` says for what (see the schema). What is not known is empty."""

    name: str
    needs: tuple[str, ...]
    phone: str
    email: str
    link: str
    address: str
    hours: OpeningHours | None


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


def _wrong_hours(values: dict[str, Any]) -> Violations:
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
    invented = Municipality(code=f"fictief-{slug(name)}", name=name, is_invented=True)
    assistant, handover = values.get("assistent", {}), values.get("overdracht", {})
    return OwnFile(
        municipality=register.find(name) or invented,
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
        name=values["naam"],
        needs=tuple(values["voor"]),
        phone=values.get("telefoon", ""),
        email=values.get("email", ""),
        link=values.get("link", ""),
        address=values.get("adres", ""),
        hours=OpeningHours.of(hours, closures) if hours else None,
    )
