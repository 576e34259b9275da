"""What runs here: the model's card, and whether the actions answer."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
import pytest
from rasa.utils.endpoints import EndpointConfig

import bridge.status
from bridge.status import status
from tests.support.played_dialogue import PlayedDialogue

SECRET = {"Authorization": "Bearer een geheim"}


class ActionServer:
    """An action server that gives a status code, or an error; `asked` is the address asked for, `headers` with which."""

    def __init__(self, gives: int | Exception) -> None:
        self._gives, self.asked = gives, ""
        self.headers: dict[str, str] = {}

    def __call__(self, timeout: Any, headers: dict[str, str]) -> ActionServer:
        """As a session is made."""
        self.headers = headers
        return self

    def get(self, url: str) -> ActionServer:
        """As a session asks."""
        self.asked = url
        return self

    async def __aenter__(self) -> ActionServer:
        if self.asked and isinstance(self._gives, Exception):
            raise self._gives
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    @property
    def status(self) -> int | Exception:
        """The code given."""
        return self._gives


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bridge.status, "MODELS", tmp_path)
    return tmp_path


def test_the_card_of_the_model(dialogue: PlayedDialogue, models: Path) -> None:
    card = {"name": "zakboek-proef", "topics": 40}
    (models / "zakboek-proef.json").write_text(json.dumps(card), encoding="utf-8")
    told = asyncio.run(status(dialogue.agent))
    assert (told["model"], told["actions"], told["store"]) == (card, False, True)


@pytest.mark.parametrize("card", [None, "{half"])
def test_a_model_without_a_card_that_can_be_read_has_a_name(
    dialogue: PlayedDialogue, models: Path, card: str | None
) -> None:
    if card is not None:
        (models / "zakboek-proef.json").write_text(card, encoding="utf-8")
    assert asyncio.run(status(dialogue.agent))["model"] == {"name": "zakboek-proef.tar.gz"}


def test_no_model(dialogue: PlayedDialogue) -> None:
    dialogue.agent.processor = None
    assert asyncio.run(status(dialogue.agent))["model"] is None


@pytest.mark.parametrize(
    ("gives", "answers"),
    [
        (200, True),
        (401, False),
        (500, False),
        (aiohttp.ClientConnectionError("refused"), False),
        (asyncio.TimeoutError(), False),
        (RuntimeError("strange"), False),
    ],
)
def test_whether_the_actions_answer(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch, gives: int | Exception, answers: bool
) -> None:
    server = ActionServer(gives)
    monkeypatch.setattr(aiohttp, "ClientSession", server)
    dialogue.agent.action_endpoint = EndpointConfig("http://localhost:5055/webhook", headers=SECRET)
    assert asyncio.run(status(dialogue.agent))["actions"] is answers
    assert (server.asked, server.headers) == ("http://localhost:5055/actions", SECRET)
