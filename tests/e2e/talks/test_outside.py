"""Questions that the guide does not answer: said honestly, with a way on."""

from __future__ import annotations

import pytest

from tests.support.client import Talk


@pytest.mark.parametrize(
    "question",
    [
        "hoe verleng ik mijn paspoort",
        "wanneer wordt het grofvuil opgehaald",
        "wat is de hoofdstad van australie",
        "geef me een recept voor appeltaart",
        "wat kost een inschrijving bij de kamer van koophandel",
        "asdkjh qwelkj zxmnb",
    ],
)
def test_not_in_the_guide(talk: Talk, question: str) -> None:
    reply = talk.say(question)
    assert reply.outcome == "geen-antwoord"
    assert "niet in het Zakboek" in reply.text
    assert reply.sources == []


def test_says_where_a_person_can_be_reached(talk: Talk) -> None:
    assert "gemeente" in talk.say("hoe verleng ik mijn paspoort").text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("heeft mijn buurman schulden", "Over andere mensen"),
        ("kan ik naar de rechter als de gemeente mijn inschrijving ongeldig verklaart", "Commissie van Aanbesteding"),
        ("op welke partij moet ik stemmen", "geen mening"),
        ("hoe verleng ik mijn paspoort", "je eigen gemeente"),
    ],
)
def test_kinds_of_outside_are_told_apart(talk: Talk, question: str, words: str) -> None:
    reply = talk.say(question)
    assert reply.outcome == "geen-antwoord"
    assert words in reply.text


def test_the_third_miss_in_a_row_offers_a_person(talk: Talk) -> None:
    for question in ("hoe bak ik pannenkoeken", "wie won de tour de france"):
        assert "Vraag het dan aan een mens" not in talk.say(question).text
    assert "Vraag het dan aan een mens" in talk.say("hoe laat gaat de trein naar parijs").text
