"""Of several acts the likeliest is the one that was meant in messages like this."""

from __future__ import annotations

import json

import pytest

from nlu.model.act_ranker import Act, ActRanker, Choice, KindWeights, Smoothness, Weights, fit

OWN = {"onderwerp": ("likely",), "terugvragen": ()}
SMOOTH = Smoothness(0.1, 0.1)


def choice(clear: float, first: float, second: float, right: int | None = None) -> Choice:
    """Two topics and a question back; `right` is the number of what was meant."""
    acts = [Act("onderwerp", {"likely": first}), Act("onderwerp", {"likely": second}), Act("terugvragen", {})]
    return Choice({"clear": clear}, acts, [] if right is None else [number == right for number in range(3)])


TAUGHT = [choice(1, 0.9, 0.1, 0), choice(1, 0.2, 0.8, 1), choice(0, 0.5, 0.4, 2), choice(0, 0.3, 0.5, 2)] * 5


def test_it_learns_which_act_is_meant_and_when_none_is_clear() -> None:
    ranker = ActRanker(fit(TAUGHT, OWN, SMOOTH))
    first, second, back = ranker.probabilities(choice(1, 0.9, 0.1))
    assert first > 0.8 > second
    assert first + second + back == pytest.approx(1)
    assert max(ranker.probabilities(choice(0, 0.5, 0.4))) == ranker.probabilities(choice(0, 0.5, 0.4))[2]


def test_where_more_is_right_either_will_do_and_where_nothing_is_nothing_is_learnt() -> None:
    both = Choice({"clear": 1.0}, choice(1, 0.9, 0.8).acts, [True, True, False])
    nothing = Choice({"clear": 1.0}, choice(1, 0.0, 0.0).acts, [False, False, False])
    first, second, back = ActRanker(fit([both, both, nothing], OWN, SMOOTH)).probabilities(both)
    assert first + second > 0.7 > back


def test_weights_are_kept_as_json() -> None:
    weights = fit(TAUGHT, OWN, SMOOTH)
    kept = Weights.from_json(json.loads(json.dumps(weights.to_json())))
    asked = choice(1, 0.9, 0.1)
    assert ActRanker(kept).probabilities(asked) == pytest.approx(ActRanker(weights).probabilities(asked), abs=0.001)


def test_each_kind_has_a_weight_for_each_feature_of_a_message() -> None:
    with pytest.raises(ValueError, match="2 weights"):
        ActRanker(Weights(("clear", "short"), {"onderwerp": KindWeights(0.0, (1.0,), {})}))
