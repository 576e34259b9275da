"""What a municipality's own file holds is told as it was asked for; what it does not hold is said."""

from __future__ import annotations

from datetime import date

import pytest

from actions.asked_days import dates_of
from actions.contact_details import ActionGegevens
from actions.skill_turn import SkillTurn
from contract.context import Context
from contract.message import AssistantMessage, Outcome
from contract.turn import Origin
from tests.support.skills import run, said, turn_at

HERE = Context(municipality="fictief-voorbeeldstad")
THURSDAY = "2026-11-26T10:00"


def details(name: str, **values: object) -> str:
    return said("gegevens", name, **values)


def reply_at(moment: str, *wanted: str, days: tuple[str, ...] = (), need: str = "") -> AssistantMessage:
    turn: SkillTurn = turn_at(moment, "vraag_gegevens", HERE, wanted=wanted, days=days, need=need)
    return ActionGegevens().reply(turn)[0]


def test_without_a_municipality_it_asks_which_and_remembers_the_question() -> None:
    message, context = run(ActionGegevens(), "vraag_gegevens", wanted=("openingstijden",), days=("maandag",))
    assert (message.outcome, message.text) == (Outcome.CLARIFICATION, details("welke_gemeente"))
    assert (context.wanted, context.days) == (("openingstijden",), ("maandag",))


def test_a_shared_name_is_asked_back_with_the_same_question() -> None:
    codes = ("GM0373", "GM0893")
    message, _ = run(ActionGegevens(), "vraag_gegevens", wanted=("telefoon",), municipalities=codes)
    assert [choice.goal.details.municipalities for choice in message.choices] == [("GM0373",), ("GM0893",)]
    assert all(choice.goal.intent == "vraag_gegevens" for choice in message.choices)
    assert all(choice.goal.details.wanted == ("telefoon",) for choice in message.choices)


def test_a_municipality_without_a_file_says_where_to_look() -> None:
    message, _ = run(ActionGegevens(), "vraag_gegevens", wanted=("telefoon",), municipalities=("GM0193",))
    assert message.outcome is Outcome.NO_ANSWER
    assert message.text == details("zonder_bestand", gemeente="Zwolle", ontbreekt=details("geen_telefoon"))


def test_the_week_and_what_is_different_soon() -> None:
    message = reply_at("2026-12-21T10:00", "openingstijden")
    lines = message.text.splitlines()
    assert message.outcome is Outcome.ANSWER
    assert lines[0] == "**Loket Economische Zaken**"
    assert "- donderdag: 09.00 tot 17.00 uur en 18.00 tot 20.00 uur" in lines
    assert "- zondag: gesloten" in lines
    assert "- donderdag 24 december: 09.00 tot 12.00 uur (kerstavond)" in lines
    assert "- vrijdag 25 december: gesloten (eerste kerstdag)" in lines
    assert "- maandag 28 december: gesloten (kerstsluiting)" in lines
    assert message.sources == ("gemeente/voorbeeldstad",)


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (("maandag",), ["- maandag 30 november: 09.00 tot 17.00 uur"]),
        (
            ("vandaag",),
            [
                "- donderdag 26 november: 09.00 tot 17.00 uur en 18.00 tot 20.00 uur",
                "- Nu open, tot 17.00 uur.",
            ],
        ),
        (("12-24",), ["- donderdag 24 december: 09.00 tot 12.00 uur (kerstavond)"]),
        (
            ("zaterdag", "zondag"),
            [
                "- zaterdag 28 november: gesloten",
                "- zondag 29 november: gesloten",
                "- Daarna weer open op maandag 30 november om 09.00 uur.",
            ],
        ),
        (
            ("tweede-paasdag",),
            [
                "- maandag 29 maart: gesloten (tweede paasdag)",
                "- Daarna weer open op dinsdag 30 maart om 09.00 uur.",
            ],
        ),
    ],
)
def test_on_the_days_asked_for(days: tuple[str, ...], lines: list[str]) -> None:
    text = reply_at(THURSDAY, "openingstijden", days=days).text
    assert [line for line in text.splitlines() if line.startswith("-")] == lines


def test_only_what_is_asked_of_the_one_it_is_about() -> None:
    assert "0900 000 0003" in reply_at(THURSDAY, "telefoon", need="kennismaken").text
    text = reply_at(THURSDAY, "telefoon", need="werk").text
    assert "[0900 000 0002](tel:09000000002)" in text
    assert "@" not in text


def test_a_contact_point_is_found_by_its_name() -> None:
    message, _ = run(
        ActionGegevens(), "vraag_gegevens", Context(municipality="fictief-proefhaven"), "waar is het werkplein",
        wanted=("adres",),
    )  # fmt: skip
    assert "Kade 12, Proefhaven" in message.text


def test_what_is_not_in_the_file_is_said_with_the_ways_that_are() -> None:
    message, _ = run(
        ActionGegevens(), "vraag_gegevens", wanted=("adres",), municipalities=("fictief-oefendorp",)
    )  # fmt: skip
    assert details("geen_adres") in message.text
    assert "info@oefendorp.example" in message.text


def test_one_of_two_that_is_not_in_the_file_is_said_too() -> None:
    text = reply_at(THURSDAY, "telefoon", "adres", need="werk").text
    assert "0900 000 0002" in text
    assert details("geen_adres") in text


def test_an_appointment() -> None:
    assert details("afspraak_niet-nodig") in reply_at(THURSDAY, "afspraak").text
    assert details("geen_afspraak") in reply_at(THURSDAY, "afspraak", need="werk").text


def test_on_a_municipality_s_site_it_is_that_one() -> None:
    message, _ = run(
        ActionGegevens(), "vraag_gegevens", origin=Origin("web", "voorbeeldstad", ()), wanted=("telefoon",)
    )  # fmt: skip
    assert "0900 000 0001" in message.text


def test_days_by_the_calendar() -> None:
    today = date(2026, 11, 26)
    assert dates_of(["morgen", "vandaag"], today) == [date(2026, 11, 26), date(2026, 11, 27)]
    assert dates_of(["donderdag"], today) == [today]
    assert dates_of(["01-01", "02-29"], today) == [date(2027, 1, 1), date(2028, 2, 29)]
    assert dates_of(["koningsdag"], today) == [date(2027, 4, 27)]
