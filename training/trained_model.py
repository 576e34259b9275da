"""A trained model's archive, read without Rasa."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

import joblib

from nlu.model.text_model import MODEL_FILE, TextModel


def load_text_model(archive: Path) -> TextModel:
    """The classifier's model out of a trained archive; KeyError when the archive holds none."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as packed:
        name = next((member for member in packed.getnames() if member.endswith(MODEL_FILE)), None)
        if name is None:
            raise KeyError(f"{archive} holds no text model")
        packed.extract(name, folder)
        model: TextModel = joblib.load(Path(folder) / name)
        return model
