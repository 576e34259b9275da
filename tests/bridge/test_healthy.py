"""Rasa's health check in a container: healthy once a model is loaded, not once a port is open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from bridge.healthy import main

SECRET = "a secret of sixteen and more"  # noqa: S105


@contextmanager
def rasa(status: Any) -> Iterator[str]:
    """The address of a server that tells `status` to who has the secret, as the bridge does."""

    class Bridge(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/webhooks/bridge/status" and self.headers["Authorization"] == f"Bearer {SECRET}"
            self.send_response(200 if known else 401)
            self.end_headers()
            self.wfile.write(json.dumps(status).encode() if known else b"{}")

        def log_message(self, *of: Any) -> None:
            return None

    with HTTPServer(("127.0.0.1", 0), Bridge) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZAKBOEK_BRIDGE_SECRET", SECRET)


def test_a_loaded_model_is_healthy(capsys: pytest.CaptureFixture[str]) -> None:
    with rasa({"model": {"name": "zakboek-proef"}, "actions": False}) as address:
        assert main(address) == 0
    assert "zakboek-proef" in capsys.readouterr().out


def test_a_port_that_answers_without_a_model_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with rasa({"model": None, "actions": True}) as address:
        assert main(address) == 1
    assert "no model" in capsys.readouterr().out


def test_another_secret_or_nobody_there_is_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with rasa({"model": {"name": "zakboek-proef"}}) as address:
        monkeypatch.setenv("ZAKBOEK_BRIDGE_SECRET", "another")
        assert main(address) == 1
    assert main(address) == 1
    assert capsys.readouterr().out.count("does not answer") == 2
