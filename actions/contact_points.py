"""Contact points as lines of an answer: how to reach them, and whether they are open now."""

from __future__ import annotations

from collections.abc import Iterable

from actions.skill_turn import SkillTurn
from content.dutch_dates import clock, day_in_words
from content.municipalities.opening_hours import ZONE, OpeningHours
from content.municipalities.own_file import ContactPoint

WAYS = ("telefoon", "email", "link", "adres")
"""The ways to reach a contact point, in the order they are told."""


def contact_lines(points: Iterable[ContactPoint], turn: SkillTurn) -> list[str]:
    """One paragraph a contact point: its name, the ways to reach it, and when it is open."""
    return [_paragraph(point, turn) for point in points]


def _paragraph(point: ContactPoint, turn: SkillTurn) -> str:
    hours = [open_now(point.hours, turn)] if point.hours is not None else []
    return named(point, [*(line for kind in WAYS for line in way(kind, point, turn)), *hours], turn)


def named(point: ContactPoint, lines: Iterable[str], turn: SkillTurn) -> str:
    """`lines` as a list under the contact point's name."""
    items = "\n".join(f"- {line}" for line in lines)
    return f"{turn.say_where('contactpunt', naam=point.name)}\n\n{items}"


def way(kind: str, point: ContactPoint, turn: SkillTurn) -> list[str]:
    """The line for one of `WAYS` to reach the contact point; none when it has none."""
    values = {
        "telefoon": point.phone and f"[{point.phone}]({point.phone_link})",
        "email": point.email and f"[{point.email}](mailto:{point.email})",
        "link": point.link and f"[{point.link}]({point.link})",
        "adres": point.address,
    }
    return [turn.say_where(kind, waarde=values[kind])] if values[kind] else []


def open_now(hours: OpeningHours, turn: SkillTurn) -> str:
    """Whether it is open now, until when or from when, and why it is not as usual."""
    reason = hours.why_not_as_usual(turn.moment.astimezone(ZONE).date())
    closes, opens = hours.closes(turn.moment), hours.next_opening(turn.moment)
    if closes is not None:
        text = turn.say_where("nu_open", tijd=clock(closes))
        return f"{text} {turn.say_where('andere_uren', reden=reason)}" if reason else text
    closed = turn.say_where("gesloten_om", reden=reason) if reason else turn.say_where("gesloten")
    if opens is None:
        return f"{closed} {turn.say_where('lang_dicht')}"
    return f"{closed} {turn.say_where('weer_open', dag=day_in_words(opens.date()), tijd=clock(opens))}"
