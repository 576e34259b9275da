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

_FEW_EXAMPLES = 20
"""With fewer examples a label, letters say little: sentence vectors count double, and logistic
regression takes the place of ridge regression."""


@dataclass(frozen=True)
class Settings:
    """What the model is made of; see `config.yml` for the values in force.

    Letters and the `encoder` answer first. Only when that answer stays below
    `second_opinion_below` (a probability) is the slower `second_opinion` asked, which has
    learnt from the `hardest` training texts. An encoder "" leaves its part out.
    """

    encoder: str = "use"
    second_opinion: str = "e5"
    second_opinion_below: float = 0.9
    hardest: int = 5000


class Meaning:
    """Likeness of texts to the training texts by the vectors of a sentence encoder."""

    NARROWNESS = 2.0
    """Likeness of two vectors is exp(narrowness x (cosine - 1)): 1 when alike, 0.02 when opposite."""

    def __init__(self, encoder: str, share: float) -> None:
        """`share` is how much this likeness counts beside that of the letters."""
        self._encoder = Encoder(encoder)
        self._share = np.float32(share)
        self._learnt: Any = None

    def fit(self, texts: Sequence[str], cache: Path | None) -> Any:
        """Learn from `texts` and give their likeness to each other, (len(texts), len(texts)), float32."""
        self._learnt = np.ascontiguousarray(self._encoder.fit_transform(texts, cache), dtype=np.float32)
        return self._alike(self._learnt)

    def likeness(self, texts: Sequence[str]) -> Any:
        """Likeness of `texts` to the training texts, one row a text."""
        return self._alike(np.asarray(self._encoder.transform(texts), dtype=np.float32))

    def _alike(self, vectors: Any) -> Any:
        alike = vectors @ self._learnt.T
        alike -= 1
        alike *= self.NARROWNESS
        np.exp(alike, out=alike)
        alike *= self._share
        return alike


class TextModel:
    """Texts in, a probability for each label out."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.labels: list[str] = []
        self._examples: list[tuple[str, str]] = []
        self._letters = NGrams()
        self._meaning: Meaning | None = None
        self._second_meaning: Meaning | None = None
        self._regression: KernelRidge | KernelLogistic = KernelRidge(settings.hardest)

    def fit(self, texts: Sequence[str], labels: Sequence[str], cache: Path | None = None) -> None:
        """Train on texts and their labels, one each; `cache` is a folder for sentence vectors.

        Takes 4 bytes x the square of the number of texts, twice over, while it trains.
        """
        names, columns = np.unique(np.asarray(labels), return_inverse=True)
        self.labels = [str(name) for name in names]
        self._examples = list(zip(texts, labels))
        emphasis = 1.0
        if len(texts) < _FEW_EXAMPLES * len(names):
            emphasis, self._regression = 2.0, KernelLogistic()
        texts = [text.lower() for text in texts]
        kernel = self._letters.fit(texts)
        if self.settings.encoder:
            self._meaning = Meaning(self.settings.encoder, emphasis)
            kernel += self._meaning.fit(texts, cache)
        if not self.settings.second_opinion:
            self._regression.fit(kernel, columns, len(names), None)
            return
        meaning = self._second_meaning = Meaning(self.settings.second_opinion, 2 * emphasis)
        self._regression.fit(
            kernel, columns, len(names), lambda hard: meaning.fit([texts[index] for index in hard], cache)
        )

    def predict(self, texts: Sequence[str], thorough: bool = False) -> Any:
        """Probabilities, (len(texts), len(self.labels)), each row summing to 1.

        `thorough` asks for the second opinion even where the first is sure.
        """
        texts = [text.lower() for text in texts]
        kernel = self._likeness(texts)
        probabilities = self._regression.first(kernel)
        if self._second_meaning is not None:
            sure = 2.0 if thorough else self.settings.second_opinion_below
            doubted = np.flatnonzero(probabilities.max(axis=1) < sure)
            if doubted.size:
                hard = self._second_meaning.likeness([texts[index] for index in doubted])
                probabilities[doubted] = self._regression.second(kernel[doubted], hard)
        return probabilities

    def nearest(self, text: str, count: int) -> list[tuple[str, str, float]]:
        """The training texts most like `text`: each with its label and likeness, most alike first."""
        likeness = self._likeness([text.lower()])[0]
        best = np.argsort(-likeness)[:count]
        return [(*self._examples[index], float(likeness[index])) for index in best]

    def _likeness(self, texts: Sequence[str]) -> Any:
        kernel = self._letters.likeness(texts)
        return kernel if self._meaning is None else kernel + self._meaning.likeness(texts)
