"""Contact points as lines of an answer: how to reach them, and whether they are open now."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.skill_turn import SkillTurn
from content.municipalities.opening_hours import OpeningHours
from content.municipalities.own_file import ContactPoint


def contact_lines(points: Iterable[ContactPoint], turn: SkillTurn) -> list[str]:
    """One paragraph a contact point: its name, the ways to reach it, and when it is open."""
    return [_paragraph(point, turn) for point in points]


def _paragraph(point: ContactPoint, turn: SkillTurn) -> str:
    values = {
        "telefoon": point.phone and f"[{point.phone}](tel:{re.sub(r'[^+0-9]', '', point.phone)})",
        "email": point.email and f"[{point.email}](mailto:{point.email})",
        "link": point.link and f"[{point.link}]({point.link})",
        "adres": point.address,
    }
    ways = [turn.say_where(way, waarde=value) for way, value in values.items() if value]
    hours = [_open(point.hours, turn)] if point.hours is not None else []
    items = "\n".join(f"- {line}" for line in [*ways, *hours])
    return f"{turn.say_where('contactpunt', naam=point.name)}\n\n{items}"


def _open(hours: OpeningHours, turn: SkillTurn) -> str:
    closes = hours.closes(turn.moment)
    if closes is not None:
        return turn.say_where("nu_open", tijd=f"{closes:%H.%M}")
    opens = hours.next_opening(turn.moment)
    if opens is None:
        return turn.say_where("lang_dicht")
    return turn.say_where("nu_dicht", dag=turn.day(opens.date()), tijd=f"{opens:%H.%M}")
