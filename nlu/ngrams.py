"""Words, word pairs and pieces of words: how much two texts are alike, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

_WORD = re.compile(r"\w+")
_APART = 3
"""Two words at most this many places apart make a pair: "kopen bij" and "kopen … onderneming"."""

_SHARES = (0.5, 0.5, 0.4)
"""How much words, pieces of words and pairs count in the dot product of two texts."""

_FREQUENT = 1000
"""Columns that most texts share: a sparse product of these takes ten times as long as a dense one."""

_ROWS = 1000
"""Rows of the sparse product made at a time, to bound memory."""


class NGrams:
    """Likeness of texts to the training texts by TF-IDF of words (1 or 2), of pieces of words
    (2 to 5 letters) and of pairs of nearby words."""

    def __init__(self) -> None:
        self._parts = [
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), token_pattern=_WORD.pattern, **_TFIDF),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **_TFIDF),
            TfidfVectorizer(analyzer=pairs, **_TFIDF),
        ]
        self._learnt: Any = None

    def fit(self, texts: Sequence[str]) -> Any:
        """Learn from `texts` and give their likeness to each other, (len(texts), len(texts)), float32."""
        vectors = self._join([part.fit_transform(texts) for part in self._parts])
        self._learnt = vectors.T.tocsr()
        order = np.argsort(-vectors.getnnz(axis=0), kind="stable")
        frequent = vectors[:, order[:_FREQUENT]].toarray()
        rare = vectors[:, order[_FREQUENT:]]
        likeness = frequent @ frequent.T
        others = rare.T.tocsr()
        for start in range(0, len(texts), _ROWS):
            likeness[start : start + _ROWS] += (rare[start : start + _ROWS] @ others).toarray()
        return likeness

    def likeness(self, texts: Sequence[str]) -> Any:
        """Likeness of `texts` to the training texts, one row a text; what was never seen counts for nothing."""
        return (self._join([part.transform(texts) for part in self._parts]) @ self._learnt).toarray()

    @staticmethod
    def _join(parts: list[Any]) -> Any:
        return hstack([part * np.float32(share**0.5) for part, share in zip(parts, _SHARES)]).tocsr()


def pairs(text: str) -> Iterator[str]:
    """Every pair of words that stand near each other, in their order; a lone word as it is."""
    words = _WORD.findall(text.lower())
    if len(words) < 2:
        yield from words or ["-"]
    for first, word in enumerate(words):
        for second in words[first + 1 : first + 1 + _APART]:
            yield f"{word} {second}"


_TFIDF: dict[str, Any] = {"sublinear_tf": True, "dtype": np.float32, "lowercase": True}
