"""Starts the assistant with the model that `make test` has trained."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.assistant import BackgroundAssistant


def model_under_test() -> Path:
    """The trained model; the test fails without one."""
    model = os.environ.get("ZAKBOEK_TEST_MODEL")
    if not model:
        pytest.fail("ZAKBOEK_TEST_MODEL is not set: run these tests by `make test-e2e` or `make test-browser`")
    return Path(model)


def start(var_dir: Path, **settings: str) -> BackgroundAssistant:
    """An assistant in `var_dir`, to be used as a context manager."""
    return BackgroundAssistant(model_under_test(), var_dir, **settings)


def processes(assistant: BackgroundAssistant, command: str) -> list[psutil.Process]:
    """The live processes below the assistant whose command line holds `command`; one that just ended is none."""

    def command_line(process: psutil.Process) -> str:
        try:
            return " ".join(process.cmdline())
        except psutil.NoSuchProcess:  # a zombie too
            return ""

    family = psutil.Process(assistant.pid).children(recursive=True)
    return [process for process in family if command in command_line(process)]


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    """One running assistant for all tests; each has conversations of its own."""
    with start(tmp_path_factory.mktemp("var")) as running:
        yield running
