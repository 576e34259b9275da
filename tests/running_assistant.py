"""Starts the assistant with the model that `make test` has trained."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from serve.background import BackgroundAssistant


def start(var_dir: Path, **settings: str) -> BackgroundAssistant:
    """An assistant in `var_dir`, to be used as a context manager."""
    model = os.environ.get("ZAKBOEK_TEST_MODEL")
    if not model:
        pytest.fail("ZAKBOEK_TEST_MODEL is not set: run these tests by `make test-e2e`")
    return BackgroundAssistant(Path(model), var_dir, **settings)
