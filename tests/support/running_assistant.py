"""Starts the assistant with the model that `make test` has trained."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.assistant import BackgroundAssistant


def start(var_dir: Path, **settings: str) -> BackgroundAssistant:
    """An assistant in `var_dir`, to be used as a context manager."""
    model = os.environ.get("ZAKBOEK_TEST_MODEL")
    if not model:
        pytest.fail("ZAKBOEK_TEST_MODEL is not set: run these tests by `make test-e2e` or `make test-browser`")
    return BackgroundAssistant(Path(model), var_dir, **settings)


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    """One running assistant for all tests; each has conversations of its own."""
    with start(tmp_path_factory.mktemp("var")) as running:
        yield running
