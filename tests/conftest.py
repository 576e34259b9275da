"""What holds for all tests, in both environments."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

OURS = ("runtime", "contract", "content", "nlu", "bridge", "actions", "training", "checks", "bench", "tests")


def pytest_configure(config: pytest.Config) -> None:
    """Let pass, in Rasa's environment, what libraries say of each other.

    Rasa 3.6 holds them back at versions that warn hundreds of times while they are imported. A warning
    about how we use one is attributed to our own module, and is an error there too.
    """
    if find_spec("rasa") is not None:
        config.addinivalue_line("filterwarnings", rf"ignore:::(?!({'|'.join(OURS)})\b)")
