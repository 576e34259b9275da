"""Topics of the guide for a message of somebody's own: the search command in the box where one writes.

Nothing of it is stored. Protocol: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.channels.messages import ChannelMessage, ChannelSource
from api.channels.teams.card import CARD_TYPE
from api.channels.teams.render import topic_card
from api.channels.texts import ChannelTexts
from content.guide.search import search
from content.guide.topic import Guide, Topic
from content.markdown import to_plain_text
from content.texts import Texts

COMMAND = "zoek"
PARAMETER = "vraag"
"""As in the app's manifest."""

MOST_RESULTS = 25
LONGEST_QUERY = 200
PREVIEW_TYPE = "application/vnd.microsoft.card.thumbnail"


def found_topics(query: Mapping[str, Any], guide: Guide, texts: Texts, public_url: str) -> dict[str, Any]:
    """What Teams shows for a query: the topics that fit best, the first of the guide where nothing was typed yet."""
    typed = _typed(query)
    topics = search(guide, typed) if typed else list(guide)
    first, most = _part_asked(query)
    shown = topics[first : first + most]
    if not shown:
        return _answer({"type": "message", "text": ChannelTexts(texts, "teams").own("zoek_niets")})
    results = [_result(topic, texts, public_url) for topic in shown]
    return _answer({"type": "result", "attachmentLayout": "list", "attachments": results})


def _answer(extension: dict[str, Any]) -> dict[str, Any]:
    return {"composeExtension": extension}


def _typed(query: Mapping[str, Any]) -> str:
    parameters = query.get("parameters")
    for parameter in parameters if isinstance(parameters, list) else ():
        if isinstance(parameter, dict) and parameter.get("name") == PARAMETER:
            return str(parameter.get("value") or "").strip()[:LONGEST_QUERY]
    return ""


def _part_asked(query: Mapping[str, Any]) -> tuple[int, int]:
    """From which result, and how many at most."""
    options = query.get("queryOptions")
    asked = options if isinstance(options, dict) else {}
    first, most = asked.get("skip"), asked.get("count")
    return (
        max(first, 0) if isinstance(first, int) else 0,
        min(max(most, 1), MOST_RESULTS) if isinstance(most, int) else MOST_RESULTS,
    )


def _result(topic: Topic, texts: Texts, public_url: str) -> dict[str, Any]:
    page = f"{public_url}/gids/{topic.id}" if public_url else ""
    source = ChannelSource(topic.title, topic.chapter.title, topic.page, page or topic.link or "")
    message = ChannelMessage(topic.id, topic.short, sources=(source,))
    return {
        "contentType": CARD_TYPE,
        "content": topic_card(topic.question, message, page, texts),
        "preview": {
            "contentType": PREVIEW_TYPE,
            "content": {"title": topic.title, "text": to_plain_text(topic.gist)},
        },
    }
