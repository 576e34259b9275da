"""Weights that were fitted for other features are refused at the start, with the file and the remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content.paths import DATA
from contract.context import Context
from nlu.model.act_ranker import ActRanker
from nlu.model.labels import Label
from nlu.understand import ranked_acts
from nlu.understand.decision import decide
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.message_features import Seen
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import Acts, ActsOnDemand, ActWeightsError, features_of_message, rank_acts, read_ranker
from nlu.understand.signals import Signals
from nlu.understand.thresholds import read_thresholds
from nlu.understand.verdict import Rule


@pytest.fixture
def weights() -> Any:
    return json.loads(DATA.act_weights.read_text(encoding="utf-8"))


def refused(weights: Any, folder: Path) -> str:
    file = folder / "act_weights.json"
    file.write_text(json.dumps(weights), encoding="utf-8")
    with pytest.raises(ActWeightsError) as error:
        read_ranker(file)
    assert str(file) in str(error.value)
    assert "make keuze-gesprek" in str(error.value)
    return str(error.value)


def test_those_in_force_fit() -> None:
    assert read_ranker().weights.features == features_of_message()


def test_acts_are_ranked_when_they_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    ranking = [(Label("vraag_gids", "rol/inkoper"), 0.75), (Label("groet"), 0.25)]
    own = Observation(Signals(words=4), (), ToolSigns(), ranking, (), own_question_of="rol/inkoper")
    seen, ranker = Seen(own, Context()), read_ranker()
    expected = rank_acts(seen, ranker)
    ranked: list[Seen] = []

    def rank(seen: Seen, ranker: ActRanker) -> Acts:
        ranked.append(seen)
        return rank_acts(seen, ranker)

    monkeypatch.setattr(ranked_acts, "rank_acts", rank)
    acts = ActsOnDemand(seen, ranker)
    assert decide(own, Context(), read_thresholds(), acts).rule is Rule.OWN_QUESTION
    assert not ranked
    assert (acts[0], acts[:2], len(acts), tuple(acts)) == (expected[0], expected[:2], len(expected), expected)
    assert ranked == [seen]


def test_a_feature_or_a_kind_more_or_less(weights: Any, tmp_path: Path) -> None:
    renamed = {**weights, "features": ["of_before", *weights["features"][1:]]}
    assert "other features" in refused(renamed, tmp_path)
    kinds = dict(weights["kinds"])
    kinds.pop("praat")
    assert "other kinds" in refused({**weights, "kinds": kinds}, tmp_path)
    topic = {**weights["kinds"]["onderwerp"], "own": {"alone": 1.0}}
    assert "other features" in refused({**weights, "kinds": {**weights["kinds"], "onderwerp": topic}}, tmp_path)


def test_what_is_no_file_of_weights(weights: Any, tmp_path: Path) -> None:
    with pytest.raises(ActWeightsError, match=r"nowhere\.json"):
        read_ranker(tmp_path / "nowhere.json")
    refused([], tmp_path)
    refused({**weights, "kinds": {"praat": {"bias": 0, "message": [1.0], "own": {}}}}, tmp_path)
    (tmp_path / "act_weights.json").write_text("{", encoding="utf-8")
    with pytest.raises(ActWeightsError):
        read_ranker(tmp_path / "act_weights.json")
