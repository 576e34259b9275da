"""The parts of a turn are measured one at a time, so that together they are the turn."""

from __future__ import annotations

import asyncio
import json

import pytest

from bridge.timing import TurnTiming, during, timed_turn
from contract.timing import HEADER, Stretch, TurnPart, from_header
from contract.turn import Turn
from tests.bridge.test_channel import SECRET, served
from tests.support.keys import KEY
from tests.support.played_dialogue import PlayedDialogue

pytestmark = pytest.mark.usefixtures("unpatched")


def test_a_part_within_another_interrupts_it() -> None:
    moments = iter([100.0, 101.0, 103.0, 104.0, 108.0])
    timing = TurnTiming(lambda: next(moments))
    with timing.during(TurnPart.POLICIES), timing.during(TurnPart.ACTION):
        pass
    assert timing.stretches == [
        Stretch(TurnPart.POLICIES, 1.0, 2.0),
        Stretch(TurnPart.ACTION, 3.0, 1.0),
        Stretch(TurnPart.POLICIES, 4.0, 4.0),
    ]


def test_outside_of_a_turn_nothing_is_measured() -> None:
    with during(TurnPart.ACTION):
        pass
    with timed_turn() as timing:
        pass
    assert timing.stretches == []


def test_the_answer_says_what_its_parts_took(dialogue: PlayedDialogue) -> None:
    turn = Turn("c1", "m1", "hallo", conversation_key=KEY)
    headers = asyncio.run(headers_of(dialogue, turn))
    parts = [one.part for one in from_header(headers[HEADER.lower()])]
    assert parts == ["store", "understanding", "store", "door", "store", "policies", "store"]


async def headers_of(dialogue: PlayedDialogue, turn: Turn) -> dict[str, str]:
    app, sent = await served(dialogue), list[dict[str, object]]()
    incoming = [{"type": "http.request", "body": json.dumps(turn.to_json()).encode(), "more_body": False}]

    async def receive() -> dict[str, object]:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/webhooks/bridge/messages",
        "query_string": b"",
        "headers": [(b"authorization", f"Bearer {SECRET}".encode()), (b"host", b"localhost")],
    }
    await app(scope, receive, send)
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}  # type: ignore[attr-defined]
