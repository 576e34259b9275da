"""Words, word pairs and pieces of words as sparse vectors: what a text is made of, letter by letter."""

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


class NGrams:
    """TF-IDF of words (1 or 2), pieces of words (2 to 5 letters) and pairs of nearby words."""

    def __init__(self) -> None:
        self._parts = [
            TfidfVectorizer(analyzer="word", ngram_range=(1, 2), token_pattern=_WORD.pattern, **_TFIDF),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **_TFIDF),
            TfidfVectorizer(analyzer=pairs, **_TFIDF),
        ]

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the vocabulary of `texts` and give their vectors: sparse, one row a text."""
        return self._join([part.fit_transform(texts) for part in self._parts])

    def transform(self, texts: Sequence[str]) -> Any:
        """Vectors of `texts`; what was never seen before counts for nothing."""
        return self._join([part.transform(texts) for part in self._parts])

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
