"""A stop lets what is under way end, and not longer than a turn may take."""

from __future__ import annotations

import pytest
import uvicorn

from api.conversations.errors import Restarting
from api.conversations.turn_queue import Asker, TurnQueue
from api.server import Server

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
