"""The list of regional words is read as typed, and each mistake in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.problems import ContentError
from content.regional_words import read_regional_words

WELL = """ook_gewoon_nederlands: [net, "no"]
fries:
  wêr: waar
  no: nu
  d'r: er
limburgs:
  wer: weer
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "streektaal.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_words_are_read_bare_and_as_typed_region_by_region(tmp_path: Path) -> None:
    words = read_regional_words(written(tmp_path, WELL))
    assert words.regions["fries"].dutch == {("wer",): "waar", ("no",): "nu", ("dr",): "er"}
    assert words.regions["limburgs"].dutch == {("wer",): "weer"}
    assert words.also_dutch == {"net", "no"}


def test_the_words_in_force_can_be_read() -> None:
    assert sum(len(region.dutch) for region in read_regional_words().regions.values()) > 2000


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  no: nu\n", "  no: nu\n  wer: waar\n", 5, "twee keer (ook op regel 3)"),
        ("  no: nu\n", "  no:\n", 4, "zet er Nederlands achter"),
        ("  no: nu\n", "  no: [nu]\n", 4, "zet er Nederlands achter"),
        ("limburgs:\n  wer: weer\n", "limburgs:\n", 6, "leeg"),
        ("limburgs:\n  wer: weer\n", "limburgs: [wer]\n", 6, "leeg"),
        ('ook_gewoon_nederlands: [net, "no"]\n', "", 1, "ook_gewoon_nederlands"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in WELL
    with pytest.raises(ContentError) as refused:
        read_regional_words(written(tmp_path, WELL.replace(old, new, 1)))
    [problem] = refused.value.problems
    assert problem.line == line
    assert message in problem.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="kan niet gelezen worden"):
        read_regional_words(tmp_path / "streektaal.yml")
