"""Who seems to write a message, an entrepreneur or a civil servant: learnt from the talks, by words and pairs of words.

Of first messages that nobody had seen, words told the asker better than sentence vectors or letters did:
docs/decisions/0011-asker-by-words.md.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from content.training_talks import Talk

_WORD = r"\w+"
_SMOOTHNESS = 3.0
"""Scikit-learn's C: how far single words may be believed."""

_FIRST_COUNTS = 3.0
"""A first message counts as so many later ones, in which people tell less of themselves.

Of 333 first questions by others, taken for the right one, for the other, and for neither at 0.8: 222, 6 and 105; with
each message counting the same and C at 10: 224, 11 and 98. Entrepreneurs taken right: 45 and 45 of 65."""


class AskerModel:
    """Texts in, a probability for each kind of asker out."""

    def __init__(self) -> None:
        self._regression: Pipeline | None = None
        self._reader: _Reader | None = None

    def __getstate__(self) -> dict[str, Any]:
        """What was learnt, packed apart: of its 19,000 words joblib would read one by one."""
        return {"_regression": pickle.dumps(self._regression)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._regression = pickle.loads(state["_regression"])  # noqa: S301  of the same file
        self._reader = _Reader(self._regression) if self._regression is not None else None

    def fit(self, talks: Iterable[Talk]) -> None:
        """Learn from every message of `talks` who writes it; from no talks, or one kind of asker, nothing."""
        messages = [(place, turn.text.lower(), talk.asker) for talk in talks for place, turn in enumerate(talk.turns)]
        askers = [asker for _, _, asker in messages]
        counts = [1.0 if place else _FIRST_COUNTS for place, _, _ in messages]
        if len(set(askers)) < 2:
            return
        words = TfidfVectorizer(token_pattern=_WORD, ngram_range=(1, 2), min_df=2, sublinear_tf=True)
        regression = make_pipeline(words, LogisticRegression(C=_SMOOTHNESS, max_iter=300))
        self._regression = regression.fit(
            [text for _, text, _ in messages], askers, logisticregression__sample_weight=counts
        )
        del words.stop_words_  # 46,000 words that were left out; scikit-learn keeps them to look at only
        self._reader = _Reader(self._regression)

    def probabilities(self, text: str) -> Mapping[str, float]:
        """By asker, as the talks name them, "onbekend" too; empty where nothing was learnt."""
        return self._reader.probabilities(text) if self._reader is not None else {}


class _Reader:
    """Says what the pipeline says of a text, without the matrices of one row that scikit-learn 1.1 makes of it."""

    def __init__(self, pipeline: Pipeline) -> None:
        words, regression = (step for _, step in pipeline.steps)
        self._taken_apart, self._columns, self._rarity = words.build_analyzer(), words.vocabulary_, words.idf_
        self._askers = [str(asker) for asker in regression.classes_]
        of_two = len(regression.coef_) == 1  # then only the second one has weights
        weights = np.vstack([np.zeros_like(regression.coef_), regression.coef_]) if of_two else regression.coef_
        self._weights = np.ascontiguousarray(weights.T)
        self._intercept = np.array([0.0, *regression.intercept_]) if of_two else regression.intercept_

    def probabilities(self, text: str) -> Mapping[str, float]:
        """By asker."""
        often = Counter(self._columns[word] for word in self._taken_apart(text) if word in self._columns)
        columns = sorted(often)
        values = (1 + np.log([often[column] for column in columns])) * self._rarity[columns]
        values /= np.linalg.norm(values) or 1.0
        row = softmax(values @ self._weights[columns] + self._intercept)
        return dict(zip(self._askers, row.tolist()))
