"""The action server runs an action for who has its secret, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.utils.endpoints import read_endpoint_config
from rasa_sdk.endpoint import create_app
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic
from sanic.response import HTTPResponse

import actions.__main__ as server
from content.paths import ROOT

GIVEN = "een geheim van zestien of meer"


class Request:
    """A call as Sanic gives it to what is asked first."""

    def __init__(self, path: str, authorization: str | None) -> None:
        self.path = path
        self.headers = {} if authorization is None else {"Authorization": authorization}


@pytest.fixture(scope="module")
def app() -> Iterator[Sanic]:
    """rasa-sdk's own app, with what is added to it before it serves; Sanic lets a process have one of its name."""
    Sanic._app_registry.pop("rasa_sdk", None)
    plugin = server.OnlyWithSecret(GIVEN)
    plugin_manager().register(plugin)
    app = create_app("actions")
    plugin_manager().hook.attach_sanic_app_extensions(app=app)
    yield app
    plugin_manager().unregister(plugin)
    Sanic._app_registry.pop("rasa_sdk")


def refused(app: Any, path: str, authorization: str | None) -> int | None:
    """The status with which a call is refused before its route is looked for; None when it is let in.

    The app itself is not started: a process can do that once only.
    """
    [ask_first] = app.request_middleware
    reply: HTTPResponse | None = ask_first(Request(path, authorization))
    return reply.status if reply else None


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer ", "Bearer another secret of some length", GIVEN, "Bearer \udcff"]
)
@pytest.mark.parametrize("path", ["/webhook", "/actions", "/health/", "/nergens"])
def test_without_the_secret_nothing_is_done(app: Sanic, authorization: str | None, path: str) -> None:
    assert refused(app, path, authorization) == 401


@pytest.mark.parametrize("path", ["/webhook", "/actions"])
def test_with_the_secret_a_call_is_let_in(app: Sanic, path: str) -> None:
    assert refused(app, path, f"Bearer {GIVEN}") is None


def test_whether_it_is_there_may_be_asked_without(app: Sanic) -> None:
    assert refused(app, "/health", None) is None


@pytest.mark.parametrize("secret", ["", "te kort"])
def test_it_does_not_start_without_a_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], secret: str
) -> None:
    monkeypatch.setenv(server.SECRET, secret)
    monkeypatch.setattr(server, "main_from_args", None)
    assert server.main([]) == 1
    assert server.SECRET in capsys.readouterr().err


def test_rasa_sends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(server.SECRET, GIVEN)
    monkeypatch.setenv("ZAKBOEK_ACTIONS_URL", "http://127.0.0.1:5055")
    monkeypatch.setenv("ZAKBOEK_TRACKER_URL", "")
    endpoint = read_endpoint_config(str(ROOT / "rasa" / "endpoints.yml"), "action_endpoint")
    assert endpoint.headers == {"Authorization": f"Bearer {GIVEN}"}
