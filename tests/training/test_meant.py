"""Whether what is done is what a talk says: by its first act, or by another that is as good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content.training_talks import Act, Kind, TalkTurn
from contract.context import Context, ListItem
from contract.details import Details
from contract.intents import Intent
from training.meant import is_meant

INKOPER, DESK = "rol/inkoper", "ondernemer/waar-terecht"
SAID = Context(topic=INKOPER, list_items=(ListItem("een", "rol/financier"), ListItem("twee", INKOPER)))


def meant(intent: Intent, *acts: Act, asks_back: tuple[str, ...] = (), **details: Any) -> bool:
    turn = TalkTurn(Path("talks.yml"), 1, "…", acts, asks_back)
    return is_meant(intent, Details.from_json(details), turn, SAID, SAID.topic)


@pytest.mark.parametrize(
    ("intent", "details", "act"),
    [
        (Intent.ASK_GUIDE, {"topic": INKOPER}, Act(Kind.TOPIC, (INKOPER,))),
        (Intent.FOLLOW_UP_LIST_ITEM, {"place": -1}, Act(Kind.CHOICE, (INKOPER,))),
        (Intent.ASK_TWO, {"topics": ("a", "b")}, Act(Kind.TWO_TOPICS, ("b", "a"))),
        (Intent.FOLLOW_UP_QUESTION, {"topic": INKOPER}, Act(Kind.FOLLOW_UP, ("vraag",))),
        (Intent.FOLLOW_UP_LIST_ITEM, {"place": 9}, Act(Kind.FOLLOW_UP, ("lijst",))),
        (Intent.COMPLIMENT, {}, Act(Kind.SMALL_TALK, ("dank",))),
        (Intent.OUTSIDE_NEAR, {"subject": "kvk"}, Act(Kind.REFERRAL, ("kvk",))),
        (Intent.NONSENSE, {}, Act(Kind.OUTSIDE, ("mening",))),
        (Intent.CHOOSE_NEED, {}, Act(Kind.DESK)),
        (Intent.ASK_GUIDE, {"topic": DESK}, Act(Kind.MUNICIPALITY)),
        (Intent.START_TOOL, {"tool": "kennismaken"}, Act(Kind.TOOL, ("kennismaken",))),
        (Intent.SAY_ASKER, {}, Act(Kind.ASKER)),
        (Intent.MEANT_OTHERWISE, {}, Act(Kind.OTHERWISE)),
        (Intent.UNCLEAR, {}, Act(Kind.UNCLEAR)),
    ],
)
def test_it_is(intent: Intent, details: dict[str, Any], act: Act) -> None:
    assert meant(intent, Act(Kind.SMALL_TALK, ("grapje",)), act, **details)


def test_it_is_not() -> None:
    assert not meant(Intent.ASK_GUIDE, Act(Kind.TOPIC, (INKOPER,)), topic="rol/financier")
    assert not meant(Intent.FOLLOW_UP_MORE, Act(Kind.FOLLOW_UP, ("bron",)))
    assert not meant(Intent.OUTSIDE_NEAR, Act(Kind.OUTSIDE, ("mening",)), subject="kvk")


def test_asking_back_is_right_where_the_talk_does() -> None:
    act = Act(Kind.TOPIC, (INKOPER,))
    assert meant(Intent.UNCLEAR, act, asks_back=(INKOPER, "rol/financier"))
    assert not meant(Intent.UNCLEAR, act)


def test_a_follow_up_on_what_was_wrongly_told_is_not_meant() -> None:
    turn = TalkTurn(Path("talks.yml"), 1, "…", (Act(Kind.FOLLOW_UP, ("waarom",)),), ())
    details = Details(topic=INKOPER)
    assert is_meant(Intent.FOLLOW_UP_REASON, details, turn, SAID, INKOPER)
    assert not is_meant(Intent.FOLLOW_UP_REASON, details, turn, SAID, "rol/financier")
