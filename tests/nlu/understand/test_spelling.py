"""Misspelt words are repaired to words that others wrote, and everything else is left as it is."""

from __future__ import annotations

import pytest

from nlu.understand.spelling import Spelling

WRITTEN = [*["wat doet een bedrijf", "is het verschil groot", "hoe herken ik de kenmerken"] * 8, "mijn petje"]
SPELLING = Spelling.learn(WRITTEN, ["Een sociale onderneming is een bedrijf.", "Ondersteuning in natura."])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("wat is een sosjaale onderneeming", "wat is een sociale onderneming"),
        ("het vershil met een gewoon bedreif", "het verschil met een gewoon bedrijf"),
        ("ondersteunig in nautra", "ondersteuning in natura"),
        ("hoe herkn ik de kenmrken?", "hoe herken ik de kenmerken?"),
        ("de kenmerk(en) van een (sociale) onderneming", "de kenmerken van een (sociale) onderneming"),
        ("de (on)redelijke mens", "de onredelijke mens"),
    ],
)
def test_a_word_is_repaired_by_how_it_sounds(typed: str, meant: str) -> None:
    assert SPELLING.repaired(typed) == meant


@pytest.mark.parametrize("typed", ["wat doet een bedrijf", "Zwolle en Almelo", "ik zie bomen", "2.82", ""])
def test_what_is_known_a_name_or_like_nothing_stays(typed: str) -> None:
    assert SPELLING.repaired(typed) == typed
