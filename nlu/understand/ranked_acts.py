"""What a message most likely means in its conversation: the candidates by their probabilities.

The weights stand in `data/training/act_weights.json`, fitted by `make keuze-gesprek` and read at the start.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Tuple

from content.paths import DATA
from contract.context import Context
from nlu.model.act_ranker import Act, ActRanker, Choice, Weights
from nlu.understand.candidates import ActKind, Candidate, Candidates, find_candidates, own_features
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.message_features import Seen, message_features
from nlu.understand.observation import Observation
from nlu.understand.signals import Signals

_NOTHING = Observation(Signals(), (), ToolSigns(), [], ())
_REMEDY = "make it anew with `make keuze-gesprek`"


class ActWeightsError(Exception):
    """The file with the weights cannot be used."""


@dataclass(frozen=True)
class RankedAct:
    """A candidate, and how likely it is what the message means."""

    candidate: Candidate
    probability: float


Acts = Sequence[RankedAct]
"""All that a message may mean, likeliest first."""


class ActsOnDemand(Sequence[RankedAct]):
    """Those of `rank_acts`, ranked when they are first looked at: a message that a rule decides on needs none."""

    def __init__(self, seen: Seen, ranker: ActRanker) -> None:
        self._seen = seen
        self._ranker = ranker

    def __getitem__(self, place: Any) -> Any:
        return self._ranked[place]

    def __len__(self) -> int:
        return len(self._ranked)

    @cached_property
    def _ranked(self) -> Acts:
        return rank_acts(self._seen, self._ranker)


def rank_acts(seen: Seen, ranker: ActRanker) -> Acts:
    """Every candidate, likeliest first."""
    candidates = find_candidates(seen)
    ranked = map(RankedAct, candidates.acts, ranker.probabilities(as_choice(candidates)))
    return tuple(sorted(ranked, key=lambda act: -act.probability))


def as_choice(candidates: Candidates, right: Tuple[bool, ...] = ()) -> Choice:
    """The candidates as the ranker sees them; `right` says of each whether it is meant."""
    return Choice(candidates.message, [Act(act.kind.value, act.features) for act in candidates.acts], right)


def features_by_kind() -> Mapping[str, Tuple[str, ...]]:
    """By kind of act the names of the features that are its own."""
    return {kind.value: own_features(kind) for kind in ActKind}


def features_of_message() -> Tuple[str, ...]:
    """The names of the features that every message has."""
    return tuple(message_features(Seen(_NOTHING, Context())))


def read_ranker(file: Path = DATA.act_weights) -> ActRanker:
    """The ranker by the weights in force; ActWeightsError when the file cannot be used, or not with these features."""
    try:
        weights = Weights.from_json(json.loads(file.read_text(encoding="utf-8")))
        ranker = ActRanker(weights)
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ActWeightsError(f"{file} cannot be used ({error!r}); {_REMEDY}") from error
    found = {kind: set(one.own) for kind, one in weights.kinds.items()}
    known = {kind: set(names) for kind, names in features_by_kind().items()}
    if found != known or set(weights.features) != set(features_of_message()):
        raise ActWeightsError(f"{file} was fitted for other kinds of act or other features; {_REMEDY}")
    return ranker
