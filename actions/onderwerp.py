"""Answers a question from the guide: a topic, short first, the rest after "meer lezen"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.message import READ_MORE, choice, message, send, spoken, topic_choice
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
        more = [choice(now.texts["antwoord"]["meer_lezen"].tekst, READ_MORE, onderwerp=topic.id)] if topic.meer else []
        next_topics = [topic_choice(now.guide.topics[other]) for other in topic.vervolg]
        send(dispatcher, message("antwoord", _dated(topic.kort, topic, now), [*more, *next_topics], [topic]))
        return [SlotSet(LAST_TOPIC, topic.id)]


class ActionLeesMeer(Action):
    """The rest of the topic after its short answer."""

    def name(self) -> str:
        """As in domain.yml."""
        return "action_lees_meer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the rest of the topic."""
        now = content()
        topic = _asked_for(tracker, now)
        if topic is None:
            send(dispatcher, spoken("gesprek", now.texts["antwoord"]["verlopen_keuze"], now.guide))
            return []
        next_topics = [topic_choice(now.guide.topics[other]) for other in topic.vervolg]
        send(dispatcher, message("antwoord", _dated(topic.meer or topic.kort, topic, now), next_topics, [topic]))
        return [SlotSet(LAST_TOPIC, topic.id)]


def _asked_for(tracker: Tracker, now: Content) -> Topic | None:
    gids = tracker.latest_message.get("gids") or {}
    return now.guide.get(gids.get("onderwerp", ""))


def _dated(tekst: str, topic: Topic, now: Content) -> str:
    if topic.peiljaar is None:
        return tekst
    return f"{tekst}\n\n{now.texts['antwoord']['peiljaar'].fill(jaar=topic.peiljaar)}"
