"""A word of the guide is explained when its meaning is asked for, in whatever words, and only then."""

from __future__ import annotations

import pytest

from nlu.understand.signals import read_phrases
from nlu.understand.terms import TermFinder
from tests.support.content_in_force import content_in_force

FINDER = TermFinder.of(read_phrases())
GUIDE = content_in_force().guide
TERMS = [(topic.id, term) for topic in GUIDE for term in topic.terms]
ASKED = (
    "{}",
    "{}?",
    "wat betekent {}",
    "Wat is {}?",
    "wat zijn {} eigenlijk",
    "{} betekenis",
    "waar staat {} voor",
    "uitleg {} graag",
    "en wat wordt er bedoeld met een {}".replace("er ", ""),
    "ik weet niet wat {} is",
)


def test_the_guide_explains_its_abbreviations() -> None:
    names = {word for _, term in TERMS for word in term.words}
    assert {"PSO", "SROI", "EZ", "WSP", "BV", "SER", "G40", "G4", "OESO", "EU", "PwC", "PIANOo"} <= names


@pytest.mark.parametrize("asked", ASKED)
def test_every_spelling_of_every_term_is_found(asked: str) -> None:
    for topic, term in TERMS:
        for word in term.words:
            found = FINDER.find(asked.format(word), GUIDE)
            assert found is not None, word
            assert (found.topic, found.name) == (topic, term.name)


@pytest.mark.parametrize(
    "text",
    [
        "wat kost een PSO-certificaat",
        "hoe start ik een stichting",
        "wat is het verschil tussen een BV en een stichting",
        "wat is circulair inkopen",
        "wat betekent CSR",
        "wat doet een inkoper",
        "",
    ],
)
def test_a_question_with_more_in_it_is_another_question(text: str) -> None:
    assert FINDER.find(text, GUIDE) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wat is pianno", "PIANOo"),
        ("oke. aanbestedn?", "aanbesteding"),
        ("ik snap niet wat croudfunding is, makkelijk zeggen aub", "crowdfunding"),
    ],
)
def test_a_slip_in_a_long_word_is_forgiven(text: str, name: str) -> None:
    found = FINDER.find(text, GUIDE)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["wat is een bb", "wat is de soort", "wat betekent PZO"])
def test_a_short_word_must_be_spelt_right(text: str) -> None:
    assert FINDER.find(text, GUIDE) is None
