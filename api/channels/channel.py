"""What the assistant asks of a channel, what it is made with, and how a platform may refuse what is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import FastAPI

from api.channels.events import ChannelEvent
from api.channels.messages import ChannelMessage
from api.settings import Settings
from api.store.database import Database
from api.store.named_keys import NamedKeys
from api.store.pseudonyms import Pseudonyms
from content.live import LiveContent

TakeIn = Callable[[ChannelEvent], Awaitable[None]]
"""Stores an event, once however often it comes; returns when it is safe, before it is worked on. StoreUnavailable."""


@dataclass(frozen=True)
class Attachment:
    """A file that is sent with a message, for the person alone.

    `url` leads to the same and works for a day, for a platform that takes no files; "" where there is none.
    """

    content: bytes
    media_type: str
    file_name: str
    url: str = ""


class NotSent(Exception):
    """A message that the platform did not take; what it says names no text and no id."""


class SendLater(NotSent):
    """The platform is away or asks to wait: so many `seconds`, or as long as the sender thinks fit for None."""

    def __init__(self, why: str, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class NeverSent(NotSent):
    """It can never be sent: the place is gone, or the assistant was taken away from it."""


class ChannelError(Exception):
    """A channel that cannot be used as it is set up: one line on what is wrong, where, and what to do."""


class Channel(Protocol):
    """One platform."""

    name: str
    """As in a conversation's `channel`: "slack" or "teams"."""

    async def open(self) -> None:
        """Get ready, before anything else; in the loop that the assistant runs in."""

    async def check(self) -> None:
        """Try the settings by a call to the platform; ChannelError."""

    async def send(
        self,
        address: Mapping[str, Any],
        message: ChannelMessage,
        attachments: tuple[Attachment, ...] = (),
        replaces: str = "",
        attempt_of: str = "",
        tried_before: bool = False,
    ) -> str:
        """Send the message to the `address` of an event, or put it in the place of the one that it `replaces`.

        Gives the platform's reference of the message. `attempt_of` is the same for each attempt at one message, for a
        platform that can tell whether it has it already; `tried_before` is whether there was one. SendLater or
        NeverSent.
        """

    async def close(self) -> None:
        """Let go of connections."""


@dataclass(frozen=True)
class ChannelContext:
    """The settings, the content, where events are taken in, and where a channel stores what is its own."""

    settings: Settings
    content: LiveContent
    take_in: TakeIn
    database: Database
    keys: NamedKeys
    pseudonyms: Pseudonyms


class CreateChannel(Protocol):
    """Makes a channel; it calls nobody yet."""

    def __call__(self, app: FastAPI, context: ChannelContext) -> Channel:
        """Adds the channel's routes under `/kanalen/<name>` to the app; ChannelError or SettingsError."""
