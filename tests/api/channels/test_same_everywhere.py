"""Whatever the assistant says reads the same in Slack and Teams: no word, source, choice or document is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from api.channels.messages import ChannelMessage
from api.channels.slack.tool_form import tool_form as form_in_slack
from api.channels.teams.tool_form import tool_form as form_in_teams
from api.channels.tool_forms import has_form
from tests.support.channel_messages import CHANNEL_MESSAGES
from tests.support.channel_reading import Reading, Shown, words_and_links
from tests.support.content_in_force import content_in_force
from tests.support.shown_messages import GOLDEN, MESSAGES, in_slack, in_teams, written

CONTENT = content_in_force()
TEXTS = CONTENT.texts
FRESH = {name: message for name, message in CHANNEL_MESSAGES.items() if message.chosen is None}


def parts(shown: Shown) -> dict[str, Any]:
    return {name: value for name, value in vars(shown).items() if name not in ("words", "beside")}


@pytest.mark.parametrize("name", FRESH)
def test_a_message_reads_the_same_in_both(name: str) -> None:
    message = replace(FRESH[name], documents=tuple(one for one in FRESH[name].documents if one.url), full_text_url="")
    slack, teams = in_slack(message).shown, in_teams(message).shown
    words, _ = words_and_links(message.text)
    assert slack.words.startswith(words)
    assert teams.words.startswith(words)
    assert parts(slack) == parts(teams)
    assert slack.beside == teams.beside
    assert slack.choices == tuple(choice.label for choice in message.choices)


@pytest.mark.parametrize("read", [in_slack, in_teams], ids=["slack", "teams"])
def test_what_is_read_and_in_which_order_is_what_the_golden_file_says_as_the_widget_is_tested_by_too(
    read: Callable[[ChannelMessage], Reading],
) -> None:
    assert written({name: read(message).parts for name, message in MESSAGES.items()}) == GOLDEN.read_text("utf-8")


def test_a_form_says_which_questions_only_count_with_other_answers() -> None:
    tools = [tool for tool in CONTENT.guided_tools.values() if has_form(tool)]
    note = TEXTS["kanalen"]["formulier_als_het_past"].text
    for tool in tools:
        conditional = sum(bool(question.only_if) for question in tool.questions)
        assert str(form_in_slack(tool, TEXTS, "D0AMINA", "D0AMINA")).count(note) == conditional
        assert str(form_in_teams(tool, TEXTS)).count(note) == conditional
    assert any(question.only_if for tool in tools for question in tool.questions)
