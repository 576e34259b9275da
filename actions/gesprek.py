"""Small talk and questions about the assistant itself."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import send, spoken


class ActionGesprek(Action):
    """Says the text of `data/teksten/gesprek.yml` that carries the intent's name."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_gesprek"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the text; KeyError when the intent has none (`make check` looks for that)."""
        now = content()
        intent = tracker.latest_message["intent"]["name"]
        send(dispatcher, spoken("gesprek", now.texts["gesprek"][intent], now.guide))
        return []
