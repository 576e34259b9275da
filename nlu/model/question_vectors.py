"""Vectors of the pieces' questions by E5, which reads a sentence in 20 ms: those of the guide are known by heart.

They stand in `data/training/question_vectors.npz`, made by `make vectors`: 128 numbers of 8 bits a question. These are
the first principal components of E5's 384 numbers; left out in turn, 57.6 % of 14,633 questions found their piece
first with them, and 57.4 % with all 384.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict

import numpy as np

from content.paths import DATA
from nlu.model.encoders import encode_by, is_installed
from nlu.model.recent import Recent
from nlu.model.vector_cache import text_key
from runtime.put_off import put_off

DIMENSIONS = 128
_LONGEST = 200
"""Letters of a text that are read: the time grows with each word."""

_STEPS = 127

ENCODER = "e5"

Encode = Callable[[Sequence[str]], Any]
"""Texts to vectors, one row a text."""


class QuestionVectorsError(Exception):
    """The file with the vectors cannot be used."""


@dataclass
class QuestionVectors:
    """Unit vectors of questions, (questions, `DIMENSIONS`); what is not known by heart is encoded."""

    encode: Encode
    mean: Any
    """(numbers of the encoder): that of the questions it was made from."""

    components: Any
    """(numbers of the encoder, DIMENSIONS)."""

    known: Mapping[str, Any]
    """By `text_key`, in whole numbers from -127 to 127."""

    _recent: Recent = field(default_factory=Recent)

    @classmethod
    def learn(cls, texts: Sequence[str], encode: Encode) -> QuestionVectors:
        """By the principal components of the vectors of `texts`, which are known by heart then."""
        found = np.asarray(_read(texts, encode), dtype=np.float32)
        mean = found.mean(axis=0)
        _, _, components = np.linalg.svd(_unit(found - mean), full_matrices=False)
        made = cls(encode, mean, components[:DIMENSIONS].T.astype(np.float32), {})
        rows = made._reduced(found)
        return cls(encode, made.mean, made.components, dict(zip(map(text_key, texts), _rounded(rows))))

    @classmethod
    def load(cls, file: Path, encode: Encode) -> QuestionVectors:
        """From `save`; raises OSError, ValueError or KeyError when the file cannot be used."""
        with np.load(file, allow_pickle=False) as stored:
            known = {key.decode(): vector for key, vector in zip(stored["keys"].tolist(), stored["vectors"])}
            return cls(encode, stored["mean"].astype(np.float32), stored["components"].astype(np.float32), known)

    def save(self, file: Path) -> None:
        """Write all that is known by heart, and how it was made."""
        small = {"mean": self.mean.astype(np.float16), "components": self.components.astype(np.float16)}
        keys, vectors = list(self.known), np.vstack(list(self.known.values()))
        np.savez(file, keys=np.array(keys, dtype="S"), vectors=vectors, **small)

    def knowing(self, texts: Sequence[str]) -> QuestionVectors:
        """These vectors with `texts` known by heart, and no others."""
        found = self._at_hand(texts)
        found.update(self._read([text for text in texts if text not in found]))
        rows = _rounded(np.vstack([found[text] for text in texts]))
        return QuestionVectors(self.encode, self.mean, self.components, dict(zip(map(text_key, texts), rows)))

    def of(self, texts: Sequence[str]) -> Any:
        """One row a text; None where some have to be read and that was put off (`runtime.put_off`).

        The last texts that were read are known by a hash, for who asks for one again.
        """
        found = self._at_hand(texts)
        new = list(dict.fromkeys(text for text in texts if text not in found))
        if new and put_off(lambda: self._read(new)):
            return None
        found.update(self._read(new))
        return np.vstack([found[text] for text in texts])

    def _at_hand(self, texts: Sequence[str]) -> Dict[str, Any]:
        """The rows that need no reading, by text."""
        found: Dict[str, Any] = {}
        for text in texts:
            by_heart = self.known.get(text_key(text))
            row = self._recent.get(text) if by_heart is None else _unit(by_heart.astype(np.float32))
            if row is not None:
                found[text] = row
        return found

    def _read(self, texts: Sequence[str]) -> Dict[str, Any]:
        """The rows of texts that are new, by text."""
        if not texts:
            return {}
        rows = dict(zip(texts, self._reduced(np.asarray(_read(texts, self.encode), dtype=np.float32))))
        for text, row in rows.items():
            self._recent.put(text, row)
        return rows

    def _reduced(self, vectors: Any) -> Any:
        return _unit(_unit(vectors - self.mean) @ self.components)


def _read(texts: Sequence[str], encode: Encode) -> Any:
    return encode([text[:_LONGEST] for text in texts])


def _unit(vectors: Any) -> Any:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def _rounded(rows: Any) -> Any:
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), 1e-9)
    return np.round(rows / largest * _STEPS).astype(np.int8)


def read_question_vectors(file: Path = DATA.question_vectors) -> QuestionVectors | None:
    """Those in force; None where the encoder is not installed; QuestionVectorsError when the file cannot be used."""
    if not is_installed(ENCODER):
        return None
    try:
        return QuestionVectors.load(file, encode_by(ENCODER))
    except (OSError, ValueError, KeyError) as error:
        raise QuestionVectorsError(f"{file} cannot be used ({error!r}); make it anew with `make vectors`") from error
