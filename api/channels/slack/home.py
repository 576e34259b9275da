"""The Home tab: what the assistant can do, topics to look through, tools to begin, and what is stored of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from api.channels.slack import limits
from api.channels.slack.action_ids import COPY, DELETE, TIPS_OFF, TIPS_ON, TOOL, TOOL_FORM, TOPIC
from api.channels.slack.limits import cut
from api.channels.slack.render import button, context, option, plain_text
from api.channels.slack.rich_text import block_of, lines_of
from api.channels.slack.tool_form import has_form
from content.guide.topic import Guide
from content.guided_tools.tool import GuidedTool, GuidedTools
from content.live import Content
from content.texts import Text


def home(content: Content, direct_message: str) -> dict[str, Any]:
    """The view for `views.publish`; what is chosen in it is answered in the `direct_message`, by its id."""
    texts = content.texts["kanalen"]
    blocks = [
        _heading(texts["slack_start"].text),
        block_of(lines_of(texts["slack_start_uitleg"].text)),
        _heading(texts["slack_onderwerpen"].text),
        {"type": "actions", "elements": [_topics(content.guide, texts)]},
        _heading(texts["slack_tools"].text),
        *_tools(content.guided_tools, texts),
        _heading(texts["slack_tips"].text),
        context(plain_text(texts["slack_tips_uitleg"].text)),
        _actions(
            button(TIPS_ON, texts["slack_tips_aan"].text, "aan"), button(TIPS_OFF, texts["slack_tips_uit"].text, "uit")
        ),
        _heading(texts["slack_privacy"].text),
        block_of(lines_of(texts["slack_privacy_uitleg"].text)),
        _actions(button(COPY, texts["slack_kopie"].text, "kopie"), _delete(texts)),
    ]
    return {"type": "home", "private_metadata": direct_message, "blocks": blocks[: limits.BLOCKS_IN_VIEW]}


def _heading(text: str) -> dict[str, Any]:
    return {"type": "header", "text": plain_text(cut(text, limits.TEXT_OF_HEADER))}


def _actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def _topics(guide: Guide, texts: Mapping[str, Text]) -> dict[str, Any]:
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
        "placeholder": plain_text(cut(texts["slack_kies_onderwerp"].text, limits.PLACEHOLDER)),
        "option_groups": groups[: limits.OPTION_GROUPS],
    }


def _tools(tools: GuidedTools, texts: Mapping[str, Text]) -> Iterator[dict[str, Any]]:
    for tool in tools.values():
        yield block_of(lines_of(tool.introduction.partition("\n\n")[0]))
        yield _actions(*_ways_to_begin(tool, texts))


def _ways_to_begin(tool: GuidedTool, texts: Mapping[str, Text]) -> Iterator[dict[str, Any]]:
    by_steps, by_form = (texts[name].fill(titel=tool.title) for name in ("slack_tool_begin", "slack_tool_formulier"))
    yield button(f"{TOOL}|{tool.id}", by_steps, tool.id)
    if has_form(tool):
        yield button(f"{TOOL_FORM}|{tool.id}", by_form, tool.id)


def _delete(texts: Mapping[str, Text]) -> dict[str, Any]:
    """Slack asks whether it is sure before it sends the click."""
    asked = {
        "title": plain_text(cut(texts["slack_wissen"].text, limits.CONFIRM_TITLE)),
        "text": plain_text(cut(texts["slack_wissen_zeker"].text, limits.CONFIRM_TEXT)),
        "confirm": plain_text(cut(texts["slack_wissen_ja"].text, limits.CONFIRM_BUTTON)),
        "deny": plain_text(cut(texts["slack_wissen_nee"].text, limits.CONFIRM_BUTTON)),
        "style": "danger",
    }
    return {**button(DELETE, texts["slack_wissen"].text, "wissen"), "style": "danger", "confirm": asked}
