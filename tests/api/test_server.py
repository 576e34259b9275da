"""A stop lets what is under way end, and not longer than a turn may take."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import uvicorn

from api import server as server_module
from api.conversations.errors import Restarting
from api.conversations.turn_queue import Asker, TurnQueue
from api.main import create_app
from api.server import Server, main
from api.settings import Settings
from content.live import LiveContent
from tests.support.assistant import free_ports
from tests.support.fake_channel import FakeChannels
from tests.support.fake_rasa import FakeRasa

pytestmark = pytest.mark.anyio

LONGEST_TURN = 20.0


@pytest.fixture
def turns() -> TurnQueue:
    return TurnQueue(4, LONGEST_TURN)


@pytest.fixture
def server(turns: TurnQueue) -> Server:
    async def app(*_: object) -> None:
        """Never called."""

    return Server(uvicorn.Config(app, log_config=None), turns, LONGEST_TURN)


async def test_without_a_signal_it_goes_on(server: Server, turns: TurnQueue) -> None:
    assert not await server.on_tick(0)
    turns.admit(Asker("b"))


async def test_it_stops_once_nothing_is_under_way(server: Server, turns: TurnQueue) -> None:
    server.should_exit = True
    with turns.message(Asker("a")):
        assert not await server.on_tick(0)
        with pytest.raises(Restarting):
            turns.admit(Asker("b"))
        assert not await server.on_tick(1)
    assert await server.on_tick(2)


async def test_a_turn_that_does_not_end_holds_it_no_longer_than_a_turn_may_take(
    server: Server, turns: TurnQueue
) -> None:
    server.should_exit = True
    with turns.message(Asker("a")):
        ticks = [await server.on_tick(number) for number in range(int(LONGEST_TURN * 10) + 2)]
    assert ticks[-1]
    assert not any(ticks[: int(LONGEST_TURN * 10) - 1])


async def test_a_second_ctrl_c_stops_it_at_once(server: Server, turns: TurnQueue) -> None:
    server.should_exit = server.force_exit = True
    with turns.message(Asker("a")):
        assert await server.on_tick(0)


def test_a_channel_that_cannot_be_used_ends_the_start_with_its_line_at_the_end(
    content: LiveContent, var_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trouble = "Slack: the bot token is not one that Slack knows."
    settings = Settings.model_validate(
        {
            "var_dir": var_dir,
            "port": free_ports(1)[0],
            "public_url": "https://zakboek.example",
            "slack_signing_secret": "geheim",
            "slack_bot_token": "xoxb-proef",
        }
    )
    made_by: Any = {"slack": FakeChannels(trouble).slack}
    monkeypatch.setattr(server_module, "load_settings", lambda: settings)
    monkeypatch.setattr(server_module, "create_app", lambda one: create_app(one, content, FakeRasa(), made_by))
    assert main() == 1
    assert capsys.readouterr().err.splitlines()[-1] == f"Zakboek assistant: {trouble}"
