"""The classifier's model: n-grams and sentence vectors side by side, a linear SVM, calibrated.

Plain scikit-learn, without Rasa, so that it can be measured by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from nlu.encoders import Encoder

_WORD = r"(?u)\b\w+\b"  # scikit-learn's own pattern leaves out words of one letter
_FOLDS = 3
_SHARPNESS_BOUNDS = (0.5, 20.0)


@dataclass(frozen=True)
class Settings:
    """What the model is made of; see `config.yml` for the values in force.

    `encoders` are always asked; `second_opinion` only when the first answer stays below
    `second_opinion_below` (a probability), because it takes several times as long.
    `encoder_weight` is the length of a sentence vector beside n-gram vectors of length 1.
    """

    encoders: tuple[str, ...] = ("use",)
    second_opinion: tuple[str, ...] = ("e5",)
    second_opinion_below: float = 0.9
    encoder_weight: float = 1.0
    regularisation: float = 0.6


class CalibratedSvm:
    """A linear SVM whose scores become probabilities by one number, the sharpness.

    softmax(sharpness x score), with the sharpness that gives the held-out thirds of the
    training data the highest likelihood (temperature scaling, Guo et al. 2017).
    """

    def __init__(self, regularisation: float) -> None:
        self._regularisation = regularisation
        self._svm = self._new()
        self.sharpness = 1.0

    @property
    def labels(self) -> list[str]:
        """The labels, in the order of the columns of `predict`."""
        return list(self._svm.classes_)

    def fit(self, features: Any, labels: Sequence[str]) -> None:
        """Train on a sparse matrix, one row a text."""
        found = np.asarray(labels)
        self._svm.fit(features, found)
        if np.unique(found, return_counts=True)[1].min() >= _FOLDS:
            self.sharpness = self._fit_sharpness(features, found)

    def predict(self, features: Any) -> Any:
        """Probabilities, one row a text, one column a label."""
        return softmax(self.sharpness * _scores(self._svm, features), axis=1)

    def _fit_sharpness(self, features: Any, labels: Any) -> float:
        scores, columns = [], []
        for learnt, held_out in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(features, labels):
            scores.append(_scores(self._new().fit(features[learnt], labels[learnt]), features[held_out]))
            columns.append(np.searchsorted(self._svm.classes_, labels[held_out]))
        joined, right = np.vstack(scores), np.concatenate(columns)
        rows = np.arange(len(right))

        def surprise(sharpness: float) -> float:
            return float(-log_softmax(sharpness * joined, axis=1)[rows, right].mean())

        return float(minimize_scalar(surprise, bounds=_SHARPNESS_BOUNDS, method="bounded").x)

    def _new(self) -> LinearSVC:
        return LinearSVC(C=self._regularisation, random_state=0)


class TextModel:
    """Texts in, a probability for each label out."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._ngrams = [
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), sublinear_tf=True, token_pattern=_WORD),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
        ]
        self._encoders = [Encoder(name) for name in settings.encoders]
        self._more_encoders = [Encoder(name) for name in settings.second_opinion]
        self._first = CalibratedSvm(settings.regularisation)
        self._second = CalibratedSvm(settings.regularisation) if settings.second_opinion else None

    @property
    def labels(self) -> list[str]:
        """The labels, in the order of the columns of `predict`."""
        return self._first.labels

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Train on texts and their labels, one each."""
        texts = [text.lower() for text in texts]
        ngrams = [vectorizer.fit_transform(texts) for vectorizer in self._ngrams]
        first = self._join(ngrams + [self._weighted(encoder.fit_transform(texts)) for encoder in self._encoders])
        self._first.fit(first, labels)
        if self._second is not None:
            more = [self._weighted(encoder.fit_transform(texts)) for encoder in self._more_encoders]
            self._second.fit(self._join([first, *more]), labels)

    def predict(self, texts: Sequence[str]) -> Any:
        """Probabilities, (len(texts), len(self.labels)), each row summing to 1."""
        texts = [text.lower() for text in texts]
        ngrams = [vectorizer.transform(texts) for vectorizer in self._ngrams]
        first = self._join(ngrams + [self._weighted(encoder.transform(texts)) for encoder in self._encoders])
        probabilities = self._first.predict(first)
        if self._second is not None:
            hesitating = np.flatnonzero(probabilities.max(axis=1) < self.settings.second_opinion_below)
            if hesitating.size:
                doubted = [texts[index] for index in hesitating]
                more = [self._weighted(encoder.transform(doubted)) for encoder in self._more_encoders]
                probabilities[hesitating] = self._second.predict(self._join([first[hesitating], *more]))
        return probabilities

    def state(self) -> dict[str, Any]:
        """Everything learnt, to be stored; the encoders themselves come from their packages."""
        return {
            "settings": self.settings,
            "ngrams": self._ngrams,
            "means": [encoder.mean for encoder in [*self._encoders, *self._more_encoders]],
            "classifiers": [self._first, self._second],
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> TextModel:
        """The model that `state()` came from."""
        model = cls(state["settings"])
        model._ngrams = state["ngrams"]
        model._first, model._second = state["classifiers"]
        for encoder, mean in zip([*model._encoders, *model._more_encoders], state["means"]):
            encoder.mean = mean
            encoder.transform(["goedemorgen"])  # loads it now, not at the first visitor's message
        return model

    def _weighted(self, vectors: Any) -> Any:
        return csr_matrix((vectors * self.settings.encoder_weight).astype(np.float64))

    @staticmethod
    def _join(blocks: list[Any]) -> Any:
        return hstack(blocks).tocsr()


def _scores(svm: LinearSVC, features: Any) -> Any:
    """One column a label, for two labels too, where scikit-learn gives a single number."""
    scores = svm.decision_function(features)
    return scores if scores.ndim > 1 else np.column_stack([-scores, scores])
