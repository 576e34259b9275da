"""How much an unknown word must look like a name is chosen by what is left readable and what is touched."""

from __future__ import annotations

from bench.fit_name_threshold import Point, chosen, shifted
from content.name_letters import NameLetters
from content.weights import Weights


def test_the_shift_that_costs_least_is_chosen() -> None:
    careful, middle, loose = Point(-2, 98, 40, 2.3), Point(0, 98, 64, 2.5), Point(3, 98, 70, 3.5)
    assert chosen([careful, middle, loose]) is middle


def test_of_shifts_that_cost_about_the_same_the_most_careful_is_chosen() -> None:
    careful, loose = Point(0, 98, 64, 2.50), Point(1, 98, 66, 2.55)
    assert loose.cost < careful.cost
    assert chosen([loose, careful]) is careful


def test_a_shift_moves_every_score() -> None:
    letters = NameLetters(Weights(-1.0, {"^s": 2.0}))
    assert shifted(letters, 2).score("sewpal") == letters.score("sewpal") + 2
