"""The door alone, as a client sees it; Rasa is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from content.live import LiveContent
from content.paths import DataPaths
from tests.support.assistant import free_ports
from tests.support.html_page import BROWSER, Page

Door = Callable[..., TestClient]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """Opens a door with the settings that are given, and with other content than the project's own."""
    with ExitStack() as stack:

        def opened(data: DataPaths | None = None, **settings: object) -> TestClient:
            return stack.enter_context(_client(tmp_path, data, **settings))

        yield opened


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One door for all tests that need no settings of their own."""
    with _client(tmp_path_factory.mktemp("var")) as client:
        yield client


@pytest.fixture(scope="session")
def shown(client: TestClient) -> Callable[[str], Page]:
    """Gives the page at a path, as a browser would get it."""

    def get(path: str) -> Page:
        reply = client.get(path, headers=BROWSER)
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        return Page(reply)

    return get


def _client(var_dir: Path, data: DataPaths | None = None, **settings: object) -> TestClient:
    [nothing_here] = free_ports(1)
    values = {"var_dir": var_dir, "rasa_port": nothing_here, **settings}
    return TestClient(create_app(Settings.model_validate(values), LiveContent(data) if data else None))
