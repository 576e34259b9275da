"""The classifier's model: how much a text is like each training text, by letters and by meaning.

Plain NumPy and scikit-learn, without Rasa, so that it can be measured by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlu.encoders import Encoder
from nlu.kernel_logistic import KernelLogistic
from nlu.kernel_ridge import KernelRidge
from nlu.ngrams import NGrams

_NARROWNESS = 2.0
"""Likeness of two sentence vectors is exp(narrowness x (cosine - 1)): 1 when alike, 0.02 when opposite."""

_SHARES = {"use": 1.0, "e5": 2.0}
"""How much each encoder's likeness counts beside that of the letters."""

_FEW_EXAMPLES = 20
"""With fewer examples a label, letters say little: sentence vectors count double, and logistic
regression takes the place of ridge regression."""

_STRENGTH = 3.0


@dataclass(frozen=True)
class Settings:
    """What the model is made of; see `config.yml` for the values in force.

    Letters alone answer first; the sentence `encoders` are asked only when that answer stays
    below `second_opinion_below` (a probability), because they take ten times as long.
    """

    encoders: tuple[str, ...] = ("use", "e5")
    second_opinion_below: float = 0.995
    ridge: float = 0.4


class TextModel:
    """Texts in, a probability for each label out."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.labels: list[str] = []
        self._examples: list[tuple[str, str]] = []
        self._ngrams = NGrams()
        self._encoders = [Encoder(name) for name in settings.encoders]
        self._learnt_ngrams: Any = None
        self._learnt_vectors: list[Any] = []
        self._emphasis = 1.0
        self._first: KernelRidge | KernelLogistic = KernelRidge(settings.ridge)
        self._second: KernelRidge | KernelLogistic = KernelRidge(settings.ridge)

    def fit(self, texts: Sequence[str], labels: Sequence[str], cache: Path | None = None) -> None:
        """Train on texts and their labels, one each; `cache` is a folder for sentence vectors.

        Takes 4 bytes x the square of the number of texts, three times over, while it trains.
        """
        names, columns = np.unique(np.asarray(labels), return_inverse=True)
        self.labels = [str(name) for name in names]
        self._examples = list(zip(texts, labels))
        if len(texts) < _FEW_EXAMPLES * len(names):
            self._emphasis = 2.0
            self._first, self._second = KernelLogistic(_STRENGTH), KernelLogistic(_STRENGTH)
        texts = [text.lower() for text in texts]
        learnt = self._ngrams.fit_transform(texts)
        self._learnt_ngrams = learnt.T.tocsr()
        kernel = self._letters(learnt)
        self._first.fit(kernel.copy(), columns, len(names))
        if self._encoders:
            for encoder in self._encoders:
                vectors = np.ascontiguousarray(encoder.fit_transform(texts, cache), dtype=np.float32)
                kernel += self._meaning(encoder, vectors, vectors)
                self._learnt_vectors.append(vectors)
            self._second.fit(kernel, columns, len(names))

    def predict(self, texts: Sequence[str], thorough: bool = False) -> Any:
        """Probabilities, (len(texts), len(self.labels)), each row summing to 1.

        `thorough` asks the sentence encoders even where letters alone are sure.
        """
        texts = [text.lower() for text in texts]
        kernel = self._letters(self._ngrams.transform(texts))
        probabilities = self._first.predict(kernel)
        sure = 2.0 if thorough else self.settings.second_opinion_below
        hesitating = np.flatnonzero(probabilities.max(axis=1) < sure)
        if self._encoders and hesitating.size:
            doubted = [texts[index] for index in hesitating]
            probabilities[hesitating] = self._second.predict(self._with_meaning(kernel[hesitating], doubted))
        return probabilities

    def nearest(self, text: str, count: int) -> list[tuple[str, str, float]]:
        """The training texts most like `text`: each with its label and likeness, most alike first."""
        kernel = self._with_meaning(self._letters(self._ngrams.transform([text.lower()])), [text.lower()])[0]
        best = np.argsort(-kernel)[:count]
        return [(*self._examples[index], float(kernel[index])) for index in best]

    def state(self) -> dict[str, Any]:
        """Everything learnt, to be stored; the encoders themselves come from their packages."""
        learnt = {name: value for name, value in vars(self).items() if name != "_encoders"}
        return {**learnt, "means": [encoder.mean for encoder in self._encoders]}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> TextModel:
        """The model that `state()` came from."""
        model = cls(state["settings"])
        vars(model).update({name: value for name, value in state.items() if name != "means"})
        for encoder, mean in zip(model._encoders, state["means"]):
            encoder.mean = mean
            encoder.transform(["goedemorgen"])  # loads it now, not at the first visitor's message
        return model

    def _letters(self, ngrams: Any) -> Any:
        return (ngrams @ self._learnt_ngrams).toarray()

    def _with_meaning(self, kernel: Any, texts: list[str]) -> Any:
        for encoder, learnt in zip(self._encoders, self._learnt_vectors):
            kernel = kernel + self._meaning(encoder, encoder.transform(texts), learnt)
        return kernel

    def _meaning(self, encoder: Encoder, vectors: Any, learnt: Any) -> Any:
        alike = np.asarray(vectors, dtype=np.float32) @ learnt.T
        alike -= 1
        alike *= _NARROWNESS
        np.exp(alike, out=alike)
        alike *= np.float32(_SHARES[encoder.name] * self._emphasis)
        return alike
