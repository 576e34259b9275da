"""Texts as TF-IDF of the pieces of their words, 2 to 5 letters, with the ends of a word.

The vectors are those of scikit-learn's `TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)` in
another order. The pieces of each word are made once, by NumPy, and known by a hash of 64 bits instead of as text: of
17,586 texts that takes 0.3 s instead of 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from nlu.model.hashes import FACTOR, letters_of

_SHORTEST, _LONGEST = 2, 5


class LetterVectors:
    """Learns from the texts that it is made with how much each piece of a word tells."""

    def __init__(self, texts: Sequence[str]) -> None:
        """There is at least one text with a word."""
        words, in_texts = _words(texts)
        in_words, pieces = _pieces(words)
        self._pieces, columns = np.unique(pieces, return_inverse=True)
        in_word = _counts(in_words, columns, (len(words), len(self._pieces)))
        frequency = np.bincount((in_texts @ in_word).indices, minlength=len(self._pieces))
        self._weights = (np.log((1 + len(texts)) / (1 + frequency)) + 1).astype(np.float32)

    def of(self, texts: Sequence[str]) -> Any:
        """The vectors of `texts`, one row a text, sparse, float32; pieces that were not learnt count for nothing."""
        words, in_texts = _words(texts)
        in_words, columns = self._known(*_pieces(words))
        return self._weighed((in_texts @ _counts(in_words, columns, (len(words), len(self._pieces)))).tocsr())

    def of_one(self, text: str) -> Any:
        """As `of`, of one text, in a tenth of the time."""
        _, found = self._known(*_pieces(text.lower().split()))
        columns, counts = np.unique(found, return_counts=True)
        return self._weighed(
            csr_matrix((counts.astype(np.float32), columns, [0, len(columns)]), (1, len(self._pieces)))
        )

    def _known(self, owners: Any, pieces: Any) -> tuple[Any, Any]:
        """The owners of those of `pieces` that were learnt, and their numbers."""
        columns = np.minimum(np.searchsorted(self._pieces, pieces), len(self._pieces) - 1)
        learnt = self._pieces[columns] == pieces
        return owners[learnt], columns[learnt]

    def _weighed(self, counts: Any) -> Any:
        counts.data = (1 + np.log(counts.data)) * self._weights[counts.indices]
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        lengths = np.sqrt(np.bincount(rows, counts.data**2, minlength=counts.shape[0]))
        counts.data = (counts.data / lengths[rows]).astype(np.float32)
        return counts


def _words(texts: Sequence[str]) -> tuple[list[str], Any]:
    """The words of `texts`, each once, and how often each stands in each text, (texts, words)."""
    split = [text.lower().split() for text in texts]
    in_row = list(chain.from_iterable(split))
    numbers = {word: number for number, word in enumerate(dict.fromkeys(in_row))}
    columns = np.fromiter(map(numbers.__getitem__, in_row), dtype=np.int64, count=len(in_row))
    rows = np.repeat(np.arange(len(texts)), list(map(len, split)))
    return list(numbers), _counts(rows, columns, (len(texts), len(numbers)))


def _pieces(words: Sequence[str]) -> tuple[Any, Any]:
    """For each piece of each word the number of the word, and the hash of the piece."""
    lengths = np.fromiter((len(word) + 2 for word in words), dtype=np.int64, count=len(words))
    letters = letters_of("".join(f" {word} " for word in words))
    word_of, end_of = np.repeat(np.arange(len(words)), lengths), np.repeat(np.cumsum(lengths), lengths)
    hashes, numbers, found = letters, [], []
    for length in range(_SHORTEST, _LONGEST + 1):
        hashes = hashes[:-1] * FACTOR + letters[length - 1 :]
        begins = np.flatnonzero(np.arange(len(hashes)) + length <= end_of[: len(hashes)])
        numbers.append(word_of[begins])
        found.append(hashes[begins] * FACTOR + np.uint64(length))
    return np.concatenate(numbers), np.concatenate(found)


def _counts(rows: Any, columns: Any, shape: tuple[int, int]) -> Any:
    """How often each pair of a row and a column is given."""
    return csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
