"""Words of Frisian, dialects and Flemish with their Dutch, as editors keep them in `data/restart/streektaal.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from content.paths import DATA
from content.problems import ContentError, Problem
from content.word_list import PhraseBook, read_word_groups, wrong_entries

_ALSO_DUTCH = "ook_gewoon_nederlands"
_EXAMPLE = "hokker: welke"


@dataclass(frozen=True)
class RegionalWords:
    """By region its phrases with their Dutch; `also_dutch` are words that a message in standard Dutch may have too."""

    regions: Mapping[str, PhraseBook]
    also_dutch: frozenset[str]

    @cached_property
    def only_regional(self) -> frozenset[str]:
        """The words of all phrases that no message in standard Dutch has."""
        phrases = (phrase for region in self.regions.values() for phrase in region.dutch)
        return frozenset(word for phrase in phrases for word in phrase) - self.also_dutch


def read_regional_words(file: Path = DATA.regional) -> RegionalWords:
    """The words in force; ContentError with file and line of all that is wrong."""
    try:
        groups = read_word_groups(file)
    except OSError as error:
        raise ContentError([Problem(file, 1, f"dit bestand kan niet gelezen worden: {error}")]) from error
    problems = [
        Problem(file, line, f"'{name}' is leeg: zet er woorden onder, zoals '{_EXAMPLE}'")
        for name, line in groups.lines.items()
        if name != _ALSO_DUTCH and not groups.entries.get(name)
    ]
    if _ALSO_DUTCH not in groups.lists:
        problems.append(Problem(file, groups.lines.get(_ALSO_DUTCH, 1), f"de lijst '{_ALSO_DUTCH}' ontbreekt"))
    problems += [wrong for region in groups.entries.values() for wrong in wrong_entries(file, region, _EXAMPLE)]
    if problems:
        raise ContentError(problems)
    return RegionalWords(
        regions={
            name: PhraseBook({entry.words: entry.dutch for entry in region}) for name, region in groups.entries.items()
        },
        also_dutch=frozenset(word for phrase in groups.lists[_ALSO_DUTCH] for word in phrase),
    )
