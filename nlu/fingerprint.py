"""A hash of the source that a trained model depends on: Rasa's cache looks at a component's own class only."""

from __future__ import annotations

import hashlib
from pathlib import Path

LEARNT_BY = (
    "classifier.py",
    "encoders.py",
    "kernel_logistic.py",
    "kernel_ridge.py",
    "labels.py",
    "model.py",
    "ngrams.py",
)
"""A change in any other file of this package needs no training."""


def source_fingerprint() -> str:
    """SHA-256 over the files that training runs through, in hexadecimal."""
    digest = hashlib.sha256()
    for name in LEARNT_BY:
        digest.update(name.encode() + b"\0" + (Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()
