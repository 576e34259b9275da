"""A guided tool as a form in a dialog: all its questions at once, and the answers as one would type them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.channels.teams.card import Element, buttons, card, heading, small, submit, text_block
from api.channels.teams.card_markdown import escaped
from api.channels.texts import ChannelTexts
from content.guided_tools.tool import AnswerKind, GuidedTool, ToolQuestion
from content.texts import Texts

MOST_OPEN_OPTIONS = 9
"""With so many options all are in view; a list of which several may be chosen always is."""

_FIELD = "answer."


def tool_form(tool: GuidedTool, texts: Texts, room: str = "") -> dict[str, Any]:
    """The card with its questions; each may be left open. `room` as in `render`."""
    words = ChannelTexts(texts, "teams")
    body = [text_block(words.shared("formulier_uitleg"))]
    for number, question in enumerate(tool.questions, 1):
        body += [heading(f"{number}. {question.heading}"), *_notes(question, words), _field(question)]
    data = {"act": "filled_in", "tool": tool.id, **({"room": room} if room else {})}
    body.append(buttons(submit(words.shared("formulier_klaar"), data, takes_input=True)))
    return card(body, tool.title)


def answers_of(tool: GuidedTool, filled_in: Mapping[str, Any]) -> dict[str, str]:
    """By question what one would type: own words, the label of an option, the numbers of more; "" for nothing."""
    return {question.id: _answer(question, filled_in.get(f"{_FIELD}{question.id}")) for question in tool.questions}


def _answer(question: ToolQuestion, value: object) -> str:
    if not isinstance(value, str):
        return ""
    if question.kind is AnswerKind.OWN_WORDS:
        return value.strip()
    chosen = set(value.split(","))
    numbered = [(number, option) for number, option in enumerate(question.options, 1) if option.id in chosen]
    if len(numbered) == 1:
        return numbered[0][1].label
    return ", ".join(str(number) for number, _ in numbered)


def _notes(question: ToolQuestion, words: ChannelTexts) -> list[Element]:
    notes = [words.shared("formulier_als_het_past")] if question.only_if else []
    if question.example:
        notes.append(words.own("formulier_voorbeeld", voorbeeld=escaped(question.example.strip())))
    return [small(note) for note in notes]


def _field(question: ToolQuestion) -> Element:
    field = {"id": f"{_FIELD}{question.id}", "label": question.text.strip(), "isRequired": False}
    if question.kind is AnswerKind.OWN_WORDS:
        return {"type": "Input.Text", **field, "isMultiline": True, "maxLength": question.longest}
    several = question.kind is AnswerKind.OPTIONS
    return {
        "type": "Input.ChoiceSet",
        **field,
        "isMultiSelect": several,
        "style": "expanded" if several or len(question.options) <= MOST_OPEN_OPTIONS else "compact",
        "wrap": True,
        "choices": [{"title": option.label, "value": option.id} for option in question.options],
    }
