"""What editors write is read the same by the fast loader and the slow one, and a mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content import frontmatter
from content.frontmatter import parse, parse_mapping
from content.paths import ROOT
from content.problems import ContentError

FILES = sorted([*(ROOT / "data" / "live").rglob("*.yml"), *(ROOT / "data" / "restart").rglob("*.yml")])
FILE = Path("tool.yml")


def refused(text: str) -> list[tuple[int, str]]:
    with pytest.raises(ContentError) as error:
        parse_mapping(FILE, text)
    return [(problem.line, problem.message) for problem in error.value.problems]


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without its fast loader")
def test_both_loaders_read_every_file_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FILES
    fast = [parse_mapping(file, file.read_text(encoding="utf-8")) for file in FILES]
    monkeypatch.setattr(frontmatter, "_FAST_LOADER", frontmatter._LOADER)
    assert [parse_mapping(file, file.read_text(encoding="utf-8")) for file in FILES] == fast


def test_a_date_stays_as_it_is_written() -> None:
    values, lines = parse_mapping(FILE, "vanaf: 2026-02-30\n\ntot: 2026-03-01\n", first_line=2)
    assert values == {"vanaf": "2026-02-30", "tot": "2026-03-01"}
    assert lines == {"vanaf": 2, "tot": 4}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("titel: x\nvragen: [een, twee\n", 3, "dit is geen geldige YAML: expected ',' or ']', but got '<stream end>'"),
        ("titel: x\n\ttekst: y\n", 2, "dit is geen geldige YAML: found character '\\t' that cannot start any token"),
        ("titel: x\ntekst: a\x00b\n", 2, "dit teken kan hier niet: U+0000"),
        ("- titel\n", 1, "hier horen regels van de vorm 'naam: waarde'"),
        ("titel: x\ntekst: y\ntitel: z\n", 3, "'titel' staat er twee keer (ook op regel 1)"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, message: str) -> None:
    assert refused(text) == [(line, message)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"titel: x\n", "de kop ontbreekt"),
        (b"---\ntitel: x\n", "de kop heeft geen einde"),
        (b"---\ntitel: caf\xe9\n---\n", "dit bestand is geen UTF-8"),
    ],
)
def test_a_file_without_its_head_is_refused(tmp_path: Path, text: bytes, message: str) -> None:
    file = tmp_path / "onderwerp.md"
    file.write_bytes(text)
    with pytest.raises(ContentError, match=message):
        parse(file)


def test_a_body_keeps_its_first_line(tmp_path: Path) -> None:
    file = tmp_path / "onderwerp.md"
    file.write_text("---\ntitel: x\n---\n\n\nHallo.\n", encoding="utf-8")
    parsed = parse(file)
    assert (parsed.body, parsed.body_line, parsed.line("titel"), parsed.line("bron")) == ("Hallo.", 6, 2, 1)
