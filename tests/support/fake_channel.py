"""A platform at the border of the channels: it takes what it is sent, or does what a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

from api.channels.channel import Attachment, ChannelContext, ChannelError, TakeIn
from api.channels.events import Act, ChannelEvent, Place
from api.channels.messages import ChannelMessage

PATIENCE_SECONDS = 10


@dataclass(frozen=True)
class Sent:
    """One call of `send`."""

    room: str
    message: ChannelMessage
    attachments: tuple[Attachment, ...]
    replaces: str
    attempt_of: str
    tried_before: bool


class FakeChannel:
    """Takes messages; `fails` holds what the next calls raise in its place, None for nothing."""

    def __init__(self, name: str = "slack", take_in: TakeIn | None = None, trouble: str = "") -> None:
        """`trouble` is what its check finds."""
        self.name = name
        self.take_in = take_in
        self.trouble = trouble
        self.fails: list[BaseException | None] = []
        self.calls: list[Sent] = []
        self.sent: list[Sent] = []
        self.life: list[str] = []
        self._taken = asyncio.Semaphore(0)

    async def open(self) -> None:
        """Remember it."""
        self.life.append("opened")

    async def check(self) -> None:
        """ChannelError when there is trouble."""
        self.life.append("checked")
        if self.trouble:
            raise ChannelError(self.trouble)

    async def send(
        self,
        address: Mapping[str, Any],
        message: ChannelMessage,
        attachments: tuple[Attachment, ...] = (),
        replaces: str = "",
        attempt_of: str = "",
        tried_before: bool = False,
    ) -> str:
        """Take it."""
        call = Sent(address.get("room", ""), message, attachments, replaces, attempt_of, tried_before)
        self.calls.append(call)
        failure = self.fails.pop(0) if self.fails else None
        if failure is not None:
            raise failure
        self.sent.append(call)
        self._taken.release()
        return f"reference {len(self.sent)}"

    async def arrival(self) -> None:
        """Until one more message was taken; TimeoutError when none comes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._taken.acquire()

    async def bring(self, event: ChannelEvent) -> None:
        """Have an event taken in by the door."""
        assert self.take_in is not None
        await self.take_in(event)

    async def close(self) -> None:
        """Remember it."""
        self.life.append("closed")

    @property
    def texts(self) -> list[str]:
        """What the messages say, in the order in which they were taken."""
        return [one.message.text for one in self.sent]


class FakeChannels:
    """Makes them as the app asks for them."""

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble
        self.made: dict[str, FakeChannel] = {}

    def slack(self, app: FastAPI, context: ChannelContext) -> FakeChannel:
        """With one route."""
        channel = self.made["slack"] = FakeChannel("slack", context.take_in, self.trouble)

        async def event() -> dict[str, str]:
            return {"status": "ok"}

        app.add_api_route("/kanalen/slack/gebeurtenissen", event, methods=["POST"], include_in_schema=False)
        return channel


def an_event(
    act: Act,
    id: str,
    person: str = "U0ANNA",
    room: str = "D0ANNA",
    workspace: str = "T0PROEF",
    channel: str = "slack",
) -> ChannelEvent:
    """An event of somebody in a place; its address is the room."""
    return ChannelEvent(id, channel, Place(workspace, room, person), act, {"room": room})
