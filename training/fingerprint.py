"""A hash of everything a model is made from, so that it is trained anew only when that changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from nlu.model.fingerprint import LEARNT_BY

SOURCES = (
    "config.yml",
    "domain.yml",
    "data/training/questions/**/*.yml",
    "data/training/rules/**/*.yml",
    "data/training/talks/*.yml",
    *(f"nlu/{name}" for name in LEARNT_BY),
    "rasa/uv.lock",
)


def fingerprint(root: Path, spacy_model: str) -> str:
    """The first 12 hexadecimal digits of a SHA-256 over the sources and the spaCy model's name and version."""
    digest = hashlib.sha256(spacy_model.encode())
    for pattern in SOURCES:
        for file in sorted(root.glob(pattern)):
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]
