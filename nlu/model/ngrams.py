"""Words, word pairs and pieces of words: how much two texts are alike, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer

from nlu.model.hashes import hashes_of

_WORD = re.compile(r"\w+")
_APART = 3
"""Two words at most this many places apart make a pair: "kopen bij" and "kopen … onderneming"."""

_FREQUENT = 1000
"""Columns that most texts share: a sparse product of these takes ten times as long as a dense one."""

_ROWS = 1000
"""Rows of the sparse product made at a time, to bound memory."""


class NGrams:
    """Likeness of texts to the training texts by TF-IDF of words (1 or 2), of pieces of words
    (2 to 5 letters) and of pairs of nearby words."""

    def __init__(self) -> None:
        self._parts = [
            Part(TfidfVectorizer(analyzer="word", ngram_range=(1, 2), token_pattern=_WORD.pattern, **_TFIDF), 0.5),
            Part(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **_TFIDF), 0.5),
            Part(TfidfVectorizer(analyzer=pairs, **_TFIDF), 0.4),
        ]

    def fit(self, texts: Sequence[str]) -> Any:
        """Learn from `texts` and give the likeness of each to itself and to later ones.

        It is (len(texts), len(texts)), float32; what stands before the diagonal says nothing.
        """
        vectors = hstack([part.fit(texts) for part in self._parts]).tocsr()
        order = np.argsort(-vectors.getnnz(axis=0), kind="stable")
        frequent = vectors[:, order[:_FREQUENT]].toarray()
        rare = vectors[:, order[_FREQUENT:]]
        likeness = np.zeros((len(texts), len(texts)), dtype=np.float32)
        for start in range(0, len(texts), _ROWS):
            rows = slice(start, start + _ROWS)
            likeness[rows, start:] = (rare[rows] @ rare[start:].T).toarray()
            likeness[rows, start:] += frequent[rows] @ frequent[start:].T
        return likeness

    def likeness(self, texts: Sequence[str]) -> Any:
        """Likeness of `texts` to the training texts, one row a text; what was never seen counts for nothing."""
        return np.vstack([sum(part.likeness(text) for part in self._parts) for text in texts])


class Part:
    """One way to take a text apart, and how much it counts in the likeness of two texts."""

    def __init__(self, vectorizer: TfidfVectorizer, share: float) -> None:
        self._vectorizer = vectorizer
        self._share = np.float32(share**0.5)
        self._known: Any = None
        """The hashes of the pieces that were learnt, in order; what follows has their columns in this order."""
        self._weights: Any = None
        self._learnt: Any = None

    def fit(self, texts: Sequence[str]) -> Any:
        """Learn from `texts` and give their vectors: sparse, one row a text."""
        vectors = self._vectorizer.fit_transform(texts) * self._share
        pieces = self._vectorizer.vocabulary_
        hashes = hashes_of(list(pieces))
        order = np.argsort(hashes, kind="stable")
        columns = np.fromiter(pieces.values(), dtype=np.int64, count=len(pieces))[order]
        self._known, self._weights = hashes[order], self._vectorizer.idf_.astype(np.float32)[columns]
        self._learnt = vectors.tocsc()[:, columns]
        self._vectorizer = clone(self._vectorizer)  # takes texts apart from now on; its words are not needed
        return vectors

    def likeness(self, text: str) -> Any:
        """Likeness of `text` to each training text: as the vectorizer would give it, in a third of its time."""
        hashes = hashes_of(list(self._vectorizer.build_analyzer()(text)))
        places = np.minimum(np.searchsorted(self._known, hashes), len(self._known) - 1)
        columns, often = np.unique(places[self._known[places] == hashes], return_counts=True)
        vector = (1 + np.log(often.astype(np.float32))) * self._weights[columns]
        vector *= self._share / max(np.linalg.norm(vector), np.float32(1e-9))
        return self._learnt[:, columns] @ vector


def pairs(text: str) -> Iterator[str]:
    """Every pair of words that stand near each other, in their order; a lone word as it is."""
    words = _WORD.findall(text.lower())
    if len(words) < 2:
        yield from words or ["-"]
    for first, word in enumerate(words):
        for second in words[first + 1 : first + 1 + _APART]:
            yield f"{word} {second}"


_TFIDF: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32, "lowercase": True}
