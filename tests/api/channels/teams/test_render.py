"""A message as cards: nothing lost, nothing that a client cannot draw."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from api.channels.messages import ChannelChoice, ChannelDocument, ChannelMessage, ChannelSource
from api.channels.teams.render import MOST_BYTES, render
from api.channels.teams.tool_form import tool_form
from api.channels.tool_forms import has_form
from operations.trial.teams.card_check import wrong_with
from tests.api.channels.teams.golden_cards import golden, shown
from tests.support.channel_messages import (
    ANSWER,
    CHANNEL_MESSAGES,
    CHOSEN,
    CLARIFICATION,
    DOCUMENT_WITHOUT_LINK,
    LONG_TEXT,
    RATED,
    TWELVE_CHOICES,
    choices,
)
from tests.support.content_in_force import content_in_force

CONTENT = content_in_force()
AWKWARD = (
    "*",
    "_",
    "[",
    "](",
    "\\",
    "<at>x</at>",
    "{{DATE(2017-02-14T06:08:39Z)}}",
    "\u202e",
    "😀",
    "\n\n",
    " ",
    "a" * 300,
)


def cards(message: ChannelMessage) -> list[dict[str, Any]]:
    """Those that show it."""
    return [post.card for post in render(message, CONTENT.texts)]


def in_all(message: ChannelMessage) -> str:
    """All that its cards hold."""
    return json.dumps(cards(message), ensure_ascii=False)


def size(card: dict[str, Any]) -> int:
    """Bytes, as Teams counts them."""
    return len(json.dumps(card, ensure_ascii=False).encode("utf-16-le"))


def actions(card: dict[str, Any]) -> list[dict[str, Any]]:
    """All that can be pressed."""
    return [action for element in card["body"] for action in element.get("actions", ())]


@pytest.mark.parametrize("name", CHANNEL_MESSAGES)
def test_each_kind_of_message_looks_as_it_did(name: str) -> None:
    assert shown(CHANNEL_MESSAGES[name]) == golden(name).read_text(encoding="utf-8"), (
        "if it is meant to look otherwise: python -m tests.api.channels.teams.golden_cards"
    )


@pytest.mark.parametrize("name", CHANNEL_MESSAGES)
def test_each_card_is_one_by_the_official_schema(name: str) -> None:
    for card in cards(CHANNEL_MESSAGES[name]):
        assert wrong_with(card) == []
        assert size(card) < MOST_BYTES


def test_the_check_sees_what_the_schema_does_not() -> None:
    [card] = cards(ANSWER)
    body = [{"type": "TextBlock", "text": " ", "wap": True}, {"type": "Input.Text", "id": "x"}]
    lines = "\n".join(wrong_with({**card, "body": body, "speak": ""}))
    for told in ("speak: missing", "text: empty", "no 'wap'", "does not wrap", "without a label"):
        assert told in lines
    assert wrong_with({**card, "version": "1.6"}) and wrong_with({**card, "version": "9"})
    assert wrong_with({**card, "body": [{"type": "Iets"}]}) and wrong_with({**card, "iets": 1})


def test_sources_come_with_chapter_and_page() -> None:
    text = in_all(ANSWER)
    assert "Bron: [Social return](https://www.voorbeeld.example/zakboek.pdf)" in text
    assert "hoofdstuk “Inkoop”, vanaf pagina 19" in text


def test_six_choices_are_buttons_and_more_or_long_ones_a_list() -> None:
    six = replace(CLARIFICATION, choices=choices(*"abcdef"))
    seven = replace(CLARIFICATION, choices=choices(*"abcdefg"))
    long = replace(CLARIFICATION, choices=choices("a", "b" * 61))
    assert [action["title"] for action in actions(cards(six)[0])] == list("abcdef")
    for message in (seven, long, TWELVE_CHOICES):
        [menu] = [element for element in cards(message)[0]["body"] if element["type"] == "Input.ChoiceSet"]
        assert [(one["title"], one["value"]) for one in menu["choices"]] == [(c.label, c.id) for c in message.choices]
        assert actions(cards(message)[0])[0]["data"] == {"act": "choice"}


def test_what_was_chosen_stays_to_be_read_and_nothing_can_be_pressed() -> None:
    [card] = cards(CHOSEN)
    assert actions(card) == []
    assert "Gekozen: Hoe gebruik ik social return?" in in_all(CHOSEN)
    assert all(choice.label in in_all(CHOSEN) for choice in CHOSEN.choices)


def test_what_was_rated_cannot_be_rated_again_and_its_choices_stay() -> None:
    [card] = cards(RATED)
    assert [action["data"]["act"] for action in actions(card)] == ["choice"] * len(RATED.choices)
    assert "Je vond dit nuttig." in in_all(RATED)


def test_a_document_without_a_link_is_told_and_not_left_out() -> None:
    assert "Profiel" in in_all(DOCUMENT_WITHOUT_LINK)
    other = ChannelDocument("kopie", "kopie.json", "application/json", "https://zakboek.voorbeeldstad.example/k")
    assert "Open “kopie.json”" in in_all(replace(DOCUMENT_WITHOUT_LINK, documents=(other,)))


def test_a_tool_among_the_choices_can_be_opened_as_a_form() -> None:
    message = replace(CLARIFICATION, choices=(ChannelChoice("c1", "Doe de Inkoopwijzer", "inkoopwijzer"),))
    assert "als formulier" not in in_all(message)
    [post] = render(message, CONTENT.texts, forms=["inkoopwijzer"])
    assert wrong_with(post.card) == []
    assert actions(post.card)[1]["data"] == {"msteams": {"type": "task/fetch"}, "act": "form", "tool": "inkoopwijzer"}


def test_what_does_not_fit_is_led_to() -> None:
    longer = replace(LONG_TEXT, text=f"{LONG_TEXT.text}\n\n{LONG_TEXT.text}\n\nHet laatste woord.")
    [card] = cards(longer)
    assert size(card) < MOST_BYTES and wrong_with(card) == []
    assert longer.full_text_url in [action.get("url") for action in actions(card)]
    assert "Deel 1." in str(card) and "Het laatste woord." not in str(card)


@pytest.mark.parametrize("gap", ["\n\n", " ", ""])
def test_where_nothing_leads_to_the_whole_it_goes_on_in_more_messages(gap: str) -> None:
    words = [f"{number}-" + "woord" * 8 for number in range(500)]
    message = replace(LONG_TEXT, text=gap.join(words), full_text_url="")
    parts = cards(message)
    assert len(parts) > 1
    assert all(size(card) < MOST_BYTES and wrong_with(card) == [] for card in parts)
    together = "".join(element["text"] for card in parts for element in card["body"] if element["type"] == "TextBlock")
    assert together.replace(" ", "").startswith("".join(words))
    assert [bool(actions(card)) for card in parts] == [False] * (len(parts) - 1) + [True]


@pytest.mark.parametrize("text", ["", *AWKWARD, *(f"{mark} woord {mark}" for mark in AWKWARD)])
def test_awkward_words_make_a_card_too(text: str) -> None:
    source = ChannelSource(text or "Bron", text, 1, "https://voorbeeld.example/a b(c)")
    message = ChannelMessage(
        "m", text, sources=(source,), choices=choices(f"k{text}", "b"), chosen=text or None, may_be_rated=True
    )
    for card in cards(message):
        assert wrong_with(card) == []


def test_what_belongs_to_a_talk_elsewhere_says_so_when_it_is_pressed() -> None:
    [post] = render(TWELVE_CHOICES, CONTENT.texts, room="19:kanaal")
    assert {action["data"].get("room") for action in actions(post.card)} == {"19:kanaal"}


@pytest.mark.parametrize("tool", [tool for tool in CONTENT.guided_tools.values() if has_form(tool)], ids=lambda t: t.id)
def test_the_form_of_a_tool_is_a_card_that_fits(tool: Any) -> None:
    form = tool_form(tool, CONTENT.texts)
    assert wrong_with(form) == []
    assert size(form) < MOST_BYTES
    assert [field["label"] for field in form["body"] if field["type"].startswith("Input.")] == [
        question.text.strip() for question in tool.questions
    ]
