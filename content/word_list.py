"""Words of another language with their Dutch, as editors type them: `permit: vergunning`, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from content.frontmatter import read_nodes
from content.plain_text import bare_words
from content.problems import Problem

Words = tuple[str, ...]
"""Words made bare: in small letters, without accents and marks."""


@dataclass(frozen=True)
class Entry:
    """A phrase as typed and made bare, with its Dutch and its line."""

    typed: str
    words: Words
    dutch: str
    line: int


@dataclass(frozen=True)
class WordGroups:
    """By name the groups of a file, lists of phrases and phrases with their Dutch, and the line of each group."""

    lists: dict[str, Sequence[Words]] = field(default_factory=dict)
    entries: dict[str, Sequence[Entry]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PhraseBook:
    """The Dutch of phrases, and how phrases that may stand at a place are found fast."""

    dutch: Mapping[Words, str]

    @cached_property
    def longest(self) -> int:
        """The words of the longest phrase; 0 where there is none."""
        return max(map(len, self.dutch), default=0)

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase begins with."""
        return frozenset(phrase[0] for phrase in self.dutch)


def read_word_groups(file: Path) -> WordGroups:
    """The groups as typed: `no` is a word here, and no "false".

    OSError when the file cannot be read, ContentError when it is no YAML.
    """
    groups = WordGroups()
    for name, group in read_nodes(file).value:
        groups.lines[name.value] = name.start_mark.line + 1
        if isinstance(group, yaml.SequenceNode):
            groups.lists[name.value] = [tuple(bare_words(str(one.value))) for one in group.value]
        elif isinstance(group, yaml.MappingNode):
            groups.entries[name.value] = [_entry(key, meaning) for key, meaning in group.value]
    return groups


def _entry(key: yaml.Node, meaning: yaml.Node) -> Entry:
    typed, dutch = str(key.value), meaning.value.strip() if isinstance(meaning, yaml.ScalarNode) else ""
    return Entry(typed, tuple(bare_words(typed)), dutch, key.start_mark.line + 1)


def wrong_entries(file: Path, entries: Iterable[Entry], example: str) -> list[Problem]:
    """What is wrong with entries that are looked up together: no Dutch, or the same phrase twice.

    `example` is a good entry, which an editor is shown.
    """
    problems: list[Problem] = []
    lines: dict[Words, int] = {}
    for entry in entries:
        if not entry.words or not entry.dutch:
            message = f"'{entry.typed}': zet er Nederlands achter, zoals '{example}'"
            problems.append(Problem(file, entry.line, message))
        elif entry.words in lines:
            message = f"'{entry.typed}' staat er twee keer (ook op regel {lines[entry.words]})"
            problems.append(Problem(file, entry.line, message))
        lines.setdefault(entry.words, entry.line)
    return problems
