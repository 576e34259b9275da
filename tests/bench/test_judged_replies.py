"""Judging a reply by what it says: each reason that makes it miss, and that nothing else does."""

from typing import Any

import pytest

from bench.addressee import speaks_to
from bench.judged_replies import DIALECT, RAAK, REFERRAL, Result, judge_first_reply, judge_turn, paragraphs, plain
from tests.support.client import Reply

QUESTION = {"verwacht": ["rol/inkoper"], "moet": [["koopt", "inkoop"]], "mag_niet": ["geen idee"]}
TURN = {"uitkomst": ["antwoord"], "verwacht": ["rol/inkoper"], "moet": [["koopt"]], "niet_herhalen": True}


def reply(text: str = "De inkoper koopt in.", outcome: str = "antwoord", **other: Any) -> Reply:
    choices = {label: label for label in other.get("choices", ())}
    return Reply(outcome, text, other.get("sources", ["rol/inkoper"]), choices, {})


def test_a_reply_is_read_without_markup_accents_year_and_stock_doubt() -> None:
    text = "**Één** [site](https://x.nl)\n\nDeze informatie is uit 2019. Een cijfer kan veranderd zijn."
    assert plain(text).strip() == "een site (https://x.nl)"
    assert "niet" not in plain("Ja. Staat jouw antwoord er niet bij? Vraag het anders.")


def test_a_reply_that_says_what_was_asked_is_good() -> None:
    assert judge_first_reply(RAAK, QUESTION, reply()).result is Result.GOOD


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (reply(outcome="gesprek"), "uitkomst gesprek"),
        (reply(sources=["rol/financier"]), "ander onderwerp: rol/financier"),
        (reply("Iets anders."), "mist koopt | inkoop"),
        (reply("x" * 500 + " hij koopt"), "mist koopt | inkoop"),
        (reply("Hij koopt, maar geen idee wat."), "mag niet: geen idee"),
    ],
)
def test_each_reason_makes_a_reply_miss(given: Reply, reason: str) -> None:
    judged = judge_first_reply(RAAK, QUESTION, given)
    assert (judged.result, judged.reasons) == (Result.WRONG, (reason,))


def test_a_question_back_is_good_only_in_dialect_and_with_a_fitting_choice() -> None:
    line = {"verwacht": ["rol/inkoper"], "keuzes_een_van": ["inkop"]}
    asks = reply("Wat bedoel je?", "verduidelijking", sources=[], choices=["Wat doet een inkoper?"])
    assert judge_first_reply(DIALECT, line, asks).result is Result.GOOD
    assert judge_first_reply(RAAK, line, asks).result is Result.WRONG
    other = reply("Wat bedoel je?", "verduidelijking", sources=[], choices=["Wat is de Code?"])
    assert judge_first_reply(DIALECT, line, other).reasons == ("geen passende keuze",)


def test_a_referral_that_names_every_desk_refers_nobody() -> None:
    line = {"uitkomst": ["geen-antwoord"], "moet": [["kvk"]]}
    apt, all_of_them = "Vraag het de KVK.", "Vraag het de KVK, de Belastingdienst, het UWV of een notaris."
    assert judge_first_reply(REFERRAL, line, reply(apt, "geen-antwoord", sources=[])).result is Result.GOOD
    assert judge_first_reply(REFERRAL, line, reply(all_of_them, "geen-antwoord", sources=[])).result is Result.WRONG


@pytest.mark.parametrize(
    ("given", "result"),
    [
        (reply(), Result.GOOD),
        (reply("Iets anders."), Result.HALF),
        (reply(sources=["rol/financier"]), Result.WRONG),
        (reply(outcome="gesprek", sources=[]), Result.WRONG),
        (reply("Wat bedoel je?", "verduidelijking", sources=[], choices=["x"]), Result.WRONG),
    ],
)
def test_a_turn_is_good_half_or_wrong(given: Reply, result: Result) -> None:
    assert judge_turn(TURN, given, set()).result is result


def test_a_turn_with_a_paragraph_told_before_is_half() -> None:
    text = "De inkoper koopt wat de gemeente nodig heeft, en vraagt daarbij ook om maatschappelijke waarde."
    assert judge_turn(TURN, reply(text), paragraphs(text)).reasons == ("herhaalt",)


def test_a_question_back_in_a_talk_is_judged_by_its_choices() -> None:
    turn = {**TURN, "uitkomst": ["antwoord", "verduidelijking"], "keuzes_een_van": ["inkop"], "keuzes_half": ["code"]}
    results = [
        judge_turn(turn, reply("Wat?", "verduidelijking", sources=[], choices=[label]), set()).result
        for label in ("Inkoper", "De Code", "Broedplaats")
    ]
    assert results == [Result.GOOD, Result.HALF, Result.WRONG]


@pytest.mark.parametrize(
    ("who", "text", "fits"),
    [
        ("ondernemer", "vraag het aan de gemeente. je bedrijf hoeft niet groot te zijn.", True),
        ("ondernemer", "als inkoper help je ondernemers.", False),
        ("ondernemer", "de gids telt vijf principes.", False),
        ("ambtenaar", "als inkoper help je ondernemers.", True),
        ("ambtenaar", "de gids telt vijf principes.", True),
        ("ambtenaar", "de gemeente kan bij jou kopen wat je maakt.", False),
        ("", "wat dan ook", True),
    ],
)
def test_whom_a_reply_speaks_to(who: str, text: str, fits: bool) -> None:
    assert speaks_to(who, text) is fits
