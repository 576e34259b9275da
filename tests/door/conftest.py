"""The door alone, as a client sees it; Rasa is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from serve.background import free_ports


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Callable[..., TestClient]]:
    """Opens a door with the settings that are given."""
    [nothing_here] = free_ports(1)
    with ExitStack() as stack:

        def opened(**settings: object) -> TestClient:
            values = {"var_dir": tmp_path, "rasa_port": nothing_here, **settings}
            return stack.enter_context(TestClient(create_app(Settings.model_validate(values))))

        yield opened


@pytest.fixture
def client(door: Callable[..., TestClient]) -> TestClient:
    return door()
