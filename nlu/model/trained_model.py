"""All that training learns."""

from __future__ import annotations

from dataclasses import dataclass

from nlu.model.asker_model import AskerModel
from nlu.model.text_model import TextModel

MODEL_FILE = "trained_model.joblib"
"""The name of the model in a trained archive."""


@dataclass(frozen=True)
class TrainedModel:
    """What a message means, and who seems to write it."""

    texts: TextModel
    askers: AskerModel
