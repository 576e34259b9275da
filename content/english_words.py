"""The English that visitors write, with its Dutch, as editors keep it in `data/restart/engels.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content.paths import DATA
from content.problems import ContentError, Problem
from content.word_list import Words, read_word_groups, wrong_entries

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
        groups = read_word_groups(file)
    except OSError as error:
        raise ContentError([Problem(file, 1, f"dit bestand kan niet gelezen worden: {error}")]) from error
    lacking = [name for name in _LISTS if not groups.lists.get(name)]
    lacking += [name for name in _WITH_DUTCH if not groups.entries.get(name)]
    if lacking:
        raise ContentError([Problem(file, 1, f"deze lijsten ontbreken of zijn leeg: {', '.join(lacking)}")])
    expected = (*_LISTS, *_WITH_DUTCH)
    problems = [
        Problem(file, line, f"'{name}' hoort hier niet: {', '.join(expected)}")
        for name, line in groups.lines.items()
        if name not in expected
    ]
    entries = [entry for name in _WITH_DUTCH for entry in groups.entries[name]]
    problems += wrong_entries(file, entries, example="permit: vergunning")
    places = {entry.words: entry.line for entry in entries}
    for words in groups.lists["weglaten"]:
        if words in places:
            message = f"'{' '.join(words)}' staat ook bij 'weglaten': kies één van de twee"
            problems.append(Problem(file, places[words], message))
    if problems:
        raise ContentError(problems)
    return EnglishWords(
        on_language=frozenset(groups.lists["over_de_taal"]),
        dropped=frozenset(groups.lists["weglaten"]),
        only_english=frozenset(word for words in groups.lists["alleen_engels"] for word in words),
        dutch={entry.words: entry.dutch for entry in entries},
    )
