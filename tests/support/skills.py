"""One turn of a skill, as the action server runs it."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.skill import Skill, skill_turn
from actions.skill_turn import SkillTurn
from contract.context import SLOT, Context
from contract.details import DETAILS, Details
from contract.message import AssistantMessage
from contract.turn import Origin

WEB = Origin()


def run(
    action: Skill,
    intent: str = "vraag_gids",
    context: Context | None = None,
    text: str = "…",
    *,
    origin: Origin = WEB,
    **details: Any,
) -> tuple[AssistantMessage, Context]:
    """What `action` says, and the context after it."""
    dispatcher = CollectingDispatcher()
    [event] = action.run(dispatcher, _tracker(intent, context, text, origin, details), {})
    [message] = dispatcher.messages
    return AssistantMessage.from_json(message["custom"]), Context.from_slot(event["value"], time.time())


def turn_at(moment: str, intent: str = "vraag_gids", context: Context | None = None, **details: Any) -> SkillTurn:
    """A turn at a moment in UTC, "2026-11-26T10:00"."""
    seconds = datetime.fromisoformat(moment).replace(tzinfo=timezone.utc).timestamp()
    return skill_turn(_tracker(intent, context, "…", WEB, details, seconds), seconds)


def said(file: str, name: str, **values: object) -> str:
    """A text of `data/live/teksten`, filled in."""
    return content().texts[file][name].fill(**values)


def _tracker(
    intent: str,
    context: Context | None,
    text: str,
    origin: Origin,
    details: dict[str, Any],
    moment: float | None = None,
) -> Tracker:
    latest = {
        "intent": {"name": intent},
        "entities": [],
        "text": text,
        DETAILS: Details(**details).to_json(),
        "metadata": origin.to_json(),
    }
    slots = {SLOT: context.to_slot(time.time() if moment is None else moment)} if context else {}
    return Tracker("test", slots, latest, [], False, None, {}, "action_listen")
