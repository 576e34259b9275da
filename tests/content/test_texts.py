"""What the assistant says is read with every mistake named where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.problems import ContentError
from content.texts import read_texts


def test_a_referral_with_a_place_that_nothing_fills_is_refused_by_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "verwijzing.yml").write_text("kvk:\n  tekst: Ga naar {de_gemeente}.\n", encoding="utf-8")
    with pytest.raises(ContentError) as raised:
        read_texts(tmp_path, set())
    [problem] = raised.value.problems
    assert (problem.file.name, problem.line) == ("verwijzing.yml", 1)
    assert "'{de_gemeente}' is hier niet bekend; wel {je_gemeente}, {die_gemeente}" in problem.message


def test_a_referral_may_name_the_municipality(tmp_path: Path) -> None:
    (tmp_path / "verwijzing.yml").write_text("kvk:\n  tekst: Ga naar {je_gemeente}.\n", encoding="utf-8")
    text = read_texts(tmp_path, set())["verwijzing"]["kvk"]
    assert text.fill(je_gemeente="je eigen gemeente", die_gemeente="") == "Ga naar je eigen gemeente."
