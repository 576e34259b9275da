"""One message of the visitor as an action sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date

from actions.message import Message, spoken
from content.guide.topic import Topic
from content.live import Content
from content.municipalities.own_file import OwnFile
from content.municipalities.register import Gemeente
from contract.context import CIVIL_SERVANT, Context


@dataclass(frozen=True)
class Turn:
    """A message with the content in force and what is known of the visitor.

    `channel` is what the door knows: kanaal, gemeente, and by which ways a message can be
    left (overdracht). `asked` is what the visitor typed before, oldest first.
    """

    text: str
    intent: str
    gids: dict[str, Any]
    context: Context
    content: Content
    channel: Mapping[str, Any]
    moment: datetime
    asked: tuple[str, ...] = ()

    @property
    def topic(self) -> Topic | None:
        """The topic that the decision or the choice names; None when it has gone since."""
        return self.content.guide.get(str(self.gids.get("onderwerp", "")))

    @property
    def municipality(self) -> Gemeente | None:
        """The one the visitor named, else the one whose site this is on."""
        register = self.content.municipalities.register
        return register.get(self.context.gemeente) or self._site

    @property
    def is_assumed(self) -> bool:
        """Whether the municipality follows from the site alone."""
        return not self.context.gemeente and self._site is not None

    @property
    def own_file(self) -> OwnFile | None:
        """What that municipality says about itself."""
        return self.content.municipalities.own_file(self.municipality)

    @property
    def who(self) -> str:
        """ondernemer, ambtenaar or "": as said, else by the channel (civil servants use Slack and Teams)."""
        return self.context.wie or (CIVIL_SERVANT if self.channel.get("kanaal") in ("slack", "teams") else "")

    @property
    def _site(self) -> Gemeente | None:
        return self.content.municipalities.register.find(str(self.channel.get("gemeente") or "-"))

    def say(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/antwoord.yml`, filled in."""
        return self.content.texts["antwoord"][name].fill(**values)

    def say_where(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/waar_terecht.yml`, filled in."""
        return self.content.texts["waar_terecht"][name].fill(**values)

    def say_bericht(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/bericht.yml`, filled in."""
        return self.content.texts["bericht"][name].fill(**values)

    def say_tool(self, name: str, **values: object) -> str:
        """A text of `data/live/teksten/tool.yml`, filled in."""
        return self.content.texts["tool"][name].fill(**values)

    @property
    def can_leave_message(self) -> bool:
        """Whether a message can be left for a person at the visitor's municipality."""
        return self.own_file is not None and self.own_file.handover in self.channel.get("overdracht", ())

    def day(self, day: date) -> str:
        """A day as people say it: "donderdag 26 november"."""
        return format_date(day, "EEEE d MMMM", locale="nl")

    def date(self, day: date) -> str:
        """A day with its year: "31 december 2026"."""
        return format_date(day, "d MMMM y", locale="nl")

    def spoken(self, name: str) -> Message:
        """A message that says a text of `data/live/teksten/antwoord.yml` as it is, with the text's own choices."""
        return spoken("gesprek", self.content.texts["antwoord"][name], self.content)

    def led_in(self, text: str) -> str:
        """`text` after a sentence in the visitor's own language, where the message was not in Dutch."""
        language = self.gids.get("taal")
        return f"{self.say(language)}\n\n{text}" if language else text
