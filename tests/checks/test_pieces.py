"""`make check` finds what a piece says beyond the facts that it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.pieces import check_pieces, unproven
from content.guide.pieces import Fact, Piece
from content.guide.topic import Guide
from content.paths import DATA
from tests.support.content_in_force import content_in_force

GUIDE = content_in_force().guide
FIRST_BUYER = Piece(
    "levert-op",
    ("Wat levert het op?",),
    "Je helpt een nieuw product op weg.",
    "",
    (Fact("eerste-klant", "De gemeente kan als eerste een product kopen.", "Inkopen"),),
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Je koopt als eerste een product.", []),
        ("Je koopt voor 40% als eerste.", ["het getal 40%"]),
        ("Je koopt met zeven collega's.", ["het getal 'zeven'"]),
        ("Je koopt bij Jansen als eerste.", ["de naam Jansen"]),
        ("Je moet als eerste kopen.", ["'moet'"]),
        ("Dat geldt alleen voor jou.", ["'alleen'"]),
        ("Het Zakboek noemt geen bedrag van 500 euro.", []),
        ("1. Koop het product.\n2. Gebruik het.", []),
    ],
)
def test_what_no_fact_states_is_found(text: str, missing: list[str]) -> None:
    assert unproven(text, FIRST_BUYER, GUIDE.topics["rol/inkoper"]) == missing


def test_the_pieces_in_force_are_in_order() -> None:
    assert list(check_pieces(GUIDE, DATA.guide, content_in_force().texts["verwijzing"])) == []


def test_a_place_to_turn_to_that_is_not_in_the_table_is_found() -> None:
    topic = GUIDE.topics["rol/inkoper"]
    pieces = (replace(topic.pieces[0], referral="bakker"), *topic.pieces[1:])
    guide = Guide(GUIDE.chapters, {topic.id: replace(topic, pieces=pieces)})
    [problem] = check_pieces(guide, DATA.guide, content_in_force().texts["verwijzing"])
    assert "bakker" in problem.message
