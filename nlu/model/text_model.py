"""The classifier's model: how much a text is like each training text, by letters and by meaning.

Plain NumPy and scikit-learn, without Rasa, so that it can be measured by itself.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Container, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import Any

import numpy as np

from nlu.model.encoders import Encoder
from nlu.model.kernel_logistic import KernelLogistic
from nlu.model.kernel_ridge import KernelRidge, sample_last
from nlu.model.ngrams import NGrams
from nlu.model.quantized import QuantizedVectors
from nlu.model.recent import Recent

_FEW_EXAMPLES = 20
"""With fewer examples a label, letters say little: sentence vectors count double, and logistic
regression takes the place of ridge regression."""

_SECOND_OPINION_LETTERS = 90
"""The second opinion reads no more of a message: its time grows with every word, and what it
finds in the first 16 words or in all 40 is right equally often (98 of 100 held-back questions)."""


_ROWS = 1000

_NARROWNESS = 2.0
"""Likeness of two vectors is exp(narrowness x (cosine - 1)): 1 when alike, 0.02 when opposite."""


class Ask(Enum):
    """When the second opinion is asked."""

    NEVER = "never"
    IN_DOUBT = "in doubt"
    ALWAYS = "always"


@dataclass(frozen=True)
class Settings:
    """What the model is made of; see `config.yml` for the values in force.

    Three steps, each slower than the one before and asked only when that one's probability
    stays below a limit: letters alone (about 1 ms), letters with the vectors of `encoder`
    (4 ms), and a correction by the `second_opinion` (10 to 20 ms), which has learnt from the
    `hardest` training texts. An encoder "" leaves its step out; with letters that suffice from
    more than 1 there is no step of letters alone.
    """

    letters_suffice_from: float = 0.99
    encoder: str = "use"
    second_opinion: str = "e5"
    second_opinion_below: float = 0.9
    hardest: int = 5000


class Meaning:
    """Likeness of texts to the training texts by the vectors of a sentence encoder."""

    def __init__(self, encoder: str, share: float, most_letters: int | None = None) -> None:
        """`share` is how much this likeness counts beside that of the letters; at `most_letters`
        longer texts are cut off, for an encoder whose time grows with the length."""
        self._encoder = Encoder(encoder)
        self._share = np.float32(share)
        self._most_letters = most_letters
        self._learnt: QuantizedVectors | None = None

    def fit(self, texts: Sequence[str], cache: Path | None) -> Any:
        """Learn from `texts` and give their likeness to each other, (len(texts), len(texts)), float32."""
        vectors = self.learn(texts, cache)
        return self._alike(vectors @ vectors.T)

    def add_to(self, kernel: Any, vectors: Any) -> None:
        """Add to `kernel` the likeness of each of `vectors` to itself and to later ones, to bound memory."""
        for start in range(0, len(vectors), _ROWS):
            rows = slice(start, start + _ROWS)
            kernel[rows, start:] += self._alike(vectors[rows] @ vectors[start:].T)

    def likeness(self, texts: Sequence[str]) -> Any:
        """Likeness of `texts` to the training texts, one row a text; RuntimeError before `learn`."""
        if self._learnt is None:
            raise RuntimeError("Meaning.likeness called before learn")
        return self._alike(self._learnt.products(self._encoder.transform(self._cut(texts))))

    def vectors(self, texts: Sequence[str], cache: Path | None) -> Any:
        """Unit vectors of `texts`, (len(texts), dimensions)."""
        return self._encoder.transform(self._cut(texts), cache)

    def learn(self, texts: Sequence[str], cache: Path | None) -> Any:
        """Learn from `texts` and give their vectors, which are made, or taken from the folder `cache`."""
        vectors = np.ascontiguousarray(self._encoder.fit_transform(self._cut(texts), cache), dtype=np.float32)
        self._learnt = QuantizedVectors(vectors)
        return vectors

    def _cut(self, texts: Sequence[str]) -> Sequence[str]:
        most = self._most_letters
        return texts if most is None else [shorten(text, most, placeholder="") or text[:most] for text in texts]

    def _alike(self, cosines: Any) -> Any:
        cosines -= 1
        cosines *= _NARROWNESS
        np.exp(cosines, out=cosines)
        cosines *= self._share
        return cosines


@dataclass(frozen=True)
class Remembered:
    """Texts by their row in a table of vectors, which stays in the model's file until a row is asked for."""

    rows: Mapping[str, int] = field(default_factory=dict)
    table: Any = None
    """(texts, dimensions), float16; None where nothing is remembered."""

    @classmethod
    def of(cls, texts: Sequence[str], table: Any) -> Remembered:
        """These texts, each with its row."""
        return cls({text: row for row, text in enumerate(texts)}, table)


class TextModel:
    """Texts in, a probability for each label out."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.labels: list[str] = []
        self._examples: list[tuple[str, str]] = []
        self._letters = NGrams()
        self._meaning: Meaning | None = None
        self._second_meaning: Meaning | None = None
        self._by_letters: KernelRidge | KernelLogistic = KernelRidge(0)
        self._regression: KernelRidge | KernelLogistic = KernelRidge(settings.hardest)
        self._remembered = Remembered()
        self._recent = Recent()

    def __getstate__(self) -> dict[str, Any]:
        """Without what was asked of it; vectors as one table, and texts packed apart: joblib would read one by one."""
        remembered = pickle.dumps(list(self._remembered.rows)), self._remembered.table
        return {**vars(self), "_recent": None, "_examples": pickle.dumps(self._examples), "_remembered": remembered}

    def __setstate__(self, state: dict[str, Any]) -> None:
        examples = pickle.loads(state["_examples"])  # noqa: S301  of the same file
        texts, table = state["_remembered"]
        remembered = Remembered.of(pickle.loads(texts), table)  # noqa: S301
        vars(self).update(state, _recent=Recent(), _examples=examples, _remembered=remembered)

    def fit(self, texts: Sequence[str], labels: Sequence[str], cache: Path | None = None) -> None:
        """Train on texts and their labels, one each; `cache` is a folder for sentence vectors.

        Takes 2 bytes x the square of the number of texts while it trains, half of the matrix being left untouched; with
        letters that may suffice, 4 more.
        """
        self._examples = [(texts[index], labels[index]) for index in sample_last(len(texts))]
        names, columns = np.unique([label for _, label in self._examples], return_inverse=True)
        self.labels = [str(name) for name in names]
        emphasis = 1.0
        if len(texts) < _FEW_EXAMPLES * len(names):
            emphasis, self._by_letters, self._regression = 2.0, KernelLogistic(), KernelLogistic()
        texts = [text.lower() for text, _ in self._examples]
        with ThreadPoolExecutor(1) as beside:
            if self.settings.encoder:
                self._meaning = Meaning(self.settings.encoder, emphasis)
                reading = beside.submit(self._meaning.learn, texts, cache)
            kernel = self._letters.fit(texts)
        if self._meaning is not None:
            vectors = reading.result()
            if self.settings.letters_suffice_from <= 1:
                self._by_letters.fit(kernel.copy(), columns, len(names), None)
            self._meaning.add_to(kernel, vectors)
        if not self.settings.second_opinion:
            self._regression.fit(kernel, columns, len(names), None)
            return
        meaning = self._second_meaning = Meaning(self.settings.second_opinion, 2 * emphasis, _SECOND_OPINION_LETTERS)
        self._regression.fit(
            kernel, columns, len(names), lambda hard: meaning.fit([texts[index] for index in hard], cache)
        )

    def predict(self, texts: Sequence[str], second_opinion: Ask = Ask.IN_DOUBT) -> Any:
        """Probabilities, (len(texts), len(self.labels)), each row summing to 1.

        `Ask.ALWAYS` takes every step, however sure the one before is. Rows of the last texts are known by a hash.
        """
        texts = [text.lower() for text in texts]
        asked = Ask.NEVER if self._second_meaning is None else second_opinion
        keys = [f"{asked.value} {text}" for text in texts]
        rows: dict[str, Any] = {key: self._recent.get(key) for key in keys}
        new = {key: text for key, text in zip(keys, texts) if rows[key] is None}
        if new:
            for key, row in zip(new, self._predict(list(new.values()), second_opinion)):
                rows[key] = row
                self._recent.put(key, row)
        return np.vstack([rows[key] for key in keys])

    def _predict(self, texts: Sequence[str], second_opinion: Ask) -> Any:
        always = second_opinion is Ask.ALWAYS
        kernel = self._letters.likeness(texts)
        if self._meaning is None or self.settings.letters_suffice_from > 1:
            kernel = kernel if self._meaning is None else kernel + self._meaning.likeness(texts)
            found, doubted = self._regression.first(kernel), np.arange(len(texts))
        else:
            found = self._by_letters.first(kernel)
            doubted = _below(self.settings.letters_suffice_from, found, always)
            if doubted.size:
                kernel[doubted] += self._meaning.likeness([texts[index] for index in doubted])
                found[doubted] = self._regression.first(kernel[doubted])
        if self._second_meaning is None or second_opinion is Ask.NEVER:
            return found
        doubted = doubted[_below(self.settings.second_opinion_below, found[doubted], always)]
        if doubted.size:
            hard = self._second_meaning.likeness([texts[index] for index in doubted])
            found[doubted] = self._regression.second(kernel[doubted], hard)
        return found

    @property
    def knows_meaning(self) -> bool:
        """Whether it has an encoder, and so `vectors`."""
        return self._meaning is not None

    def vectors(self, texts: Sequence[str], cache: Path | None = None) -> Any:
        """Unit vectors of `texts` by the encoder, (len(texts), dimensions); ValueError without an encoder.

        What was remembered is not encoded again; nothing else is remembered.
        """
        if self._meaning is None:
            raise ValueError("this model has no encoder")
        known = self._remembered
        new = [text for text in dict.fromkeys(texts) if text not in known.rows]
        if not new:
            return known.table[[known.rows[text] for text in texts]]
        vectors = dict(zip(new, self._meaning.vectors(new, cache)))
        return np.vstack([vectors[text] if text in vectors else known.table[known.rows[text]] for text in texts])

    @property
    def remembered(self) -> Container[str]:
        """The texts whose vectors are known by heart."""
        return self._remembered.rows

    def encode(self, cache: Path | None = None) -> Callable[[Sequence[str]], Any] | None:
        """`vectors` with a folder `cache`; None without an encoder."""
        return partial(self.vectors, cache=cache) if self.knows_meaning else None

    def remember(self, texts: Sequence[str], cache: Path | None) -> None:
        """Keep the vectors of `texts` with the model, so that they cost nothing where it runs."""
        if texts and self._meaning is not None:
            self._remembered = Remembered.of(texts, self.vectors(texts, cache).astype(np.float16))

    @property
    def learnt_from(self) -> list[str]:
        """The texts it was fitted on."""
        return [text for text, _ in self._examples]

    def nearest(self, text: str, count: int) -> list[tuple[str, str, float]]:
        """The training texts most like `text`: each with its label and likeness, most alike first."""
        text = text.lower()
        [likeness] = self._letters.likeness([text])
        if self._meaning is not None:
            likeness = likeness + self._meaning.likeness([text])[0]
        best = np.argsort(-likeness)[:count]
        return [(*self._examples[index], float(likeness[index])) for index in best]


def _below(limit: float, probabilities: Any, all_of_them: bool) -> Any:
    """The numbers of the rows whose best label stays below `limit`."""
    return np.flatnonzero((probabilities.max(axis=1) < limit) | all_of_them)
