"""Where something is said in Slack: what an event keeps to be answered, and the reference of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from api.channels.events import Place
from api.channels.slack.action_ids import COMMAND


@dataclass(frozen=True)
class Address:
    """A channel of a workspace, with a thread or none, where `user` talks; `room` is what the talk belongs to.

    They differ where an answer goes to somebody's direct message because nobody else may see it. `response_url` is
    Slack's own way to show something to that person alone in the place itself: five times, for half an hour.
    """

    team: str
    channel: str
    user: str
    room: str
    thread: str = ""
    response_url: str = ""

    @classmethod
    def in_thread(cls, team: str, channel: str, user: str, thread: str = "") -> Address:
        """Of what is said in a channel, or in a thread of it."""
        return cls(team, channel, user, f"{channel}:{thread}" if thread else channel, thread)

    @classmethod
    def of_one_person(cls, team: str, channel: str, user: str, response_url: str) -> Address:
        """Of what is asked by the command or the shortcut: nobody else sees it."""
        return cls(team, channel, user, f"{channel}:{COMMAND}", "", response_url)

    @classmethod
    def of_click(cls, team: str, channel: str, user: str, room: str, response_url: str = "") -> Address:
        """Of a click, in `channel`, on what belongs to `room`."""
        rooms_channel, _, rest = room.partition(":")
        thread = rest if rooms_channel == channel and rest != COMMAND else ""
        return cls(team, channel, user, room, thread, response_url)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Address:
        """From `to_json`; TypeError for anything else."""
        return cls(**value)

    def to_json(self) -> dict[str, str]:
        """As an event holds it."""
        return asdict(self)

    @property
    def place(self) -> Place:
        """As the assistant knows it."""
        return Place(self.team, self.room, self.user)

    @property
    def is_direct(self) -> bool:
        """Whether only this person reads there: a direct message, or the person in its place."""
        return self.channel.startswith("D") or self.is_person

    @property
    def is_person(self) -> bool:
        """Whether only the person is known, whose direct message has to be asked for."""
        return self.channel[:1] in ("U", "W")

    @property
    def is_of_one_person(self) -> bool:
        """Whether nobody else in the place may see what is said."""
        return self.room.endswith(f":{COMMAND}")


_FOR_PERSON_ALONE = "alleen"


@dataclass(frozen=True)
class Reference:
    """A message: its channel and its time, which names it there; Slack forgets one `for_person_alone` by itself."""

    channel: str
    ts: str
    for_person_alone: bool = False

    def __str__(self) -> str:
        return "/".join((self.channel, self.ts, *([_FOR_PERSON_ALONE] if self.for_person_alone else [])))

    @classmethod
    def parse(cls, text: str) -> Reference:
        """From its text; ValueError for anything else."""
        channel, ts, *rest = text.split("/")
        return cls(channel, ts, rest == [_FOR_PERSON_ALONE])
