"""One question back when the assistant is in doubt, and what follows on "iets anders"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import SOMETHING_ELSE, choice, message, send, spoken, topic_choice


class ActionVerduidelijking(Action):
    """Offers the topics that the NLU hesitates between."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_verduidelijking"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the question back with its choices."""
        now = content()
        ranked = [entry["id"] for entry in tracker.latest_message["gids"]["keuzes"]]
        topics = [topic for topic in map(now.guide.get, ranked) if topic is not None]
        something_else = choice(now.texts["antwoord"]["iets_anders"].tekst, SOMETHING_ELSE)
        keuzes = [*map(topic_choice, topics), something_else]
        send(dispatcher, message("verduidelijking", now.texts["antwoord"]["verduidelijking"].tekst, keuzes))
        return []


class ActionIetsAnders(Action):
    """None of the offered topics: asks for other words and shows the parts of the guide."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_iets_anders"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the way on."""
        now = content()
        send(dispatcher, spoken("gesprek", now.texts["antwoord"]["iets_anders_gekozen"], now.guide))
        return []
