"""The English that visitors write, with its Dutch, as editors keep it in `data/restart/engels.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from content.frontmatter import read_mapping, read_text
from content.paths import DATA
from content.plain_text import bare_words
from content.problems import ContentError, Problem

Words = tuple[str, ...]
"""Words made bare: in small letters, without accents and marks."""

_LISTS = ("over_de_taal", "weglaten", "alleen_engels")
_WITH_DUTCH = ("zinnen", "vakwoorden", "woorden")


@dataclass(frozen=True)
class EnglishWords:
    """Phrases of bare words: those that ask about the language, those to drop, those with their Dutch.

    `only_english` are single words that no Dutch message has.
    """

    on_language: frozenset[Words]
    dropped: frozenset[Words]
    only_english: frozenset[str]
    dutch: Mapping[Words, str]

    @cached_property
    def longest(self) -> int:
        """The words of the longest phrase."""
        return max(map(len, self._phrases))

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase begins with."""
        return frozenset(phrase[0] for phrase in self._phrases if phrase)

    @property
    def _phrases(self) -> Iterator[Words]:
        return iter((*self.dutch, *self.on_language, *self.dropped))


def read_english_words(file: Path = DATA.english) -> EnglishWords:
    """The words in force; ContentError with file and line of all that is wrong."""
    try:
        values, lines = read_mapping(file)
        node = yaml.compose(read_text(file), Loader=yaml.SafeLoader)
    except OSError as error:
        raise ContentError([Problem(file, 1, f"dit bestand kan niet gelezen worden: {error}")]) from error
    expected = {**dict.fromkeys(_LISTS, list), **dict.fromkeys(_WITH_DUTCH, dict)}
    lacking = [name for name, kind in expected.items() if not values.get(name) or not isinstance(values[name], kind)]
    if lacking:
        raise ContentError([Problem(file, 1, f"deze lijsten ontbreken of zijn leeg: {', '.join(lacking)}")])
    problems = [
        Problem(file, lines[name], f"'{name}' hoort hier niet: {', '.join(expected)}")
        for name in values
        if name not in expected
    ]
    lists = {name: [tuple(bare_words(str(phrase))) for phrase in values[name]] for name in _LISTS}
    dutch: dict[Words, str] = {}
    places: dict[Words, int] = {}
    for english, meaning, line in _entries(node):
        words = tuple(bare_words(english))
        if not words or not meaning:
            problems.append(Problem(file, line, f"'{english}': zet er Nederlands achter, zoals 'permit: vergunning'"))
        elif words in places:
            problems.append(Problem(file, line, f"'{english}' staat er twee keer (ook op regel {places[words]})"))
        dutch[words], places[words] = meaning, places.get(words, line)
    for words in lists["weglaten"]:
        if words in places:
            message = f"'{' '.join(words)}' staat ook bij 'weglaten': kies één van de twee"
            problems.append(Problem(file, places[words], message))
    if problems:
        raise ContentError(problems)
    return EnglishWords(
        on_language=frozenset(lists["over_de_taal"]),
        dropped=frozenset(lists["weglaten"]),
        only_english=frozenset(word for words in lists["alleen_engels"] for word in words),
        dutch=dutch,
    )


def _entries(node: yaml.Node | None) -> Iterator[tuple[str, str, int]]:
    """Each English phrase with its Dutch and its line, as typed: `no` is a word here, and no "false"."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for name, group in pairs:
        if name.value in _WITH_DUTCH and isinstance(group, yaml.MappingNode):
            for key, value in group.value:
                meaning = value.value.strip() if isinstance(value, yaml.ScalarNode) else ""
                yield str(key.value), meaning, key.start_mark.line + 1
