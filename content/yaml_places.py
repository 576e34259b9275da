"""On which line of a YAML file something stands, however deep."""

from __future__ import annotations

from collections.abc import Iterable

import yaml


def line_of(text: str, path: Iterable[str | int]) -> int:
    """The line (from 1) where `path` stands in the YAML `text`; that of the last part that exists."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for step in path:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pair = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        return (pair[0].start_mark.line + 1, pair[1]) if pair else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
