"""The stand-in refuses what Slack would refuse, or a test against it shows nothing."""

from __future__ import annotations

from typing import Any

import pytest

from operations.trial.slack.block_kit import wrong_with

BUTTON = {"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "Ja"}, "value": "1"}


def text(length: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": "x" * length}


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements), **more}


def select(count: int, label: int = 1, value: int = 1) -> dict[str, Any]:
    options = [{"text": text(label), "value": "v" * value} for _ in range(count)]
    return {"type": "static_select", "action_id": "a", "options": options}


FINE = [
    {"type": "header", "text": text(150)},
    {"type": "section", "text": text(3000)},
    {"type": "context", "elements": [text(1)] * 10},
    actions(*({**BUTTON, "action_id": str(number)} for number in range(25))),
    actions({**BUTTON, "text": text(75), "value": "x" * 2000}, block_id="b" * 255),
    actions(select(100, 75, 150)),
]

WRONG = {
    "a block that is not there": {"type": "tabel"},
    "an unknown field": {"type": "header", "text": text(1), "kleur": "rood"},
    "a heading that is too long": {"type": "header", "text": text(151)},
    "a section that is too long": {"type": "section", "text": text(3001)},
    "an empty text": {"type": "section", "text": text(0)},
    "small print of too many parts": {"type": "context", "elements": [text(1)] * 11},
    "no buttons": actions(),
    "too many buttons": actions(*({**BUTTON, "action_id": str(number)} for number in range(26))),
    "a button's label that is too long": actions({**BUTTON, "text": text(76)}),
    "a button's value that is too long": actions({**BUTTON, "value": "x" * 2001}),
    "two buttons of one name": actions(BUTTON, BUTTON),
    "a block_id that is too long": actions(BUTTON, block_id="b" * 256),
    "too many options": actions(select(101)),
    "an option's label that is too long": actions(select(1, label=76)),
    "an option's value that is too long": actions(select(1, value=151)),
    "mrkdwn on a button": actions({**BUTTON, "text": {"type": "mrkdwn", "text": "Ja"}}),
    "a link that is none": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "link", "url": "javascript:1"}]}],
    },
}


@pytest.mark.parametrize("block", FINE, ids=lambda block: str(block["type"]))
def test_what_slack_takes_is_taken(block: dict[str, Any]) -> None:
    assert not wrong_with("message", [block])


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_refuses_is_refused(name: str) -> None:
    assert wrong_with("message", [WRONG[name]])


def test_fifty_blocks_are_the_most_in_a_message() -> None:
    assert not wrong_with("message", [FINE[0]] * 50)
    assert wrong_with("message", [FINE[0]] * 51)


def test_a_block_id_stands_in_a_message_once() -> None:
    blocks = [actions(BUTTON, block_id="b")] * 2
    assert wrong_with("message", blocks) == ["block_id b stands there 2 times"]


@pytest.mark.parametrize(
    "more", [{"title": text(25)}, {"private_metadata": "x" * 3001}, {"submit": text(25)}, {"kleur": 1}]
)
def test_a_window_has_limits_of_its_own(more: dict[str, Any]) -> None:
    fine = {"type": "modal", "title": text(24), "submit": text(24), "private_metadata": "x" * 3000, "blocks": FINE[:1]}
    assert not wrong_with("modal", fine)
    assert wrong_with("modal", {**fine, **more})


def test_what_is_wrong_is_told_without_the_text() -> None:
    [told] = wrong_with("message", [{"type": "section", "text": {"type": "plain_text", "text": "geheim" * 1000}}])
    assert "geheim" not in told
