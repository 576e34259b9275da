"""The parts of an Adaptive Card that are used: with `wrap` on each text, and nothing that a client may not know.

Version 1.3 is the lowest that has all of it (the label of a field). Teams takes up to 1.5 from a bot, 1.5 shuts out
older clients, and a client that knows only a lower version than the card's shows `fallbackText` alone
(https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.channels.teams.card_markdown import escaped

VERSION = "1.3"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"

Element = dict[str, Any]


def card(body: Sequence[Element], spoken: str) -> dict[str, Any]:
    """A card; `spoken` is the whole in plain words, for a client without cards and for who listens."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": VERSION,
        "lang": "nl",
        "fallbackText": spoken,
        "speak": spoken,
        "body": list(body),
    }


def text_block(markdown: str, **looks: object) -> Element:
    """A paragraph or a list, in the Markdown of cards."""
    return {"type": "TextBlock", "text": markdown, "wrap": True, **looks}


def heading(text: str) -> Element:
    """Words above what belongs to them."""
    return text_block(escaped(text), weight="Bolder", size="Medium")


def small(markdown: str, **looks: object) -> Element:
    """What is less important than the answer."""
    return text_block(markdown, size="Small", **looks)


def submit(title: str, data: dict[str, Any], takes_input: bool = False) -> Element:
    """A button that sends `data` to us, with what was filled in in the card if it `takes_input`."""
    return {
        "type": "Action.Submit",
        "title": title,
        "data": data,
        "associatedInputs": "auto" if takes_input else "none",
    }


def buttons(*actions: Element) -> Element:
    """Buttons beside each other."""
    return {"type": "ActionSet", "spacing": "Small", "actions": list(actions)}


def open_url(title: str, url: str) -> Element:
    """A button that opens a page."""
    return buttons({"type": "Action.OpenUrl", "title": title, "url": url})
