"""The list of English words is read as typed, and each mistake in it is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.english_words import read_english_words
from content.problems import ContentError

WELL = """over_de_taal: [english]
weglaten: [please, do]
alleen_engels: [what, who]
zinnen:
  how do i: hoe kan ik
vakwoorden:
  permit: vergunning
woorden:
  no: nee
  don't: niet
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "engels.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_words_are_read_bare_and_as_typed(tmp_path: Path) -> None:
    words = read_english_words(written(tmp_path, WELL))
    assert words.dutch[("no",)] == "nee"
    assert words.dutch[("dont",)] == "niet"
    assert words.longest == 3


def test_the_words_in_force_can_be_read() -> None:
    assert len(read_english_words().dutch) > 600


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  permit: vergunning\n", "  permit: vergunning\n  Permit: vergunningen\n", 8, "twee keer (ook op regel 7)"),
        ("  no: nee\n", "  no: nee\n  permit: pasje\n", 10, "twee keer (ook op regel 7)"),
        ("  permit: vergunning\n", "  permit:\n", 7, "zet er Nederlands achter"),
        ("  permit: vergunning\n", "  permit: [vergunning]\n", 7, "zet er Nederlands achter"),
        ("  permit: vergunning\n", "  please: alsjeblieft\n", 7, "ook bij 'weglaten'"),
        ("zinnen:\n  how do i: hoe kan ik\n", "", 1, "zinnen"),
        ("\nwoorden:\n", "\nvervoegingen:\n  is: is\nwoorden:\n", 8, "hoort hier niet"),
        ("alleen_engels: [what, who]\n", "alleen_engels: []\n", 1, "alleen_engels"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    assert old in WELL
    with pytest.raises(ContentError) as refused:
        read_english_words(written(tmp_path, WELL.replace(old, new, 1)))
    [problem] = refused.value.problems
    assert problem.line == line
    assert message in problem.message


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="kan niet gelezen worden"):
        read_english_words(tmp_path / "engels.yml")
