"""What happened on a platform, in the assistant's own words: the same for every channel.

A channel's `events.py` makes these of what the platform sends, by pure functions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """Where somebody talks with the assistant, by the platform's own ids: they are stored as keyed hashes only.

    `workspace` is Slack's team or Teams' tenant; `room` a direct message, or a channel with its thread.
    """

    workspace: str
    room: str
    person: str


@dataclass(frozen=True)
class MessageTyped:
    """Typed text, without the mention of the assistant."""

    text: str


@dataclass(frozen=True)
class Chosen:
    """A choice of a message; `message_reference` is the platform's name of that message, to mark what was chosen."""

    choice_id: str
    message_reference: str = ""


@dataclass(frozen=True)
class TopicChosen:
    """A topic of the guide, by its id, from a list of them."""

    topic: str


@dataclass(frozen=True)
class ToolBegun:
    """A guided tool, by its id, to be done step by step."""

    tool: str


@dataclass(frozen=True)
class ToolFilledIn:
    """All answers to a guided tool, from a form: by the id of each question, "" where one was skipped."""

    tool: str
    answers: dict[str, str]


@dataclass(frozen=True)
class Rated:
    """What somebody thinks of an answer of the assistant, by the id of the stored message."""

    message_id: str
    useful: bool
    message_reference: str = ""


@dataclass(frozen=True)
class Arrived:
    """Somebody opened the talk, or added the assistant: it greets."""


@dataclass(frozen=True)
class DeletionWanted:
    """All that this person talked about with the assistant in this place has to go; with `everywhere`, in all places.

    It is asked once whether that is sure, unless `is_sure`.
    """

    everywhere: bool = False
    is_sure: bool = False


@dataclass(frozen=True)
class CopyWanted:
    """All that is stored of the talk, as a file for this person alone."""


@dataclass(frozen=True)
class TipsWanted:
    """A tip from the guide every Monday: from now on, or no longer."""

    wanted: bool


@dataclass(frozen=True)
class Unreadable:
    """What the assistant cannot do anything with, and says so; `what` names a text in `teksten/kanalen.yml`."""

    what: str


@dataclass(frozen=True)
class AccessWithdrawn:
    """The workspace took the assistant away: all that is stored of it goes.

    What a channel stores to get in it deletes itself, once the event is taken in and before the platform hears so: it
    alone can tell whether the assistant was let in again since.
    """


@dataclass(frozen=True)
class Ignored:
    """What a platform sent and nobody asks anything with; `reason` is one of a few, to be counted, and names nobody."""

    reason: str


Act = (
    MessageTyped
    | Chosen
    | TopicChosen
    | ToolBegun
    | ToolFilledIn
    | Rated
    | Arrived
    | DeletionWanted
    | CopyWanted
    | TipsWanted
    | Unreadable
    | AccessWithdrawn
)


@dataclass(frozen=True)
class ChannelEvent:
    """One event of a platform; `id` is the platform's name of it, the same when it delivers the event again.

    `address` is what the channel needs to answer there, as JSON values: it is stored encrypted.
    """

    id: str
    channel: str
    place: Place
    act: Act
    address: dict[str, Any] = field(default_factory=dict)
