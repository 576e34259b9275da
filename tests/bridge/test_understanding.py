"""What takes long is done beside the loop; others are not kept waiting, and no message for ever."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bridge import understanding
from bridge.understanding import parse
from runtime.put_off import once, put_off


class Reading:
    """Stands for Rasa's processor: understands closely once `read` was done, in the thread `done_in`."""

    def __init__(self, read: Callable[[], Any] = list) -> None:
        self._read = read
        self.done_in: threading.Thread | None = None
        self.times = 0
        self.decided = 0

    async def parse_message(self, message: UserMessage, tracker: DialogueStateTracker) -> dict[str, Any]:
        """As the graph does, by a part that puts off what it has not read."""
        self.times += 1
        once("hallo", self._decide)
        if self.done_in is None and put_off(self._work):
            return {"closely": False}
        return {"closely": True}

    def _decide(self) -> None:
        self.decided += 1

    def _work(self) -> None:
        self._read()
        self.done_in = threading.current_thread()


def parsed(processor: Any) -> bool:
    tracker = DialogueStateTracker("c1", [])
    return bool(asyncio.run(parse(processor, UserMessage("hallo"), tracker))["closely"])


def test_a_message_is_understood_again_after_what_was_put_off_is_done_in_another_thread() -> None:
    processor = Reading()
    assert parsed(processor)
    assert (processor.times, processor.done_in is threading.current_thread()) == (2, False)
    assert processor.decided == 1
    assert parsed(processor)
    assert processor.decided == 2


def test_the_loop_goes_on_meanwhile() -> None:
    may_end, went_on = threading.Event(), []

    async def both() -> bool:
        tracker = DialogueStateTracker("c1", [])
        reading: Any = Reading(lambda: may_end.wait(10))
        first = asyncio.ensure_future(parse(reading, UserMessage("hallo"), tracker))
        await asyncio.sleep(0)
        went_on.append(await parse(_KNOWN, UserMessage("hallo"), tracker))
        assert not first.done()
        may_end.set()
        return bool((await first)["closely"])

    assert asyncio.run(both())
    assert went_on == [{"closely": True}]


def test_where_it_takes_too_long_or_fails_or_too_many_wait_the_first_understanding_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise RuntimeError("the encoder is gone")

    assert not parsed(Reading(fail))
    may_end = threading.Event()
    with monkeypatch.context() as impatient:
        impatient.setattr(understanding, "LONGEST_SECONDS", 0.001)
        assert not parsed(Reading(lambda: may_end.wait(10)))
    may_end.set()
    monkeypatch.setattr(understanding, "MOST_WAITING", 0)
    assert not parsed(Reading())


class _Known:
    async def parse_message(self, message: UserMessage, tracker: DialogueStateTracker) -> dict[str, Any]:
        return {"closely": True}


_KNOWN: Any = _Known()
