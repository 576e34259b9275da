"""What `make check` says of a conversation to learn from."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.talks import check_talks
from content.guide.topic import Guide
from content.training_talks import Act, Kind, Talk, TalkTurn
from tests.support.content_in_force import content_in_force

FILE = Path("talks.yml")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return content_in_force().guide


def talk(act: Act, turns: int = 4, asker: str = "ambtenaar", asks_back: tuple[str, ...] = ()) -> Talk:
    return Talk("wie", asker, tuple(TalkTurn(FILE, line, "hoi", (act,), asks_back) for line in range(turns)))


@pytest.mark.parametrize(
    ("act", "missing"),
    [
        (Act(Kind.TOPIC, ("rol/inkoper",)), ""),
        (Act(Kind.TWO_TOPICS, ("rol/inkoper", "rol/slager")), "rol/slager"),
        (Act(Kind.FOLLOW_UP, ("bron",)), ""),
        (Act(Kind.FOLLOW_UP, ("geld",)), "geld"),
        (Act(Kind.FOLLOW_UP, ("dank",)), "dank"),
        (Act(Kind.SMALL_TALK, ("dank",)), ""),
        (Act(Kind.SMALL_TALK, ("kletsen",)), "kletsen"),
        (Act(Kind.OUTSIDE, ("ver",)), ""),
        (Act(Kind.OUTSIDE, ("onzin",)), ""),
        (Act(Kind.OUTSIDE, ("weer",)), "weer"),
        (Act(Kind.REFERRAL, ("kvk",)), ""),
        (Act(Kind.REFERRAL, ("bakker",)), "bakker"),
        (Act(Kind.TOOL, ("kennismaken",)), ""),
        (Act(Kind.TOOL, ("hamer",)), "hamer"),
        (Act(Kind.UNCLEAR), ""),
    ],
)
def test_what_a_message_means_must_be_there(guide: Guide, act: Act, missing: str) -> None:
    problems = list(check_talks([talk(act)], guide, {"kvk"}, {"kennismaken"}))
    assert len(problems) == (4 if missing else 0)
    assert all(missing in problem.message for problem in problems)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (talk(Act(Kind.UNCLEAR), turns=11), "11 berichten"),
        (talk(Act(Kind.UNCLEAR), asker="burger"), "burger"),
        (talk(Act(Kind.UNCLEAR), asks_back=("rol/slager",)), "rol/slager"),
    ],
)
def test_a_conversation_must_be_one(guide: Guide, one: Talk, words: str) -> None:
    assert words in next(check_talks([one], guide, set(), set())).message
