"""Who seems to write, by all messages together."""

from __future__ import annotations

import pytest

from nlu.understand.asker import evidence, likely_asker

OWNER = {"ondernemer": 0.8, "ambtenaar": 0.1, "onbekend": 0.1}
OFFICIAL = {"ondernemer": 0.2, "ambtenaar": 0.7, "onbekend": 0.1}
HARDLY = {"ondernemer": 0.2, "ambtenaar": 0.01, "onbekend": 0.79}


@pytest.mark.parametrize(
    ("askers", "limit", "found"),
    [(OWNER, 0.8, "ondernemer"), (OFFICIAL, 0.6, "ambtenaar"), (HARDLY, 0.7, ""), ({}, 0.5, "")],
)
def test_one_message_tells_where_it_shows_enough(askers: dict[str, float], limit: float, found: str) -> None:
    assert likely_asker(evidence(askers), limit) == found


def test_a_later_message_does_not_undo_a_clear_first_one() -> None:
    assert likely_asker(evidence(OFFICIAL, before=evidence(OWNER)), 0.6) == "ondernemer"


def test_many_later_ones_do() -> None:
    shows = evidence(OWNER)
    for _ in range(5):
        shows = evidence(OFFICIAL, before=shows)
    assert likely_asker(shows, 0.6) == "ambtenaar"


def test_a_choice_that_is_clicked_says_nothing_of_it() -> None:
    assert evidence({}, before=1.5) == 1.5
