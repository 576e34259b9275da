"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import READ_MORE, Choice, Message, choice, message, send, spoken, topic_choice
from gids.content import Content
from gids.topic import Topic

LAST_TOPIC = "laatste_onderwerp"


class ActionOnderwerp(Action):
    """The short answer on the topic that was asked for or chosen."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_onderwerp"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the answer and remember its topic."""
        now = content()
        topic = _asked_for(tracker, now)
        if topic is None:
            send(dispatcher, spoken("gesprek", now.texts["antwoord"]["verlopen_keuze"], now.guide))
            return []
        send(dispatcher, self.answer(topic, now))
        return [SlotSet(LAST_TOPIC, topic.id)]

    def answer(self, topic: Topic, now: Content) -> Message:
        """The short part, with the rest and related topics as choices."""
        more = [choice(now.texts["antwoord"]["meer_lezen"].tekst, READ_MORE, onderwerp=topic.id)] if topic.meer else []
        return message("antwoord", _dated(topic.kort, topic, now), [*more, *_next(topic, now)], [topic])


class ActionLeesMeer(ActionOnderwerp):
    """The rest of the topic after its short answer."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lees_meer"

    def answer(self, topic: Topic, now: Content) -> Message:
        """The rest, with related topics as choices."""
        return message("antwoord", _dated(topic.meer or topic.kort, topic, now), _next(topic, now), [topic])


def _next(topic: Topic, now: Content) -> list[Choice]:
    return [topic_choice(now.guide.topics[other]) for other in topic.vervolg]


def _asked_for(tracker: Tracker, now: Content) -> Topic | None:
    gids = tracker.latest_message.get("gids") or {}
    return now.guide.get(gids.get("onderwerp", ""))


def _dated(tekst: str, topic: Topic, now: Content) -> str:
    if topic.peiljaar is None:
        return tekst
    return f"{tekst}\n\n{now.texts['antwoord']['peiljaar'].fill(jaar=topic.peiljaar)}"
