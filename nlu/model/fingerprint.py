"""A hash of the source that a trained model depends on: Rasa's cache looks at a component's own class only."""

from __future__ import annotations

import hashlib
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
LEARNT_BY = (
    "components/understanding.py",
    "model/asker_model.py",
    "model/encoders.py",
    "model/hashes.py",
    "model/kernel_logistic.py",
    "model/kernel_ridge.py",
    "model/labels.py",
    "model/ngrams.py",
    "model/quantized.py",
    "model/talk_examples.py",
    "model/text_model.py",
    "model/trained_model.py",
    "model/use_tokenizer.py",
)
"""A change in any other file of `nlu/` needs no training."""


def source_fingerprint() -> str:
    """SHA-256 over the files that training runs through, in hexadecimal."""
    digest = hashlib.sha256()
    for name in LEARNT_BY:
        digest.update(name.encode() + b"\0" + (PACKAGE / name).read_bytes())
    return digest.hexdigest()
