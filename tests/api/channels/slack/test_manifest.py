"""The app's manifest asks for what the code uses, and for nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from api.channels.slack import action_ids, settings
from api.channels.slack.scopes import EVENTS, SCOPES
from content.paths import ROOT
from operations.trial.slack.platform import SCOPE_OF_EVENT
from operations.trial.slack.web_api import SCOPE_OF_METHOD

FOLDER = ROOT / "api" / "channels" / "slack"
MANIFEST: dict[str, Any] = yaml.safe_load((FOLDER / "manifest.yml").read_text(encoding="utf-8"))
FEATURES, SETTINGS = MANIFEST["features"], MANIFEST["settings"]

LONGEST = {"name": 35, "description": 140, "long_description": 4000}
"""https://docs.slack.dev/reference/app-manifest#display."""

SHORTEST_LONG_DESCRIPTION = 174


def called_methods() -> set[str]:
    """The methods of the Web API that stand in the code, by Slack's names."""
    code = "\n".join(file.read_text(encoding="utf-8") for file in FOLDER.glob("*.py"))
    called = set(re.findall(r"client(?:\(\w*(?:\.\w+)?\))?\.([a-z]+_[a-zA-Z_0-9]+)\(", code))
    assert {"chat_postMessage", "files_upload_v2", "oauth_v2_access", "auth_test"} <= called
    known = {name.replace(".", "_"): name for name in SCOPE_OF_METHOD}
    upload = {"files.getUploadURLExternal", "files.completeUploadExternal"}
    return {known[name] for name in called - {"files_upload_v2", "oauth_v2_access"}} | upload


def test_the_manifest_asks_for_the_permissions_that_the_code_asks_for() -> None:
    assert MANIFEST["oauth_config"] == {
        "redirect_urls": [f"https://zakboek.example{settings.CALLBACK_PATH}"],
        "scopes": {"bot": list(SCOPES)},
    }


def test_each_permission_is_used_and_each_use_has_its_permission() -> None:
    by_methods = {SCOPE_OF_METHOD[method] for method in called_methods()}
    assert (by_methods | set(SCOPE_OF_EVENT.values()) | {"commands"}) - {""} == set(SCOPES)
    assert called_methods() == set(SCOPE_OF_METHOD)


def test_the_manifest_asks_for_the_events_that_are_understood() -> None:
    assert SETTINGS["event_subscriptions"]["bot_events"] == list(EVENTS)


def test_the_command_and_the_shortcut_are_those_that_are_understood() -> None:
    assert [one["command"] for one in FEATURES["slash_commands"]] == [action_ids.COMMAND]
    assert [one["callback_id"] for one in FEATURES["shortcuts"]] == [action_ids.ASK_ABOUT_MESSAGE]


def test_slack_calls_the_address_where_its_events_come_in() -> None:
    urls = {
        FEATURES["slash_commands"][0]["url"],
        SETTINGS["event_subscriptions"]["request_url"],
        SETTINGS["interactivity"]["request_url"],
    }
    assert urls == {f"https://zakboek.example{settings.EVENTS_PATH}"}


def test_mentions_in_a_command_come_as_ids_that_are_left_out() -> None:
    """Else they are names, which nobody can tell from other words."""
    assert FEATURES["slash_commands"][0]["should_escape"] is True


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_what_the_app_says_of_itself_fits(name: str, most: int) -> None:
    assert len(MANIFEST["display_information"][name]) <= most
    assert len(MANIFEST["display_information"]["long_description"]) >= SHORTEST_LONG_DESCRIPTION


def test_an_administrator_reads_why_of_each_permission() -> None:
    page = (ROOT / "docs" / "operators" / "slack.md").read_text(encoding="utf-8")
    assert all(f"`{scope}`" in page for scope in SCOPES)
    assert all(f"`{event}`" in page for event in EVENTS)
