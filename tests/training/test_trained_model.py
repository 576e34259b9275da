"""The classifier's model is read out of a trained archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tiny_model import archive_of, tiny_model
from training.trained_model import load_trained_model


def test_a_model_comes_out_of_its_archive(tmp_path: Path) -> None:
    loaded = load_trained_model(archive_of(tiny_model(), tmp_path))
    assert (
        loaded.texts.predict(["wat doet een inkoper"]).tolist()
        == tiny_model().predict(["wat doet een inkoper"]).tolist()
    )


def test_an_archive_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(KeyError, match="holds no trained model"):
        load_trained_model(archive_of(None, tmp_path))
