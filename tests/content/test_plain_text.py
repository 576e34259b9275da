"""Text made bare: each reader compares in its own way, and the ways differ where they should."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.guide.search import search
from content.municipalities.names import comparable, slug
from content.plain_text import bare_words, without_accents
from tests.support.content_in_force import content_in_force

GUIDE = content_in_force().guide


@pytest.mark.parametrize(
    ("typed", "words", "name"),
    [
        ("Súdwest-Fryslân", ["sudwest", "fryslan"], "sudwest fryslan"),
        ("foto's", ["fotos"], "foto s"),
        ("'s-Hertogenbosch", ["s", "hertogenbosch"], "s hertogenbosch"),
        ("Alphen a/d Rijn", ["alphen", "a", "d", "rijn"], "alphen aan den rijn"),
        ("Deurne & Helmond", ["deurne", "helmond"], "deurne en helmond"),
        ("…", [], ""),
    ],
)
def test_words_and_names_are_made_bare(typed: str, words: list[str], name: str) -> None:
    assert bare_words(typed) == words
    assert comparable(typed) == name


def test_an_address_holds_a_name_without_marks() -> None:
    assert slug("Bergen (NH.)") == "bergen-nh"


def test_letters_lose_their_accents_alone() -> None:
    assert without_accents("Één café, Łódź") == "Een cafe, Łodz"


def test_a_search_takes_a_number_with_its_sign_as_one_word() -> None:
    topic = replace(GUIDE.topics["rol/inkoper"], short="In 2015 was het 30%.")
    assert search([topic], "30%") == [topic]
    assert search([topic], "15%") == []
