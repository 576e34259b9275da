"""A turn is understood while the door stores its message, and answered only once it has."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence

import pytest
from rasa.shared.core.events import UserUttered

from bridge import turn as turn_module
from bridge.turn import TurnFailed, take_turn
from bridge.turn_body import TurnBody
from contract.records import ContractError
from contract.turn import END_OF_TURN, Turn
from tests.support.keys import KEY
from tests.support.played_dialogue import ANSWER, PlayedDialogue

TURN = Turn("c1", "m1", "hallo", conversation_key=KEY)
SENT = json.dumps(TURN.to_json()).encode()


class Pieces:
    """A body that comes in these pieces."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = list(pieces)

    async def read(self) -> bytes | None:
        """The next one."""
        return self._pieces.pop(0) if self._pieces else None


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([SENT], id="a door that stores first"),
        pytest.param([SENT + END_OF_TURN], id="at once"),
        pytest.param([SENT[:9], SENT[9:], END_OF_TURN], id="in pieces"),
    ],
)
def test_a_turn_is_read_however_it_comes(pieces: list[bytes]) -> None:
    async def read() -> Turn:
        body = TurnBody(Pieces(pieces))
        turn = await body.turn()
        await body.end()
        return turn

    assert asyncio.run(read()) == TURN


def test_it_is_there_before_the_body_ends() -> None:
    body = TurnBody(Pieces([SENT + END_OF_TURN, b" ", b" "]))
    assert asyncio.run(body.turn()) == TURN
    stream = body._stream
    assert isinstance(stream, Pieces) and stream._pieces == [b" ", b" "]


@pytest.mark.parametrize("pieces", [[], [b"{"], [b"{}\n"], [b"\xff\n"]])
def test_what_is_no_turn_is_refused(pieces: list[bytes]) -> None:
    with pytest.raises(ContractError):
        asyncio.run(TurnBody(Pieces(pieces)).turn())


def test_a_message_is_understood_and_no_more_until_it_is_stored(dialogue: PlayedDialogue) -> None:
    async def talk() -> list[list[str]]:
        stored = asyncio.get_running_loop().create_future()
        taking = asyncio.ensure_future(take_turn(dialogue.agent, TURN, stored))
        await until_understood(dialogue)
        before = await texts(dialogue)
        stored.set_result(None)
        assert (await taking).to_json()["text"] == ANSWER["text"]
        return [before, await texts(dialogue)]

    assert asyncio.run(talk()) == [[], ["hallo"]]
    assert dialogue.processor.parsed == ["hallo"]


def test_of_a_message_that_is_not_stored_nothing_becomes(dialogue: PlayedDialogue) -> None:
    async def talk() -> list[str]:
        stored = asyncio.get_running_loop().create_future()
        taking = asyncio.ensure_future(take_turn(dialogue.agent, TURN, stored))
        await until_understood(dialogue)
        stored.cancel()
        [outcome] = await asyncio.gather(taking, return_exceptions=True)
        assert isinstance(outcome, asyncio.CancelledError)
        before = await texts(dialogue)
        await take_turn(dialogue.agent, Turn("c1", "m2", "hoi", conversation_key=KEY))
        return [*before, *await texts(dialogue)]

    assert asyncio.run(talk()) == ["hoi"]


def test_a_door_that_says_nothing_gives_the_conversation_free(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn_module, "LONGEST_UNTIL_STORED_SECONDS", 0.0)

    async def talk() -> list[str]:
        with pytest.raises(TurnFailed, match="is stored"):
            await take_turn(dialogue.agent, TURN, asyncio.get_running_loop().create_future())
        await take_turn(dialogue.agent, Turn("c1", "m2", "hoi", conversation_key=KEY))
        return await texts(dialogue)

    assert asyncio.run(talk()) == ["hoi"]


async def until_understood(dialogue: PlayedDialogue) -> None:
    """Nothing else in it waits for anything."""
    await asyncio.sleep(0)
    assert dialogue.processor.parsed == ["hallo"]


async def texts(dialogue: PlayedDialogue) -> list[str]:
    return [event.text for event in await dialogue.kept("c1") if isinstance(event, UserUttered)]
