"""The visitor meant something else, and says so."""

from __future__ import annotations

from tests.support.client import Talk


def test_no_i_meant(talk: Talk) -> None:
    talk.say("wat doet een inkoper")
    assert talk.say("nee, ik bedoelde de financier").sources == ["rol/financier"]


def test_that_is_not_what_i_meant(talk: Talk) -> None:
    talk.say("wat doet een inkoper")
    reply = talk.say("dat bedoel ik helemaal niet")
    assert reply.outcome in ("verduidelijking", "gesprek")
    assert "sorry" in reply.text
    assert reply.choices


def test_a_typed_choice_counts(talk: Talk) -> None:
    first = talk.say("beleid")
    if first.outcome != "verduidelijking":
        first = talk.say("geld")
    second = list(first.choices)[1]
    assert talk.say("de tweede").sources == talk.choose(first.choices[second]).sources
