"""A guided tool as a form in a window of Slack's (a modal)."""

from __future__ import annotations

import json
from typing import Any

from api.channels.slack import limits
from api.channels.slack.action_ids import FORM
from api.channels.slack.limits import cut
from api.channels.slack.render import context, option, plain_text
from api.channels.slack.rich_text import block_of, lines_of
from api.channels.texts import ChannelTexts
from content.guided_tools.tool import AnswerKind, GuidedTool, ToolQuestion
from content.texts import Texts

ANSWER = "antwoord"
"""The `action_id` of each question's input; the question's id is its `block_id`."""


def tool_form(tool: GuidedTool, texts: Texts, channel: str, room: str) -> dict[str, Any]:
    """The view for `views.open`; what is filled in belongs to `room`, and is answered in `channel`."""
    words = ChannelTexts(texts, "slack")
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": json.dumps({"tool": tool.id, "channel": channel, "room": room}),
        "title": plain_text(cut(tool.title, limits.VIEW_TITLE)),
        "submit": plain_text(cut(words.shared("formulier_klaar"), limits.VIEW_BUTTON)),
        "close": plain_text(cut(words.own("formulier_terug"), limits.VIEW_BUTTON)),
        "blocks": [
            block_of(lines_of(tool.introduction.partition("\n\n")[0])),
            context(plain_text(words.shared("formulier_uitleg"))),
            *(_input(question, words) for question in tool.questions),
        ],
    }


def _input(question: ToolQuestion, words: ChannelTexts) -> dict[str, Any]:
    explanation = question.explanation
    if question.example:
        explanation = words.own("formulier_voorbeeld", uitleg=explanation, voorbeeld=question.example)
    if question.only_if:
        explanation = f"{words.shared('formulier_als_het_past')} {explanation}"
    return {
        "type": "input",
        "block_id": question.id,
        "optional": True,
        "label": plain_text(cut(question.text, limits.INPUT_LABEL)),
        "hint": plain_text(cut(explanation, limits.INPUT_HINT)),
        "element": _element(question),
    }


def _element(question: ToolQuestion) -> dict[str, Any]:
    if question.kind is AnswerKind.OWN_WORDS:
        return {
            "type": "plain_text_input",
            "action_id": ANSWER,
            "multiline": True,
            "max_length": min(question.longest, limits.INPUT_LENGTH),
        }
    options = [option(one.label, str(number)) for number, one in enumerate(question.options, start=1)]
    kind = "radio_buttons" if question.kind is AnswerKind.ONE_OPTION else "checkboxes"
    return {"type": kind, "action_id": ANSWER, "options": options}
