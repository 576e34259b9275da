"""Text made bare: each reader compares in its own way, and the ways differ where they should."""

from __future__ import annotations

import pytest

from content.guide.search import search
from content.live import read_content
from content.municipalities.names import comparable, slug
from content.plain_text import bare_words, without_accents

GUIDE = read_content().guide


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


def test_a_search_finds_a_number_whole() -> None:
    found = search(GUIDE, "2.82")
    assert found[0].id == "inkoop/artikel-2-82"
    assert all("2.82" in f"{topic.titel} {topic.vraag} {topic.tekst}" for topic in found)
