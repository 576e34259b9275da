"""What every action shares: read the context, say one message, remember what it was about."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.guided_tool.question import back_to_tool
from actions.message import Message
from actions.turn import Turn
from contract.context import SLOT, Context

_QUESTIONS = {"vraag_gids", "vraag_twee", "verduidelijk", "noem_gemeente", "buiten_dichtbij", "buiten_gemeente"}
OFFER_A_PERSON_AT = 3
"""The third turn in a row without an answer says where a person can be reached."""


class Skill(Action, ABC):
    """One skill of the assistant: `reply` gives the message and the context after it."""

    interrupts_tool = True
    """Whether this is something in between while a guided tool runs, after which its question is asked again."""

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
        if self.interrupts_tool and context.tool:
            message = back_to_tool(message, turn)
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
