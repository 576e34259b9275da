"""`make check` reminds of the publisher's address until it is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.publisher import placeholders, print_placeholders


def test_a_placeholder_is_found_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Assistent\n", encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text("# Lek\n\nMail: beheer@publisher.invalid\n", encoding="utf-8")
    [problem] = placeholders(tmp_path)
    assert (problem.file, problem.line) == (tmp_path / "SECURITY.md", 3)


def test_a_filled_in_file_gives_none(tmp_path: Path) -> None:
    (tmp_path / "publiccode.yml").write_text("url: 'https://code.example/zakboek-assistent'\n", encoding="utf-8")
    assert placeholders(tmp_path) == []


def test_the_reminder_names_each_and_keeps_silent_when_all_is_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_placeholders(tmp_path)
    assert capsys.readouterr().out == ""
    (tmp_path / "publiccode.yml").write_text("name: a\nurl: 'https://publisher.invalid/a'\n", encoding="utf-8")
    print_placeholders(tmp_path)
    first, second = capsys.readouterr().out.splitlines()
    assert first == "Nog in te vullen voor je dit publiceert:"
    assert "publiccode.yml:2:" in second
