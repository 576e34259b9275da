"""Names of persons are left out; places, firms, words and the guide's own people stay."""

from __future__ import annotations

import pytest

from tests.support.masker import masked


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ik heet fatima el amrani en ik heb een vraag", "ik heet [naam] en ik heb een vraag"),
        ("mijn naam is pieter", "mijn naam is [naam]"),
        ("Ik ben Sytske de Vries van de gemeente", "Ik ben [naam] van de gemeente"),
        ("mw. jansen belde gisteren", "mw. [naam] belde gisteren"),
        ("Kan ik mevrouw Van der Heijden spreken?", "Kan ik mevrouw [naam] spreken?"),
        ("vraag maar naar mehmet yilmaz", "vraag maar naar [naam]"),
        ("Met vriendelijke groet,\nA.M. Bouzidi", "Met vriendelijke groet,\n[naam]"),
        ("Groet, Xandralien", "Groet, [naam]"),
        ("J.P. de Groot koopt in", "[naam] koopt in"),
        ("Agnieszka Kowalska doet de inkoop", "[naam] doet de inkoop"),
        ("onze stagiair Radjesh Ramdin regelt het", "onze stagiair [naam] regelt het"),
        ("ik overleg met Roos en daarna met jou", "ik overleg met [naam] en daarna met jou"),
        ("mark bakker is de wethouder", "mark bakker is de wethouder"),
        ("dhr. bakker is de wethouder", "dhr. [naam] is de wethouder"),
        ("IK BEN JOLANDA JANSEN", "IK BEN [naam]"),
        ("Anouk de Leeuw-van Dam is er niet", "[naam] is er niet"),
        ("zonder Willemijn gaat het niet", "zonder [naam] gaat het niet"),
    ],
)
def test_names_are_left_out(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "ik wil een bakker en een kok in dienst nemen",
        "Kan de Bakker ook meedoen?",
        "Bakkerij Jansen en Stichting Maria doen mee",
        "Van der Meer BV levert aan Jansen & Zonen",
        "we zitten in Den Haag, vlak bij Bergen op Zoom",
        "de gemeente Vries en de provincie Noord-Brabant",
        "Impact City Den Haag is een netwerk",
        "Albert Heijn en Douwe Egberts",
        "wat zei Stefan Panhuijsen in het nawoord?",
        "op de Johan Frisolaan en in het Jeroen Bosch Ziekenhuis",
        "Wat is het verschil tussen een Verbinder en een Inkoper?",
        "ik ben Rotterdammer en ondernemer",
        "mag dat van de wet, of moet het van het Rijk?",
        "de linde voor de deur, met hoop en storm",
        "directeur van Social Enterprise NL",
        "accountmanager van Economische Zaken",
    ],
)
def test_what_is_no_person_stays(typed: str) -> None:
    assert masked(typed).text == typed


def test_health_of_somebody_with_a_name_is_left_out_too() -> None:
    assert masked("Fatima heeft autisme en bakt goed").text == "[naam] heeft [gezondheid] en bakt goed"
