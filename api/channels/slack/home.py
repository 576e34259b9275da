"""The Home tab: what the assistant can do, topics to look through, tools to begin, and what is stored of a person."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from api.channels.slack import limits
from api.channels.slack.action_ids import COPY, DELETE, TIPS_OFF, TIPS_ON, TOOL, TOOL_FORM, TOPIC
from api.channels.slack.limits import cut
from api.channels.slack.render import button, context, option, plain_text
from api.channels.slack.rich_text import block_of, lines_of
from api.channels.texts import ChannelTexts
from api.channels.tool_forms import has_form
from content.guide.topic import Guide
from content.guided_tools.tool import GuidedTool, GuidedTools
from content.live import Content


def home(content: Content, direct_message: str) -> dict[str, Any]:
    """The view for `views.publish`; what is chosen in it is answered in the `direct_message`, by its id."""
    words = ChannelTexts(content.texts, "slack")
    blocks = [
        _heading(words.own("start")),
        block_of(lines_of(words.own("start_uitleg"))),
        _heading(words.own("onderwerpen")),
        {"type": "actions", "elements": [_topics(content.guide, words)]},
        _heading(words.own("tools")),
        *_tools(content.guided_tools, words),
        _heading(words.own("tips")),
        context(plain_text(words.own("tips_uitleg"))),
        _actions(button(TIPS_ON, words.own("tips_aan"), "aan"), button(TIPS_OFF, words.own("tips_uit"), "uit")),
        _heading(words.own("privacy_kop")),
        block_of(lines_of(words.own("privacy_uitleg"))),
        _actions(button(COPY, words.own("kopie"), "kopie"), _delete(words)),
    ]
    return {"type": "home", "private_metadata": direct_message, "blocks": blocks[: limits.BLOCKS_IN_VIEW]}


def _heading(text: str) -> dict[str, Any]:
    return {"type": "header", "text": plain_text(cut(text, limits.TEXT_OF_HEADER))}


def _actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def _topics(guide: Guide, words: ChannelTexts) -> dict[str, Any]:
    """A menu of all topics, under the chapters of the guide."""
    groups = [
        {
            "label": plain_text(cut(chapter.title, limits.GROUP_LABEL)),
            "options": [option(topic.question, topic.id) for topic in topics][: limits.OPTIONS],
        }
        for chapter, topics in groupby(guide, lambda topic: topic.chapter)
    ]
    return {
        "type": "static_select",
        "action_id": TOPIC,
        "placeholder": plain_text(cut(words.own("onderwerp_kiezen"), limits.PLACEHOLDER)),
        "option_groups": groups[: limits.OPTION_GROUPS],
    }


def _tools(tools: GuidedTools, words: ChannelTexts) -> Iterator[dict[str, Any]]:
    for tool in tools.values():
        yield block_of(lines_of(tool.introduction.partition("\n\n")[0]))
        yield _actions(*_ways_to_begin(tool, words))


def _ways_to_begin(tool: GuidedTool, words: ChannelTexts) -> Iterator[dict[str, Any]]:
    yield button(f"{TOOL}|{tool.id}", words.own("tool_begin", titel=tool.title), tool.id)
    if has_form(tool):
        yield button(f"{TOOL_FORM}|{tool.id}", words.own("tool_formulier", titel=tool.title), tool.id)


def _delete(words: ChannelTexts) -> dict[str, Any]:
    """Slack asks whether it is sure before it sends the click."""
    asked = {
        "title": plain_text(cut(words.own("wissen"), limits.CONFIRM_TITLE)),
        "text": plain_text(cut(words.own("wissen_zeker"), limits.CONFIRM_TEXT)),
        "confirm": plain_text(cut(words.own("wissen_ja"), limits.CONFIRM_BUTTON)),
        "deny": plain_text(cut(words.own("wissen_nee"), limits.CONFIRM_BUTTON)),
        "style": "danger",
    }
    return {**button(DELETE, words.own("wissen"), "wissen"), "style": "danger", "confirm": asked}
