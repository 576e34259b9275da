"""Questions that the guide does not answer: said honestly, with a way on."""

from __future__ import annotations

import pytest

from bench.client import Talk


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
