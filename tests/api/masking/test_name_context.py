"""A first name that stands alone goes where people stand, and stays where firms, places and things do."""

from __future__ import annotations

import pytest

from api.masking.name_context import ContextReader
from api.masking.name_words import NameText
from tests.support.masker import masked, masker


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("ik heb het Latifa gevraagd, zij weet ervan", "ik heb het [naam] gevraagd, zij weet ervan"),
        ("Kan Latifa mij vanmiddag bellen?", "Kan [naam] mij vanmiddag bellen?"),
        ("kan latifa mij vanmiddag bellen?", "kan [naam] mij vanmiddag bellen?"),
        ("Latifa is ziek, wie neemt het over?", "[naam] is ziek, wie neemt het over?"),
        ("dank voor alles\nLatifa", "dank voor alles\n[naam]"),
    ],
)
def test_a_first_name_goes_where_people_stand(typed: str, stored: str) -> None:
    assert masked(typed).text == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Peugeot, Latifa en Blokker",
        "Latifa in Luxemburg is een bedevaartsplaats",
        "openingstijden van winkel Latifa",
        "Hema en Latifa verkopen het niet",
    ],
)
def test_it_stays_where_firms_and_places_stand(typed: str) -> None:
    assert masked(typed).text == typed


def test_only_what_stands_around_a_name_counts() -> None:
    lists, signs = masker()._names, masker()._signs.names
    one, other = (
        ContextReader(NameText(f"is {name} er vandaag?"), lists, signs).features(1, 2) for name in ("Latifa", "Joris")
    )
    assert one == other
    assert {"before = is", "second word", "behind = er", "asked"} <= one


def test_a_name_at_either_edge_of_a_text_is_read() -> None:
    lists, signs = masker()._names, masker()._signs.names
    assert "alone" in ContextReader(NameText("Latifa"), lists, signs).features(0, 1)
