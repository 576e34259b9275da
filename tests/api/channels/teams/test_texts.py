"""Every text that the code for Teams asks for by name is there, with what it fills in."""

from __future__ import annotations

import re

from content.paths import ROOT
from tests.support.content_in_force import content_in_force

TEXTS = content_in_force().texts
PLACES = ("api/channels/teams", "operations/teams_package")
CODE = "\n".join(file.read_text(encoding="utf-8") for place in PLACES for file in (ROOT / place).rglob("*.py"))


def test_each_text_of_teams_is_there_and_each_that_is_there_is_said() -> None:
    own = set(re.findall(r'(?:own|_told)\(\s*"(\w+)"', CODE))
    in_package = {f"app_{key}" for key in re.findall(r'said\("(\w+)"\)', CODE)} | {"app_opdrachten"}
    unreadable = {name.removeprefix("teams_") for name in re.findall(r'Unreadable\("(teams_\w+)"\)', CODE)}
    there = {name.removeprefix("teams_") for name in TEXTS["kanalen"] if name.startswith("teams_")}
    assert own | in_package | unreadable == there


def test_each_text_that_teams_shares_is_there() -> None:
    shared = set(re.findall(r'chat\(\s*"(\w+)"', CODE)) | set(re.findall(r'(?:PDF|DOCX): "(\w+)"', CODE))
    assert shared and shared <= set(TEXTS["chat"])
    of_all = set(re.findall(r'shared\(\s*"(\w+)"', CODE))
    assert of_all and of_all | {"was_niet_nuttig"} <= set(TEXTS["kanalen"])
    assert set(re.findall(r'Unreadable\("(\w+)"\)', CODE)) <= set(TEXTS["kanalen"])
