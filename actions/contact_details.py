"""What a municipality's own file holds: opening hours, telephone number, address, as it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from babel.lists import format_list

from actions.asked_days import dates_of
from actions.contact_points import WAYS, named, open_now, way
from actions.guided_tool.interruption import InterruptingSkill
from actions.message import message, municipality_source
from actions.skill import Reply, without_answer
from actions.skill_turn import SkillTurn
from actions.where_to_go import ask_which, remarks
from content.dutch_dates import clock, day_in_words
from content.municipalities.closing_days import Hours
from content.municipalities.opening_hours import ZONE, OpeningHours
from content.municipalities.own_file import GENERAL, ContactPoint, OwnFile
from content.plain_text import bare_words
from contract.details import ALL_DETAILS, Details
from contract.intents import Intent
from contract.message import Outcome

HOURS, APPOINTMENT = "openingstijden", "afspraak"
_DAYS_TOLD_AHEAD = 14
"""A closing day is told along from so many days before."""


class ActionGegevens(InterruptingSkill):
    """The details asked for, of the contact points they are asked of."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_gegevens"

    def reply(self, turn: SkillTurn) -> Reply:
        """The details; without a municipality one question back, without a file where to look."""
        context = replace(turn.context, wanted=turn.details.wanted, days=turn.details.days)
        if len(turn.details.municipalities) > 1:
            asked = Details(
                wanted=turn.details.wanted, days=turn.details.days, municipalities=turn.details.municipalities
            )
            return ask_which(turn, Intent.ASK_CONTACT_DETAILS, asked)
        if turn.municipality is None:
            ask = message(Outcome.CLARIFICATION, turn.say_details("welke_gemeente"))
            return without_answer(turn, ask, context)
        own = turn.own_file
        if own is None:
            missing = " ".join(turn.say_details(f"geen_{detail}") for detail in turn.details.wanted)
            text = turn.say_details("zonder_bestand", gemeente=turn.municipality.name, ontbreekt=missing)
            return without_answer(turn, message(Outcome.NO_ANSWER, text), context)
        points = [_paragraph(point, turn) for point in _asked_of(own, turn)]
        text = "\n\n".join([*points, *remarks(turn.municipality, turn)])
        answer = replace(message(Outcome.ANSWER, text), sources=(municipality_source(own.municipality),))
        return answer, replace(context, offered_topics=(), turns_without_answer=0)


def _asked_of(own: OwnFile, turn: SkillTurn) -> tuple[ContactPoint, ...]:
    """The contact points whose names the message shares the most words with, else those for what it is about."""
    typed = set(bare_words(turn.text)) - set(bare_words(own.municipality.name))
    shared = {point.name: len(typed & set(bare_words(point.name))) for point in own.contact_points}
    most = max(shared.values())
    named_here = tuple(point for point in own.contact_points if most and shared[point.name] == most)
    return named_here or own.for_need(turn.details.need or turn.context.need or GENERAL)


def _paragraph(point: ContactPoint, turn: SkillTurn) -> str:
    wanted = turn.details.wanted
    wanted = (*WAYS, HOURS) if ALL_DETAILS in wanted else wanted
    lines = [line for detail in wanted for line in _lines(detail, point, turn)]
    if not lines:
        lines = [turn.say_details(f"geen_{detail}") for detail in wanted]
        lines += [turn.say_details("vraag_het"), *_ways(point, turn)]
    elif ALL_DETAILS not in turn.details.wanted:
        lines += [turn.say_details(f"geen_{detail}") for detail in wanted if not list(_lines(detail, point, turn))]
    return named(point, lines, turn)


def _lines(detail: str, point: ContactPoint, turn: SkillTurn) -> Iterator[str]:
    if detail == HOURS and point.hours is not None:
        yield from _hours(point.hours, turn)
    elif detail == APPOINTMENT and point.appointment:
        yield turn.say_details(f"afspraak_{point.appointment}")
    elif detail in WAYS:
        yield from way(detail, point, turn)


def _ways(point: ContactPoint, turn: SkillTurn) -> list[str]:
    return [line for detail in WAYS for line in way(detail, point, turn)]


def _hours(hours: OpeningHours, turn: SkillTurn) -> Iterator[str]:
    today = turn.moment.astimezone(ZONE).date()
    if turn.details.days:
        yield from _on_days(hours, dates_of(turn.details.days, today), turn)
        return
    for name, usual in hours.by_weekday():
        yield turn.say_details("dag_uren", dag=name, uren=_in_words(usual, "", turn))
    yield open_now(hours, turn)
    for day in hours.unusual_days(today + timedelta(1), _DAYS_TOLD_AHEAD - 1):
        yield _on(hours, day, hours.why_not_as_usual(day), turn)


def _on_days(hours: OpeningHours, dates: list[date], turn: SkillTurn) -> Iterator[str]:
    """The hours on `dates`, and of today whether it is open now; closed on all of them, when it opens after."""
    for day in dates:
        yield _on(hours, day, hours.exceptions.why_closed(day) or hours.why_not_as_usual(day), turn)
    if turn.moment.astimezone(ZONE).date() in dates:
        yield open_now(hours, turn)
        return
    after = datetime.combine(dates[-1], time.max, ZONE)
    opens = hours.next_opening(after)
    if opens is not None and not any(map(hours.on, dates)):
        yield turn.say_details("daarna_open", dag=day_in_words(opens.date()), tijd=clock(opens))


def _on(hours: OpeningHours, day: date, reason: str, turn: SkillTurn) -> str:
    return turn.say_details("dag_uren", dag=day_in_words(day), uren=_in_words(hours.on(day), reason, turn))


def _in_words(hours: Hours, reason: str, turn: SkillTurn) -> str:
    if not hours:
        return turn.say_details("gesloten_om", reden=reason) if reason else turn.say_details("gesloten")
    spans = [turn.say_details("uren", van=clock(start), tot=clock(end)) for start, end in hours]
    text = format_list(spans, locale="nl")
    return turn.say_details("uren_om", uren=text, reden=reason) if reason else text
