"""`python -m tests.support.shown_messages`: writes what a person reads of each kind of message, wherever it is shown.

The golden file holds, by the name of the message, the message as the API gives it and its parts in their order. Slack and
Teams are held against it here, and the widget by its own tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from api.channels.messages import ChannelMessage, ChannelSource
from api.channels.slack.render import render as render_for_slack
from api.channels.teams.render import render as render_for_teams
from tests.support.channel_messages import CHANNEL_MESSAGES
from tests.support.channel_reading import Reading, read_blocks, read_card
from tests.support.content_in_force import content_in_force

GOLDEN = Path(__file__).parent / "golden" / "shown_messages.json"
APART = frozenset({"document_without_link", "long_text"})
"""What shows in each place in a way of its own: a file where there is no link, and a text that does not fit."""

TEXTS = content_in_force().texts
MESSAGES = {name: message for name, message in CHANNEL_MESSAGES.items() if name not in APART}


def in_slack(message: ChannelMessage) -> Reading:
    """What is read in Slack."""
    reading = Reading()
    for post in render_for_slack(message, TEXTS, "D0AMINA"):
        read_blocks(post["blocks"], TEXTS, reading)
    return reading


def in_teams(message: ChannelMessage) -> Reading:
    """What is read in Teams."""
    reading = Reading()
    for post in render_for_teams(message, TEXTS):
        read_card(post.card, TEXTS, reading)
    return reading


def by_api(message: ChannelMessage) -> dict[str, Any]:
    """The message as the API gives it to the widget."""
    return {
        "id": message.id,
        "afzender": "assistent",
        "tijdstip": "2020-01-15T09:05:00Z",
        "tekst": message.text,
        "keuzes": [{"label": choice.label, "keuze": choice.id} for choice in message.choices],
        "bronnen": [_source(number, source) for number, source in enumerate(message.sources)],
        "documenten": [
            {"id": one.id, "titel": one.title, "type": one.media_type, "url": one.url} for one in message.documents
        ],
        "sleutel": None,
        "uitkomst": message.outcome,
        "nuttig": message.useful,
    }


def written(parts: dict[str, dict[str, list[str]]]) -> str:
    """The golden file, by the parts of each message."""
    shown = {name: {"message": by_api(MESSAGES[name]), "parts": read} for name, read in parts.items()}
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _source(number: int, source: ChannelSource) -> dict[str, Any]:
    municipality = TEXTS["chat"]["bron_gemeente"].fill(gemeente="")
    title = source.title if source.chapter else source.title.removeprefix(municipality)
    return {"id": f"bron/{number}", "titel": title, "hoofdstuk": source.chapter or None, "pagina": source.page}


if __name__ == "__main__":
    GOLDEN.write_text(written({name: in_slack(message).parts for name, message in MESSAGES.items()}), encoding="utf-8")
