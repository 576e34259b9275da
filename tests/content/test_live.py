"""An edit is live at once; a mistake never is."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import live as content_module
from content.live import LiveContent
from content.paths import DataPaths
from content.problems import ContentError
from tests.support.data import copy_data


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataPaths:
    monkeypatch.setattr(content_module, "SECONDS_BETWEEN_LOOKS", 0)
    return copy_data(tmp_path)


def test_an_edit_is_live(data: DataPaths) -> None:
    live = LiveContent(data)
    file = data.guide / "rol" / "inkoper.md"
    file.write_text(file.read_text(encoding="utf-8").replace("titel: Inkoper", "titel: De inkoper"), encoding="utf-8")
    assert live.current.guide.topics["rol/inkoper"].title == "De inkoper"
    assert live.problem is None


def test_a_mistake_leaves_the_last_good_content_until_it_is_mended(data: DataPaths) -> None:
    live = LiveContent(data)
    file = data.guide / "rol" / "inkoper.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("pagina: 19", "pagina: x"), encoding="utf-8")
    assert live.current.guide.topics["rol/inkoper"].page == 19
    assert "inkoper.md:7" in str(live.problem)
    file.write_text(good.replace("titel: Inkoper", "titel: De inkoper"), encoding="utf-8")
    assert live.current.guide.topics["rol/inkoper"].title == "De inkoper"
    assert live.problem is None


def test_a_mistake_is_told_though_nobody_talks(data: DataPaths) -> None:
    live = LiveContent(data)
    file = data.guide / "rol" / "inkoper.md"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("pagina: 19", "pagina: x"), encoding="utf-8")
    assert "inkoper.md:7" in str(live.problem)
    file.write_text(good, encoding="utf-8")
    assert live.problem is None


@pytest.mark.parametrize(
    "name", ["live/teksten/antwoord.yml", "live/gids/hoofdstukken.yml", "live/tools/rollenwijzer.yml"]
)
def test_a_file_saved_in_another_encoding_leaves_the_last_good_content(data: DataPaths, name: str) -> None:
    live = LiveContent(data)
    before = live.current
    file = data.guide.parents[1] / name
    file.write_bytes(file.read_bytes() + "# café\n".encode("latin-1"))
    assert live.current is before
    assert f"{file.name}:1: dit bestand is geen UTF-8" in str(live.problem)


def test_at_the_start_a_mistake_is_refused(data: DataPaths) -> None:
    file = data.guide / "rol" / "inkoper.md"
    file.write_text("zonder kop", encoding="utf-8")
    with pytest.raises(ContentError, match=r"inkoper\.md:1"):
        LiveContent(data)
