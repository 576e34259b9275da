"""What every action shares: read the context, say one message, remember what it was about."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import Message, spoken
from gids.content import Content
from gids.topic import Topic
from nlu.context import SLOT, Context

OFFER_A_PERSON_AT = 3
"""The third turn in a row without an answer says where a person can be reached."""


@dataclass(frozen=True)
class Turn:
    """One message of the visitor as an action sees it, with the content in force."""

    text: str
    intent: str
    gids: dict[str, Any]
    context: Context
    content: Content

    @property
    def topic(self) -> Topic | None:
        """The topic that the decision or the choice names; None when it has gone since."""
        return self.content.guide.get(str(self.gids.get("onderwerp", "")))

    def say(self, name: str, **values: object) -> str:
        """A text of `data/teksten/antwoord.yml`, filled in."""
        return self.content.texts["antwoord"][name].fill(**values)

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
        turn = Turn(
            text=latest.get("text") or "",
            intent=latest["intent"]["name"],
            gids=latest.get("gids") or {},
            context=Context.from_slot(tracker.get_slot(SLOT), moment),
            content=content(),
        )
        message, context = self.reply(turn)
        dispatcher.utter_message(json_message=message)
        return [SlotSet(SLOT, context.to_slot(moment))]


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
