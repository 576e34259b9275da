"""`make check` reminds of the publisher's address and name until they are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.publisher import PURPOSES, placeholders, print_placeholders


def test_a_placeholder_is_found_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "README.nl.md").write_text("# Assistent\n", encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text("# Lek\n\nMail: beheer@publisher.invalid\n", encoding="utf-8")
    [problem] = placeholders(tmp_path)
    assert (problem.file, problem.line) == (tmp_path / "SECURITY.md", 3)
    assert "lek kan melden" in problem.message


def test_a_filled_in_project_is_not_reminded_of_anything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in PURPOSES:
        (tmp_path / name).write_text("url: 'https://code.example/zakboek-assistent'\n", encoding="utf-8")
    print_placeholders(tmp_path)
    assert capsys.readouterr().out == ""


def test_the_reminder_is_one_line_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "url: 'https://publisher.invalid/a'\ntype: internal\nname: Naam (publisher.invalid)\n"
    (tmp_path / "publiccode.yml").write_text(text, encoding="utf-8")
    (tmp_path / "SECURITY.md").write_text("Mail: beheer@publisher.invalid\n", encoding="utf-8")
    print_placeholders(tmp_path)
    head, first, second = capsys.readouterr().out.splitlines()
    assert "docs/operators/publishing.md" in head
    assert first.startswith("  publiccode.yml, regel 1, 3: ")
    assert second.startswith("  SECURITY.md, regel 1: ")
