"""An operator says which workspace belongs to which municipality; a mistake is told with its line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.channels.workspaces import Workspaces
from content.live import LiveContent
from content.problems import ContentError
from contract.turn import Origin
from tests.api.channels.conftest import World

GOOD = "slack:\n  T0PROEF: voorbeeldstad\nteams:\n  5f3c9a52-0000-4000-8000-000000000000: Zwolle\n"


class Seconds:
    """A clock that a test moves on."""

    now = 0.0

    def __call__(self) -> float:
        """Ten seconds after the time before."""
        self.now += 10
        return self.now


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "werkruimtes.yml"


def test_each_is_found_by_its_channel_and_id(file: Path, content: LiveContent) -> None:
    file.write_text(GOOD, encoding="utf-8")
    known = Workspaces(file, content)
    assert known.municipality("slack", "T0PROEF") == "voorbeeldstad"
    assert known.municipality("teams", "5f3c9a52-0000-4000-8000-000000000000") == "zwolle"
    assert known.municipality("teams", "T0PROEF") is None


@pytest.mark.parametrize("text", [None, "", "slack: {}\n"])
def test_without_any_none_belongs_to_a_municipality(file: Path, content: LiveContent, text: str | None) -> None:
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert Workspaces(file, content).municipality("slack", "T0PROEF") is None


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("slack:\n  T0: voorbeeldstad\n  T1: nergenshuizen\n", 3, "'nergenshuizen' is geen gemeente"),
        ("slack:\n  T0: 12\n", 2, "'12' is geen gemeente"),
        ("discord:\n  X: zwolle\n", 1, "'discord' is hier niet bekend"),
        ("slack: zwolle\n", 1, "onder 'slack' horen regels"),
        ("slack:\n  T0: zwolle\n: :\n", 3, "YAML"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(
    file: Path, content: LiveContent, text: str, line: int, told: str
) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=f"werkruimtes.yml:{line}: .*{told}"):
        Workspaces(file, content)


def test_a_change_is_in_force_at_once_and_a_mistake_never(
    file: Path, content: LiveContent, caplog: pytest.LogCaptureFixture
) -> None:
    file.write_text(GOOD, encoding="utf-8")
    known = Workspaces(file, content, Seconds())
    file.write_text("slack:\n  T0PROEF: zwolle\n", encoding="utf-8")
    assert known.municipality("slack", "T0PROEF") == "zwolle"
    file.write_text("slack:\n  T0PROEF: nergenshuizen\n", encoding="utf-8")
    assert known.municipality("slack", "T0PROEF") == "zwolle"
    assert "werkruimtes.yml:2" in (known.problem or "")
    assert "werkruimtes.yml:2" in caplog.text
    file.unlink()
    assert known.municipality("slack", "T0PROEF") is None
    assert known.problem is None


@pytest.mark.anyio
async def test_a_conversation_there_is_one_of_that_municipality(world: World) -> None:
    file = world.settings.workspaces_file
    file.write_text(GOOD, encoding="utf-8")
    os.utime(file, (1, 1))
    await world.restart()
    await world.told("waar kan ik terecht?")
    await world.told("waar kan ik terecht?", workspace="T0ANDERS")
    assert [turn.origin for turn in world.rasa.asked] == [
        Origin("slack", "voorbeeldstad", ("email",)),
        Origin("slack", "", ("email",)),
    ]
