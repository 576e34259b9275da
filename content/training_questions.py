"""Reads `data/training/questions`: what people ask, by intent and topic, each with its place in its file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Example:
    """One training question with its place; `label` is its topic, its subject or its intent."""

    file: Path
    line: int
    label: str
    text: str

    @property
    def words(self) -> str:
        """The words alone, in lower case; the text itself where it has none."""
        return words_only(self.text)


@dataclass(frozen=True)
class Block:
    """One intent of a training file, or one topic or subject of it, with its questions."""

    file: Path
    line: int
    intent: str
    topic: str | None
    subject: str | None
    examples: tuple[Example, ...]


def read_blocks(folder: Path) -> list[Block]:
    """Every block of every training file in `folder`."""
    files = sorted(folder.glob("**/*.yml"))
    return [block for file in files for block in _blocks(file, file.read_text(encoding="utf-8"))]


def words_only(text: str) -> str:
    """`text` as words in lower case with single spaces; as it is when it holds no words."""
    return re.sub(r"[^\w]+", " ", text.lower()).strip() or text


@cache
def _blocks(file: Path, text: str) -> tuple[Block, ...]:
    """The blocks of one training file; kept, because both checks want them."""
    root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    values: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    nodes = next(value.value for key, value in root.value if key.value == "nlu")
    found = []
    for node, block in zip(nodes, values["nlu"], strict=True):
        first = next(value.start_mark.line for key, value in node.value if key.value == "examples") + 2
        metadata = block.get("metadata") or {}
        topic, subject = metadata.get("topic"), metadata.get("subject")
        rows = enumerate(block["examples"].splitlines(), first)
        label = topic or subject or block["intent"]
        examples = tuple(Example(file, line, label, row[2:].strip()) for line, row in rows if row.startswith("- "))
        found.append(Block(file, node.start_mark.line + 1, block["intent"], topic, subject, examples))
    return tuple(found)
