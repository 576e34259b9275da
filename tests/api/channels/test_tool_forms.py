"""A tool that is offered as a form fits in the form of every channel."""

from __future__ import annotations

from api.channels import tool_forms
from api.channels.slack import limits
from tests.support.content_in_force import content_in_force


def test_a_form_holds_no_more_than_slack_shows() -> None:
    assert min(limits.RADIO_BUTTONS, limits.CHECKBOXES) >= tool_forms.MOST_OPTIONS
    assert tool_forms.LONGEST_LABEL <= limits.OPTION_TEXT


def test_some_tools_have_a_form_and_one_with_too_much_to_choose_from_has_none() -> None:
    tools = content_in_force().guided_tools
    offered = tool_forms.with_form(tools)
    assert offered
    assert all(len(question.options) <= limits.RADIO_BUTTONS for name in offered for question in tools[name].questions)
    assert set(offered) < set(tools)
