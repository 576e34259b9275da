"""Every text that the code of a channel asks for by name is there, and none is there that nothing asks for."""

from __future__ import annotations

import re

import pytest

from content.paths import ROOT
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts
PLACES = {"slack": ("api/channels/slack",), "teams": ("api/channels/teams", "operations/teams_package")}
CODE = {
    channel: "\n".join(file.read_text(encoding="utf-8") for place in places for file in (ROOT / place).rglob("*.py"))
    for channel, places in PLACES.items()
}
SHARED = (ROOT / "api/channels/texts.py").read_text(encoding="utf-8")


def in_calls(code: str, *calls: str) -> set[str]:
    """The names that are given as they are in these calls."""
    return {name for call in calls for name in re.findall(rf'\b{call}\([^()"{{]*"(\w+)"', code)}


@pytest.mark.parametrize("channel", CODE)
def test_each_text_of_a_channel_is_there_and_each_that_is_there_is_said(channel: str) -> None:
    code = CODE[channel]
    own = in_calls(code, "own", "_told", "_page", "_answer")
    unreadable = {name.removeprefix(f"{channel}_") for name in in_calls(code, "Unreadable") if name.startswith(channel)}
    there = {name.removeprefix(f"{channel}_") for name in TEXTS["kanalen"] if name.startswith(f"{channel}_")}
    assert own | unreadable == there


@pytest.mark.parametrize("channel", CODE)
def test_each_text_that_channels_share_is_there(channel: str) -> None:
    code = CODE[channel] + SHARED
    of_chat = in_calls(code, "chat") | set(re.findall(r'(?:PDF|DOCX): "(\w+)"', code))
    assert of_chat and of_chat <= set(TEXTS["chat"])
    of_all = in_calls(code, "shared")
    assert of_all and of_all | {"was_niet_nuttig"} <= set(TEXTS["kanalen"])
    assert {name for name in in_calls(code, "Unreadable") if not name.startswith(channel)} <= set(TEXTS["kanalen"])
