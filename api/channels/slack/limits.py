"""Slack's limits, in characters or elements: from the reference of Block Kit, `chat.postMessage` and views.

slack-sdk checks a part of them, in `to_dict()` alone. What is made here keeps to all of them by itself.
"""

from __future__ import annotations

BLOCKS_IN_MESSAGE = 50
BLOCKS_IN_VIEW = 100
BLOCK_ID = ACTION_ID = CALLBACK_ID = 255
TEXT_OF_MESSAGE = 40_000
"""Slack cuts off what comes after; beside blocks it is shown in notifications and read out by screen readers."""

TEXT_OF_SECTION = 3000
TEXT_OF_FIELD = 2000
FIELDS = 10
TEXT_OF_HEADER = 150
CONTEXT_ELEMENTS = 10
ACTIONS_ELEMENTS = 25
BUTTON_TEXT = ACCESSIBILITY_LABEL = 75
BUTTON_VALUE = 2000
OPTION_TEXT = OPTION_DESCRIPTION = 75
OPTION_VALUE = 150
OPTIONS = OPTION_GROUPS = 100
GROUP_LABEL = 75
RADIO_BUTTONS = CHECKBOXES = 10
PLACEHOLDER = 150
INPUT_LABEL = INPUT_HINT = 2000
INPUT_LENGTH = 3000
CONFIRM_TITLE = 100
CONFIRM_TEXT = 300
CONFIRM_BUTTON = 30
VIEW_TITLE = VIEW_BUTTON = 24
PRIVATE_METADATA = 3000
PROMPTS = 4
"""Suggested questions in an assistant's thread."""


def cut(text: str, most: int) -> str:
    """`text`, with … in the place of what is too much."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
