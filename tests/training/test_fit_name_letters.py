"""The letters of names are told from those of words, also of ones that were not seen."""

from __future__ import annotations

from training.fit_name_letters import fit

NAMES = [f"soe{one}dikromo" for one in "abcdefghij"]
WORDS = [f"ver{one}kking" for one in "abcdefghij"]


def test_letters_tell_names_from_words() -> None:
    letters = fit(NAMES, WORDS)
    assert letters.score("soeradikromo") > 0 > letters.score("vertrekking")


def test_what_tells_nothing_has_no_weight() -> None:
    assert all(letters for letters in fit(NAMES, WORDS).weights.weights.values())
