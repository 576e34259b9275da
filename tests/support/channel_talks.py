"""A talk in Slack or Teams as a person has it at the stand-in: what is typed and pressed, and what is shown for it."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import httpx

from api.conversations.copy_for_visitor import FILE_NAME
from content.live import read_content
from operations.trial.slack.platform import OK
from operations.trial.slack.workspace import BOT_USER, Message, direct_message_of
from operations.trial.teams.activities import Activity, Person, Room, own_chat
from operations.trial.teams.platform import Sent
from tests.support.channel_reading import Reading, Shown, read_blocks, read_card
from tests.support.platforms import PlatformsAndAssistant

ASKS_COPY = "stuur mij een kopie"


class ChannelTalk(ABC):
    """One talk of one person; what they say or press is answered when the call comes back."""

    greeting: Shown

    def __init__(self, world: PlatformsAndAssistant) -> None:
        self._world = world
        self._texts = read_content().texts
        self._seen = 0
        self._last = Reading()
        self._pressable: Any = None

    def say(self, text: str) -> Shown:
        """Type a text."""
        self._say(text)
        return self._answer()

    def choose(self, label: str) -> Shown:
        """Press a choice of the last answer, or pick it from its menu; KeyError where it is not offered."""
        self._press(self._last.choices[label])
        return self._answer()

    def rate(self, useful: bool) -> None:
        """Press whether the last answer was useful; KeyError where that is not asked."""
        self._press(self._last.ratings[useful])
        self._world.settle()

    def each_message(self) -> Iterator[Shown]:
        """What each message of the assistant shows by itself."""
        for message in self._messages():
            reading = Reading()
            self._read(message, reading)
            yield reading.shown

    @abstractmethod
    def copy(self) -> dict[str, Any]:
        """All that is stored of the talk, as the assistant gives it to its person."""

    def _answer(self) -> Shown:
        self._world.settle()
        self._last, messages = Reading(), self._messages()
        for message in messages[self._seen :]:
            self._read(message, self._last)
            if self._last.choices or self._last.ratings:
                self._pressable = message
        self._seen = len(messages)
        return self._last.shown

    @abstractmethod
    def _say(self, text: str) -> None: ...

    @abstractmethod
    def _press(self, what: Any) -> None: ...

    @abstractmethod
    def _messages(self) -> Sequence[Any]:
        """Those of the assistant in this talk."""

    @abstractmethod
    def _read(self, message: Any, reading: Reading) -> None: ...


class SlackTalk(ChannelTalk):
    """In a thread of a direct message, as the talks with an assistant are."""

    def __init__(self, world: PlatformsAndAssistant, person: str = "U0AMINA") -> None:
        super().__init__(world)
        self.person = person
        self._slack = world.slack
        self.thread = world.call(self._slack.new_talk, person)
        self.greeting = self._answer()

    def copy(self) -> dict[str, Any]:
        """As `ChannelTalk`."""
        self.say(ASKS_COPY)
        uploads = [self._slack.workspace.uploads[file["id"]] for one in self._messages() for file in one.files]
        copy: dict[str, Any] = json.loads([content for name, content in uploads if name == FILE_NAME][-1])
        return copy

    def _say(self, text: str) -> None:
        self._world.call(self._slack.say, self.person, text, direct_message_of(self.person), self.thread)

    def _press(self, what: Any) -> None:
        assert self._world.call(self._slack.click, self.person, self._pressable, what) == OK

    def _messages(self) -> Sequence[Message]:
        shown = self._slack.workspace.shown_to(self.person)
        return [one for one in shown if one.user == BOT_USER and one.thread == self.thread]

    def _read(self, message: Message, reading: Reading) -> None:
        read_blocks(message.blocks, self._texts, reading)


class TeamsTalk(ChannelTalk):
    """In a person's own chat; each talk is another person's."""

    _numbers = count(100)

    def __init__(self, world: PlatformsAndAssistant) -> None:
        super().__init__(world)
        number = next(self._numbers)
        self.person = Person(f"Persoon {number}", number)
        self.room = Room(own_chat(self.person.account["id"]), "personal")
        self._teams = world.teams
        self._deliver(self._teams.activities.added(self.room, self.person))
        self.greeting = self._answer()

    def copy(self) -> dict[str, Any]:
        """As `ChannelTalk`."""
        for link in self.say(ASKS_COPY).documents:
            answer = httpx.get(link, timeout=60).raise_for_status()
            if FILE_NAME in answer.headers["content-disposition"]:
                copy: dict[str, Any] = answer.json()
                return copy
        raise LookupError("no copy was given")

    def _say(self, text: str) -> None:
        self._deliver(self._teams.activities.message(text, self.room, self.person))

    def _press(self, what: Any) -> None:
        self._deliver(self._teams.activities.pressed(what, self._pressable.id, self.room, self.person))

    def _deliver(self, activity: Activity) -> None:
        assert self._world.call(self._teams.deliver, activity).status_code == OK

    def _messages(self) -> Sequence[Sent]:
        return [one for one in self._teams.sent if one.room == self.room.id]

    def _read(self, message: Sent, reading: Reading) -> None:
        read_card(message.card, self._texts, reading)
