"""What is printed once every part answers, and when one does not."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from operations.serve import announce

MISSING = (503, {"missing": ["rasa"]})
READY = (200, {"missing": [], "model": {"name": "zakboek-1", "rasa": "3.6", "spacy_model": "nl_proef"}})


class Door(HTTPServer):
    """Gives these answers one after the other, the last one for ever."""

    answers: list[tuple[int, dict[str, Any]]]
    asked_by: str | None = None


class Answer(BaseHTTPRequestHandler):
    """Gives the next one."""

    def do_GET(self) -> None:
        """To whatever is asked."""
        assert isinstance(self.server, Door)
        self.server.asked_by = self.headers["Authorization"]
        status, body = self.server.answers[0] if len(self.server.answers) == 1 else self.server.answers.pop(0)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with Door(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv(announce.ADDRESS, announce.address_of("0.0.0.0", server.server_port))  # noqa: S104
        monkeypatch.setattr(announce, "POLL_SECONDS", 0)
        yield server
        server.shutdown()


def test_the_address_and_the_model_once_all_parts_answer(door: Door, capsys: pytest.CaptureFixture[str]) -> None:
    door.answers = [MISSING, READY]
    assert announce.main() == 0
    told = capsys.readouterr().out
    assert f"Open http://127.0.0.1:{door.server_port} " in told
    assert "zakboek-1" in told and "nl_proef" in told
    assert door.asked_by is None


def test_a_part_that_does_not_answer_is_named(
    door: Door, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    door.answers = [MISSING]
    monkeypatch.setenv(announce.STATUS_SECRET, "a secret of the operator")
    monkeypatch.setattr(announce, "LONGEST_WAIT_SECONDS", 0.2)
    assert announce.main() == 1
    assert "missing: rasa" in capsys.readouterr().out
    assert door.asked_by == "Bearer a secret of the operator"
