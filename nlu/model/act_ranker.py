"""Which act of several a message means: a conditional logit over candidates.

The score of a candidate is what the message's features count for its kind plus what its own features count;
the probabilities are the softmax of the scores of the candidates of one message. Plain NumPy and SciPy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Any, Dict, List, Tuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags

_MOST_STEPS = 300
_NARROW = 1e-6


@dataclass(frozen=True)
class Act:
    """A candidate as the ranker sees it: its kind, and the features that are its own."""

    kind: str
    features: Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """A message with its candidates; `right` says of each whether it is what the message means."""

    message: Mapping[str, float]
    acts: Sequence[Act]
    right: Sequence[bool] = ()


@dataclass(frozen=True)
class KindWeights:
    """How much counts for acts of one kind: `message` for each feature of a message, `own` for those of the act."""

    bias: float
    message: Tuple[float, ...]
    own: Mapping[str, float]


@dataclass(frozen=True)
class Weights:
    """By kind of act; `features` names those of a message, in the order of `KindWeights.message`."""

    features: Tuple[str, ...]
    kinds: Mapping[str, KindWeights]

    @classmethod
    def from_json(cls, value: Any) -> Weights:
        """From `to_json`; KeyError, TypeError or ValueError for anything else."""
        kinds = {
            str(kind): KindWeights(
                float(found["bias"]),
                tuple(map(float, found["message"])),
                {str(name): float(weight) for name, weight in found["own"].items()},
            )
            for kind, found in dict(value["kinds"]).items()
        }
        return cls(tuple(map(str, value["features"])), kinds)

    def to_json(self, digits: int = 4) -> Dict[str, Any]:
        """As JSON values, rounded."""
        kinds = {
            kind: {
                "bias": round(weights.bias, digits),
                "message": [round(weight, digits) for weight in weights.message],
                "own": {name: round(weight, digits) for name, weight in weights.own.items()},
            }
            for kind, weights in self.kinds.items()
        }
        return {"features": list(self.features), "kinds": kinds}


@dataclass(frozen=True)
class Smoothness:
    """How much smooth weights count against fitting the examples."""

    message: float = 10.0
    own: float = 2.0


class ActRanker:
    """Candidates in, a probability for each out."""

    def __init__(self, weights: Weights) -> None:
        """ValueError when a kind has not one weight for each feature of a message."""
        self.weights = weights
        self._rows = {kind: row for row, kind in enumerate(weights.kinds)}
        self._bias = np.array([kind.bias for kind in weights.kinds.values()])
        if any(len(kind.message) != len(weights.features) for kind in weights.kinds.values()):
            raise ValueError(f"some kind has not {len(weights.features)} weights, one for each feature of a message")
        self._message = np.array([kind.message for kind in weights.kinds.values()])

    def probabilities(self, choice: Choice) -> List[float]:
        """One for each candidate, summing to 1."""
        by_kind = self._bias + self._message @ np.array(list(map(choice.message.__getitem__, self.weights.features)))
        scores = np.array([by_kind[self._rows[act.kind]] + self._of_its_own(act) for act in choice.acts])
        likely = np.exp(scores - scores.max())
        found: List[float] = (likely / likely.sum()).tolist()
        return found

    def _of_its_own(self, act: Act) -> float:
        weights = self.weights.kinds[act.kind].own
        own: float = sum(map(mul, map(weights.__getitem__, act.features), act.features.values()))
        return own


@dataclass(frozen=True)
class _Table:
    """Choices as numbers: n messages with d features each, m candidates with k features of their own."""

    message: Any
    """(n, d), standardised, with a column of ones behind."""

    own: Any
    """(m, k), sparse, each column scaled to at most 1."""

    owner: Any
    """(m): the number of the message."""

    kind: Any
    """(m): the number of the kind."""

    right: Any
    """(m), bool."""


def fit(choices: Sequence[Choice], own_features: Mapping[str, Sequence[str]], smoothness: Smoothness) -> Weights:
    """The weights under which what is right is likeliest.

    `own_features` names, by kind, the features that its acts have. A message for which nothing among its
    candidates is right teaches nothing.
    """
    taught = [choice for choice in choices if any(choice.right)]
    names = tuple(taught[0].message)
    raw = np.array([[choice.message[name] for name in names] for choice in taught])
    mean, spread = raw.mean(axis=0), raw.std(axis=0) + _NARROW
    pairs = ((kind, name) for kind, own_names in own_features.items() for name in own_names)
    columns = {pair: column for column, pair in enumerate(pairs)}
    own, largest = _own_table(taught, columns)
    kinds = {kind: row for row, kind in enumerate(own_features)}
    acts = [(number, act) for number, choice in enumerate(taught) for act in choice.acts]
    table = _Table(
        np.column_stack([(raw - mean) / spread, np.ones(len(taught))]),
        own,
        np.array([number for number, _ in acts]),
        np.array([kinds[act.kind] for _, act in acts]),
        np.array([right for choice in taught for right in choice.right]),
    )
    by_kind, by_own = _solve(table, len(kinds), smoothness)
    weights = by_kind[:, :-1] / spread
    bias, own_weights = by_kind[:, -1] - weights @ mean, by_own / largest
    return Weights(
        names,
        {
            kind: KindWeights(
                float(bias[row]),
                tuple(weights[row].tolist()),
                {name: float(own_weights[columns[kind, name]]) for name in own_features[kind]},
            )
            for kind, row in kinds.items()
        },
    )


def _own_table(choices: Sequence[Choice], columns: Mapping[Tuple[str, str], int]) -> Tuple[Any, Any]:
    """The candidates' own features, (m, k), and the largest of each, (k)."""
    rows: List[int] = []
    at: List[int] = []
    values: List[float] = []
    count = 0
    for choice in choices:
        for act in choice.acts:
            for name, value in act.features.items():
                rows.append(count)
                at.append(columns[act.kind, name])
                values.append(value)
            count += 1
    table = csr_matrix((values, (rows, at)), shape=(count, len(columns)))
    largest = np.maximum(abs(table).max(axis=0).toarray()[0], _NARROW)
    return table @ diags(1 / largest), largest


def _solve(table: _Table, kinds: int, smoothness: Smoothness) -> Tuple[Any, Any]:
    """The weights of the message's features, (kinds, d + 1), and of the candidates' own, (k)."""
    messages, features = table.message.shape
    split = kinds * features
    order = np.flatnonzero(np.diff(table.owner, prepend=-1))
    transposed = table.own.T.tocsr()

    def loss(weights: Any) -> Tuple[float, Any]:
        by_kind, by_own = weights[:split].reshape(kinds, features), weights[split:]
        scores = (table.message @ by_kind.T)[table.owner, table.kind] + table.own @ by_own
        scores -= np.maximum.reduceat(scores, order)[table.owner]
        likely = np.exp(scores)
        all_of_them = np.add.reduceat(likely, order)
        right = np.maximum(np.add.reduceat(np.where(table.right, likely, 0.0), order), 1e-300)
        value = np.log(all_of_them).sum() - np.log(right).sum()
        value += (smoothness.message * (by_kind**2).sum() + smoothness.own * (by_own**2).sum()) / 2
        too_much = likely / all_of_them[table.owner] - np.where(table.right, likely / right[table.owner], 0.0)
        spread = np.zeros((messages, kinds))
        np.add.at(spread, (table.owner, table.kind), too_much)
        slope = spread.T @ table.message + smoothness.message * by_kind
        own_slope = transposed @ too_much + smoothness.own * by_own
        return value / messages, np.concatenate([slope.ravel(), own_slope]) / messages

    start = np.zeros(split + table.own.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _MOST_STEPS}).x
    return found[:split].reshape(kinds, features), found[split:]
