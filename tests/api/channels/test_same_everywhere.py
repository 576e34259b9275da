"""Whatever the assistant says reads the same in Slack and Teams: no word, source, choice or document is another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.channels.messages import ChannelMessage
from api.channels.slack.render import render as render_for_slack
from api.channels.slack.tool_form import form_of
from api.channels.slack.tool_form import has_form as has_form_in_slack
from api.channels.teams.render import render as render_for_teams
from api.channels.teams.tool_form import has_form as has_form_in_teams
from api.channels.teams.tool_form import tool_form
from tests.support.channel_messages import CHANNEL_MESSAGES
from tests.support.channel_reading import Reading, Shown, read_blocks, read_card, words_and_links
from tests.support.content_in_force import content_in_force

CONTENT = content_in_force()
TEXTS = CONTENT.texts
FRESH = {name: message for name, message in CHANNEL_MESSAGES.items() if message.chosen is None}


def in_slack(message: ChannelMessage) -> Shown:
    reading = Reading()
    for post in render_for_slack(message, TEXTS, "D0AMINA"):
        read_blocks(post["blocks"], TEXTS, reading)
    return reading.shown


def in_teams(message: ChannelMessage) -> Shown:
    reading = Reading()
    for post in render_for_teams(message, TEXTS):
        read_card(post.card, TEXTS, reading)
    return reading.shown


def parts(shown: Shown) -> dict[str, Any]:
    return {name: value for name, value in vars(shown).items() if name not in ("words", "beside")}


@pytest.mark.parametrize("name", FRESH)
def test_a_message_reads_the_same_in_both(name: str) -> None:
    message = replace(FRESH[name], documents=tuple(one for one in FRESH[name].documents if one.url), full_text_url="")
    slack, teams = in_slack(message), in_teams(message)
    words, _ = words_and_links(message.text)
    assert slack.words.startswith(words)
    assert teams.words.startswith(words)
    assert parts(slack) == parts(teams)
    assert slack.choices == tuple(choice.label for choice in message.choices)


def test_what_is_asked_and_told_beside_an_answer_is_the_same_in_both() -> None:
    for message in FRESH.values():
        assert sorted(in_slack(message).beside) == sorted(in_teams(message).beside)


def test_the_same_tools_have_a_form_in_both_which_says_what_only_counts_with_other_answers() -> None:
    tools = [tool for tool in CONTENT.guided_tools.values() if has_form_in_slack(tool)]
    assert tools == [tool for tool in CONTENT.guided_tools.values() if has_form_in_teams(tool)]
    note = TEXTS["kanalen"]["formulier_als_het_past"].text
    for tool in tools:
        conditional = sum(bool(question.only_if) for question in tool.questions)
        assert str(form_of(tool, TEXTS["kanalen"], "D0AMINA", "D0AMINA")).count(note) == conditional
        assert str(tool_form(tool, TEXTS)).count(note) == conditional
    assert any(question.only_if for tool in tools for question in tool.questions)
