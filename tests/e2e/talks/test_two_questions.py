"""Two questions in one message, and comparisons: both are answered."""

from __future__ import annotations

import pytest

from tests.support.client import Talk


@pytest.mark.parametrize(
    ("question", "topics"),
    [
        ("Wat doet een inkoper? En wat doet een financier?", {"rol/inkoper", "rol/financier"}),
        ("verschil tussen 2.80 en 2.82", {"inkoop/artikel-2-80", "inkoop/artikel-2-82"}),
        ("wat is het verschil tussen een verbinder en een ambassadeur", {"rol/verbinder", "rol/ambassadeur"}),
        ("inkoper of financier, welke past bij mij?", {"rol/inkoper", "rol/financier"}),
    ],
)
def test_both(talk: Talk, question: str, topics: set[str]) -> None:
    reply = talk.say(question)
    assert reply.outcome == "antwoord"
    assert set(reply.sources) == topics


def test_a_comparison_with_what_was_just_said(talk: Talk) -> None:
    talk.say("wat doet een verbinder")
    reply = talk.say("is dat hetzelfde als een ambassadeur?")
    assert set(reply.sources) == {"rol/verbinder", "rol/ambassadeur"}


def test_two_that_are_only_pointed_at_are_compared_by_what_they_are(talk: Talk) -> None:
    talk.say("welke rollen zijn er")
    reply = talk.say("wat is het verschil tussen de eerste twee?")
    assert set(reply.sources) == {"rol/verbinder", "rol/ecosysteembouwer"}
    assert reply.text.index("ecosysteembouwer") < reply.text.index("\n"), "the difference comes first"
