"""The stand-in's one workspace: who is there, what was said, and what each person sees."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any

TEAM = "T0PROEF"
APP = "A0ZAKBOEK"
BOT_USER, BOT = "U0ZAKBOEK", "B0ZAKBOEK"
PEOPLE = {"U0AMINA": "Amina", "U0BRAM": "Bram"}
CHANNELS = {"C0ALGEMEEN": "algemeen"}

FIRST_SECOND = 1_700_000_000
USES_OF_RESPONSE_URL = 5

Body = dict[str, Any]


@dataclass
class Message:
    """What was posted; `only_for` is the one person who sees it, "" for all."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Body] = field(default_factory=list)
    thread: str = ""
    metadata: Body = field(default_factory=dict)
    files: list[Body] = field(default_factory=list)
    only_for: str = ""

    def to_json(self) -> Body:
        """As Slack's API gives it."""
        told = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text, "blocks": self.blocks}
        if self.user == BOT_USER:
            told |= {"bot_id": BOT}
        if self.files:
            told |= {"files": self.files}
        return told | ({"thread_ts": self.thread} if self.thread else {})


@dataclass
class ResponseUrl:
    """Where the assistant may show something to one person, a few times."""

    user: str
    channel: str
    ts: str = ""
    uses: int = USES_OF_RESPONSE_URL


@dataclass
class Workspace:
    """All that there is; nothing is written to a disk."""

    messages: list[Message] = field(default_factory=list)
    tokens: dict[str, frozenset[str]] = field(default_factory=dict)
    """The permissions of each token that is valid."""
    codes: dict[str, frozenset[str]] = field(default_factory=dict)
    homes: dict[str, Body] = field(default_factory=dict)
    forms: dict[str, Body] = field(default_factory=dict)
    """The window that is open before a person."""
    statuses: dict[str, str] = field(default_factory=dict)
    """What is shown in a thread while the assistant works."""
    prompts: dict[str, list[Body]] = field(default_factory=dict)
    uploads: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    """Files by their id, each with its name."""
    triggers: dict[str, str] = field(default_factory=dict)
    """Who clicked, by the id with which a window can be opened."""
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def post(self, message: Message) -> Message:
        """Add it at the end."""
        self.messages.append(message)
        self.statuses.pop(message.thread, None)
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        """The message that is there; one that only one person sees is gone for the API."""
        return next((one for one in self.messages if (one.channel, one.ts) == (channel, ts) and not one.only_for), None)

    def shown_to(self, person: str) -> list[Message]:
        """What a person can see."""
        rooms = {*CHANNELS, direct_message_of(person)}
        return [one for one in self.messages if one.channel in rooms and one.only_for in ("", person)]

    def new_ts(self) -> str:
        """The time of a message, which names it in its channel."""
        number = next(self._numbers)
        return f"{FIRST_SECOND + number}.{number:06d}"

    def new_id(self, begin: str) -> str:
        """An id as Slack gives them, never twice."""
        return f"{begin}{next(self._numbers):08d}"

    def new_trigger(self, person: str) -> str:
        """What comes with a click."""
        trigger = self.new_id("trigger.")
        self.triggers[trigger] = person
        return trigger

    def new_response_url(self, user: str, channel: str, ts: str = "") -> str:
        """The last part of an address."""
        name = secrets.token_urlsafe(12)
        self.response_urls[name] = ResponseUrl(user, channel, ts)
        return name


def direct_message_of(person: str) -> str:
    """The channel of somebody's direct message with the assistant."""
    return "D" + person[1:]


def person_of(direct_message: str) -> str:
    """Whose it is."""
    return "U" + direct_message[1:]
