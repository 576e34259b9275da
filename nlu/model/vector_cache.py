"""Keeps sentence vectors of training texts between trainings: making them is most of the time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

MOST_KEPT = 100_000


def cached_vectors(file: Path, texts: Sequence[str], encode: Callable[[Sequence[str]], Any]) -> Any:
    """The vectors of `texts`, made by `encode` where `file` does not have them yet.

    Vectors are known by a hash of their text; the `MOST_KEPT` newest stay in `file`.
    """
    keys = [text_key(text) for text in texts]
    known = _read(file)
    new = {key: text for key, text in zip(keys, texts) if key not in known}
    if new:
        known.update(zip(new, encode(list(new.values()))))
        file.parent.mkdir(parents=True, exist_ok=True)
        these = dict.fromkeys(keys)
        others = [key for key in known if key not in these]
        kept = {key: known[key] for key in [*others, *these][-MOST_KEPT:]}
        partial = file.with_suffix(".part.npz")
        np.savez(partial, keys=list(kept), vectors=np.vstack(list(kept.values())))
        partial.replace(file)
    return np.vstack([known[key] for key in keys])


def text_key(text: str) -> str:
    """What a text is known by without being kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _read(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    with np.load(file) as stored:
        return dict(zip(stored["keys"].tolist(), stored["vectors"]))
