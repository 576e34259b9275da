"""What every action shares: read the context, say one message, remember what it was about."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from typing import Any

from babel.dates import format_date
from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import Message, spoken
from gids.content import Content
from gids.gemeenten.own_file import OwnFile
from gids.gemeenten.register import Gemeente
from gids.topic import Topic
from nlu.context import CIVIL_SERVANT, SLOT, Context

_QUESTIONS = {"vraag_gids", "vraag_twee", "verduidelijk", "noem_gemeente", "buiten_dichtbij", "buiten_gemeente"}
OFFER_A_PERSON_AT = 3
"""The third turn in a row without an answer says where a person can be reached."""


@dataclass(frozen=True)
class Turn:
    """One message of the visitor as an action sees it, with the content in force.

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
        """A text of `data/teksten/antwoord.yml`, filled in."""
        return self.content.texts["antwoord"][name].fill(**values)

    def say_where(self, name: str, **values: object) -> str:
        """A text of `data/teksten/waar_terecht.yml`, filled in."""
        return self.content.texts["waar_terecht"][name].fill(**values)

    def say_bericht(self, name: str, **values: object) -> str:
        """A text of `data/teksten/bericht.yml`, filled in."""
        return self.content.texts["bericht"][name].fill(**values)

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
        """A message that says a text of `data/teksten/antwoord.yml` as it is, with the text's own choices."""
        return spoken("gesprek", self.content.texts["antwoord"][name], self.content)

    def led_in(self, text: str) -> str:
        """`text` after a sentence in the visitor's own language, where the message was not in Dutch."""
        language = self.gids.get("taal")
        return f"{self.say(language)}\n\n{text}" if language else text


class Skill(Action, ABC):
    """One skill of the assistant: `reply` gives the message and the context after it."""

    @abstractmethod
    def reply(self, turn: Turn) -> tuple[Message, Context]:
        """The message on this turn, and the context after it."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the one message of this turn and keep the context."""
        moment = time.time()
        latest = tracker.latest_message
        gids = latest.get("gids") or {}
        turn = Turn(
            text=latest.get("text") or "",
            intent=latest["intent"]["name"],
            gids=gids,
            context=_with_what_was_said(Context.from_slot(tracker.get_slot(SLOT), moment), gids),
            content=content(),
            channel=latest.get("metadata") or {},
            moment=datetime.fromtimestamp(moment, timezone.utc),
            asked=_asked(tracker),
        )
        message, context = self.reply(turn)
        dispatcher.utter_message(json_message=message)
        return [SlotSet(SLOT, context.to_slot(moment))]


def _asked(tracker: Tracker) -> tuple[str, ...]:
    """The questions typed before this message: no choices, no small talk, nothing of a message being made."""
    typed = [
        event["text"]
        for event in tracker.events
        if event["event"] == "user" and event["parse_data"]["intent"]["name"] in _QUESTIONS
    ]
    return tuple(dict.fromkeys(typed))


def _with_what_was_said(context: Context, gids: dict[str, Any]) -> Context:
    """The context with where and who the visitor is, as this message says it."""
    named = gids.get("gemeenten", ())
    return replace(
        context,
        gemeente=named[0] if len(named) == 1 else context.gemeente,
        wie=gids.get("wie") or context.wie,
    )


def missed(turn: Turn, message: Message, context: Context | None = None) -> tuple[Message, Context]:
    """The message of a turn that gave no answer; the third in a row offers a person."""
    context = context or turn.context
    after = replace(context, missers=context.missers + 1, keuzes=offered(message))
    if after.missers >= OFFER_A_PERSON_AT:
        message = {**message, "tekst": f"{message['tekst']}\n\n{turn.say('mens_na_missers')}"}
    return message, after


def offered(message: Message) -> tuple[str, ...]:
    """The topics among a message's choices, in their order."""
    goals = (choice["doel"]["gids"].get("onderwerp", "") for choice in message["keuzes"])
    return tuple(topic for topic in goals if topic)
