"""How much the letters of a word are those of a name: read as it was written, and refused when it is spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.name_letters import NameLetters, runs_of_letters
from content.phrase_lists import PhraseListsError
from content.weights import Weights

LETTERS = NameLetters(Weights(-1.0, {"^so": 2.0, "ing$": -3.0}))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    LETTERS.weights.write(tmp_path / "letters.json")
    assert NameLetters.read(tmp_path / "letters.json") == LETTERS


def test_each_run_of_letters_counts_once() -> None:
    assert runs_of_letters("an") == {"^a", "an", "n$", "^an", "an$", "^an$"}
    assert LETTERS.score("soso") == 1.0


def test_of_a_word_with_hyphens_the_likeliest_part_counts() -> None:
    assert LETTERS.score("gunning-soe") == 1.0
    assert LETTERS.score("gunning") == -4.0


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"base": 1}', '{"base": 1, "weights": {}}', '{"base": 1, "weights": {"a": "b"}}']
)
def test_a_spoilt_file_is_named_with_what_to_do(text: str, tmp_path: Path) -> None:
    file = tmp_path / "letters.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PhraseListsError, match=r"letters.json.*make naamletters"):
        NameLetters.read(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PhraseListsError, match=r"letters.json"):
        NameLetters.read(tmp_path / "letters.json")
