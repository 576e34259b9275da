"""A trained model's archive, read without Rasa."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

import joblib

from nlu.model.trained_model import MODEL_FILE, TrainedModel


def load_trained_model(archive: Path) -> TrainedModel:
    """What was learnt, out of a trained archive; KeyError when the archive holds no such model."""
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as packed:
        name = next((member for member in packed.getnames() if member.endswith(MODEL_FILE)), None)
        if name is None:
            raise KeyError(f"{archive} holds no trained model")
        packed.extract(name, folder)
        model: TrainedModel = joblib.load(Path(folder) / name)
        return model
