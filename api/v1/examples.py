"""Examples for the API's description, made from the content in force.

A test sends each request and compares what comes back with the example.
"""

from __future__ import annotations

from typing import Any

from api.conversations.sources import shown_sources
from api.v1.schemas import Onderwerp, OnderwerpKort
from content.guide.topic import Topic
from content.live import Content

QUESTION = "Wat doet een inkoper?"
TOPIC = "rol/inkoper"
MOMENT, LAST_DAY = "2026-11-24T10:00:00Z", "2026-12-24"
CONVERSATION = "5f0c2f7e-8f6c-4f1e-9a35-0e4f3a4b8d11"
MESSAGE = "b2a1c0de-4f55-4c93-9d07-6f7f2ad0c3aa"
CHOICE = "0c9c6f0e-7c55-4f0f-8f4f-4f1d2e6f7a01"


def examples(content: Content) -> dict[str, dict[str, Any]]:
    """By operationId: the example `request` and `response`."""
    topic = content.guide.topics[TOPIC]
    greeting = content.texts["gesprek"]["begroeting"]
    offered = [content.guide.topics[other].question for other in greeting.topics]
    greeted = _message("gesprek", greeting.text, offered, [])
    more = [content.texts["antwoord"]["meer_lezen"].text] if topic.rest else []
    who = [content.texts["antwoord"]["ik_ben_ondernemer"].text] if topic.for_entrepreneurs else []
    tools = [tool.offer for tool in content.guided_tools.values() if topic.id in tool.offered_with]
    labels = [*more, *tools, *(content.guide.topics[other].question for other in topic.related), *who]
    answered = _message("antwoord", _dated(content, topic), labels, shown_sources([topic.id], content))
    asked = {**_message(None, QUESTION, [], []), "afzender": "bezoeker"}
    return {
        "openGesprek": {
            "request": {"kanaal": "web"},
            "response": {
                "id": CONVERSATION,
                "token": "eenLangGeheimToken",
                "bewaardTot": LAST_DAY,
                "berichten": [greeted],
            },
        },
        "stuurBericht": {
            "request": {"tekst": QUESTION},
            "response": {
                "uitkomst": "antwoord",
                "vraag": {"id": MESSAGE, "tekst": QUESTION, "weggelaten": []},
                "gewist": False,
                "bewaardTot": LAST_DAY,
                "berichten": [answered],
            },
        },
        "leesBerichten": {"response": {"bewaardTot": LAST_DAY, "berichten": [greeted, asked, answered]}},
        "waardeerBericht": {"request": {"nuttig": True, "toelichting": "Duidelijk uitgelegd"}},
        "zoekOnderwerpen": {
            "response": {"onderwerpen": [OnderwerpKort.of(topic).model_dump(mode="json") for topic in content.guide]}
        },
        "leesOnderwerp": {"response": Onderwerp.of(topic).model_dump(mode="json")},
    }


def _dated(content: Content, topic: Topic) -> str:
    if topic.year is None:
        return topic.short
    return f"{topic.short}\n\n{content.texts['antwoord']['peiljaar'].fill(jaar=topic.year)}"


def _message(outcome: str | None, text: str, labels: list[str], sources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": MESSAGE,
        "afzender": "assistent",
        "tijdstip": MOMENT,
        "tekst": text,
        "keuzes": [{"label": label, "keuze": CHOICE} for label in labels],
        "bronnen": sources,
        "documenten": [],
        "sleutel": None,
        "uitkomst": outcome,
        "nuttig": None,
    }
