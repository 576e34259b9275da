"""Splits a Markdown file in front matter and body, keeping the line of every key.

The line numbers are why this is not left to a front matter library: an editor must be told
on which line the mistake stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from content.problems import ContentError, Problem

FENCE = "---"


class _Loader(yaml.SafeLoader):  # type: ignore[misc, unused-ignore]
    """Leaves dates as they are written: a date that does not exist is told apart where it is used."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True)
class Document:
    """A parsed file: values and line numbers by key, and the body with its first line."""

    file: Path
    values: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int

    def line(self, key: str) -> int:
        """The line where `key` stands, or line 1 where it is missing."""
        return self.lines.get(key, 1)


def parse(file: Path) -> Document:
    """Read `file`; raise ContentError when the front matter is missing or no valid YAML."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([Problem(file, 1, f"dit bestand is geen UTF-8: {error.reason}")]) from error
    rows = text.splitlines()
    if not rows or rows[0].strip() != FENCE:
        raise ContentError([Problem(file, 1, "de kop ontbreekt: begin het bestand met een regel ---")])
    end = next((n for n, row in enumerate(rows[1:], 1) if row.strip() == FENCE), None)
    if end is None:
        raise ContentError([Problem(file, 1, "de kop heeft geen einde: sluit af met een regel ---")])
    values, lines = parse_mapping(file, "\n".join(rows[1:end]), first_line=2)
    body = "\n".join(rows[end + 1 :])
    return Document(file, values, lines, body.strip("\n"), end + 2 + _leading_blanks(body))


def parse_mapping(file: Path, text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[str, int]]:
    """Parse `text` as a YAML mapping; give its values and the line of each top-level key."""
    try:
        node = yaml.compose(text, Loader=_Loader)
        values = yaml.load(text, Loader=_Loader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Problem(file, line, f"dit is geen geldige YAML: {error.problem}")]) from error
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        raise ContentError([Problem(file, first_line, "hier horen regels van de vorm 'naam: waarde'")])
    lines: dict[str, int] = {}
    double: list[Problem] = []
    for key, _ in node.value:
        line = first_line + key.start_mark.line
        if key.value in lines:
            double.append(Problem(file, line, f"'{key.value}' staat er twee keer (ook op regel {lines[key.value]})"))
        lines[key.value] = line
    if double:
        raise ContentError(double)
    return values, lines


def _leading_blanks(body: str) -> int:
    return len(body) - len(body.lstrip("\n"))
