"""Reads editors' files: Markdown with front matter, and YAML, keeping the line of every key.

The line numbers are why this is not left to a front matter library: an editor must be told
on which line the mistake stands.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml

from content.problems import ContentError, Problem

FENCE = "---"


def _with_dates_as_written(loader: Any) -> Any:
    """A loader that leaves dates as they are written: a date that does not exist is told apart where it is used."""
    resolvers = {
        first: [(tag, pattern) for tag, pattern in those if tag != "tag:yaml.org,2002:timestamp"]
        for first, those in loader.yaml_implicit_resolvers.items()
    }
    return type(loader.__name__, (loader,), {"yaml_implicit_resolvers": resolvers})


_LOADER = _with_dates_as_written(yaml.SafeLoader)
_FAST_LOADER = _with_dates_as_written(getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""Four times as fast, where PyYAML was built with it; its words for a mistake are vaguer."""


@dataclass(frozen=True)
class MarkdownFile:
    """A parsed file: values and line numbers by key, and the body with its first line."""

    file: Path
    values: dict[str, Any]
    lines: dict[str, int]
    body: str
    body_line: int

    def line(self, key: str) -> int:
        """The line where `key` stands, or line 1 where it is missing."""
        return self.lines.get(key, 1)


def parse(file: Path) -> MarkdownFile:
    """Read `file`; raise ContentError when the front matter is missing or no valid YAML."""
    rows = read_text(file).splitlines()
    if not rows or rows[0].strip() != FENCE:
        raise ContentError([Problem(file, 1, "de kop ontbreekt: begin het bestand met een regel ---")])
    end = next((n for n, row in enumerate(rows[1:], 1) if row.strip() == FENCE), None)
    if end is None:
        raise ContentError([Problem(file, 1, "de kop heeft geen einde: sluit af met een regel ---")])
    values, lines = parse_mapping(file, "\n".join(rows[1:end]), first_line=2)
    body = "\n".join(rows[end + 1 :])
    return MarkdownFile(file, values, lines, body.strip("\n"), end + 2 + _leading_blanks(body))


def read_text(file: Path) -> str:
    """What stands in `file`; ContentError when it is no UTF-8, OSError when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ContentError([Problem(file, 1, f"dit bestand is geen UTF-8: {error.reason}")]) from error


def read_mapping(file: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The values of a YAML file and the line of each top-level key; raises as `read_text` and `parse_mapping`."""
    return parse_mapping(file, read_text(file))


def read_nodes(file: Path) -> yaml.MappingNode:
    """A YAML file as typed, node by node, for what no value is made of: `no` is a word there, and no "false".

    ContentError as of `parse_mapping`, OSError when the file cannot be read.
    """
    text = read_text(file)
    with _told_by_line(file, text, 1):
        node = _by_fast_or_slow(text, lambda loader: loader.get_single_node())
    _lines_of(file, node, 1)
    return cast("yaml.MappingNode", node)


def parse_mapping(file: Path, text: str, first_line: int = 1) -> tuple[dict[str, Any], dict[str, int]]:
    """Parse `text` as a YAML mapping; give its values and the line of each top-level key."""
    with _told_by_line(file, text, first_line):
        node, values = _by_fast_or_slow(text, _node_and_values)
    lines = _lines_of(file, node, first_line)
    if not isinstance(values, dict):
        raise _no_mapping(file, first_line)
    return values, lines


@contextlib.contextmanager
def _told_by_line(file: Path, text: str, first_line: int) -> Iterator[None]:
    """ContentError, with its line, for what is no YAML."""
    try:
        yield
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        raise ContentError([Problem(file, line, f"dit teken kan hier niet: U+{error.character:04X}")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = first_line + (mark.line if mark else 0)
        raise ContentError([Problem(file, line, f"dit is geen geldige YAML: {error.problem}")]) from error


def _lines_of(file: Path, node: yaml.Node | None, first_line: int) -> dict[str, int]:
    """The line of each key; ContentError where it is no mapping, or has a key twice."""
    if not isinstance(node, yaml.MappingNode):
        raise _no_mapping(file, first_line)
    lines: dict[str, int] = {}
    double: list[Problem] = []
    for key, _ in node.value:
        line = first_line + key.start_mark.line
        if key.value in lines:
            double.append(Problem(file, line, f"'{key.value}' staat er twee keer (ook op regel {lines[key.value]})"))
        lines[key.value] = line
    if double:
        raise ContentError(double)
    return lines


def _no_mapping(file: Path, line: int) -> ContentError:
    return ContentError([Problem(file, line, "hier horen regels van de vorm 'naam: waarde'")])


def _by_fast_or_slow(text: str, load: Callable[[Any], Any]) -> Any:
    """What `load` makes of `text`; what is wrong is said by the slow loader."""
    try:
        return _loaded(_FAST_LOADER(text), load)
    except yaml.YAMLError:
        return _loaded(_LOADER(text), load)


def _loaded(loader: Any, load: Callable[[Any], Any]) -> Any:
    try:
        return load(loader)
    finally:
        loader.dispose()


def _node_and_values(loader: Any) -> tuple[yaml.Node | None, Any]:
    """The YAML with its places, and its values."""
    node = loader.get_single_node()
    return node, None if node is None else loader.construct_document(node)


def _leading_blanks(body: str) -> int:
    return len(body) - len(body.lstrip("\n"))
