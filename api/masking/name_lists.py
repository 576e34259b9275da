"""The lists that names are found by: `data/restart/persoonsgegevens`, and the places of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from api.masking.signs import MaskingListsError, Signs

FIRST_NAMES, FIRST_NAMES_AND_WORDS = "voornamen.txt", "voornamen_ook_woorden.txt"
SURNAMES, SURNAMES_AND_WORDS = "achternamen.txt", "achternamen_ook_woorden.txt"
PREFIXES, ORDINARY_WORDS, PUBLIC_NAMES = "tussenvoegsels.txt", "gewone_woorden.txt", "bekende_namen.txt"

_SHORTEST_END = 4
"""So many letters or fewer of a word say nothing of what it is."""


@dataclass(frozen=True)
class NameLists:
    """All in small letters. What is a name and a word or a place is in two lists."""

    first_names: frozenset[str]
    first_names_and_words: frozenset[str]
    surnames: frozenset[str]
    surnames_and_words: frozenset[str]
    prefixes: frozenset[str]
    prefix_phrases: frozenset[tuple[str, ...]]
    ordinary_words: frozenset[str]
    public_names: frozenset[tuple[str, ...]]
    places: frozenset[str]
    surely_before: frozenset[str]
    before_capital: frozenset[str]
    before_description: frozenset[str]
    titles: frozenset[str]
    forms_of_address: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    before_organisation: frozenset[str]
    after_organisation: frozenset[str]
    ends_of_places: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path, signs: Signs, places: Iterable[str]) -> NameLists:
        """From the files of `folder`; MaskingListsError when one is missing, empty or no UTF-8.

        `places` are names of municipalities and places as they are written.
        """
        phrases = frozenset(tuple(line.split()) for line in _lines(folder / PREFIXES))
        ordinary = _lines(folder / ORDINARY_WORDS)
        first_names, surnames = _lines(folder / FIRST_NAMES), _lines(folder / SURNAMES)
        known = [place.lower() for place in places]
        several = [place for place in known if " " in place]
        return cls(
            first_names=first_names,
            first_names_and_words=_lines(folder / FIRST_NAMES_AND_WORDS) | (first_names & ordinary),
            surnames=surnames,
            surnames_and_words=_lines(folder / SURNAMES_AND_WORDS) | (surnames & ordinary),
            prefixes=frozenset(word for phrase in phrases for word in phrase),
            prefix_phrases=phrases,
            ordinary_words=ordinary,
            public_names=frozenset(tuple(line.split()) for line in (*_lines(folder / PUBLIC_NAMES), *several)),
            places=frozenset({*known, *(word for place in known for word in place.split() if len(word) > 3)}),
            surely_before=frozenset(map(_bare, signs.surely_before_name)),
            before_capital=frozenset(map(_bare, signs.before_capital_name)),
            before_description=signs.before_description,
            titles=signs.titles,
            forms_of_address=signs.forms_of_address,
            determiners=signs.determiners,
            prepositions=signs.prepositions,
            before_organisation=signs.before_organisation,
            after_organisation=signs.after_organisation,
            ends_of_places=signs.ends_of_places,
        )

    def is_organisation(self, word: str) -> bool:
        """Whether a word tells what kind of firm or building bears the name behind it: "bakkerij", "autobedrijf"."""
        return word in self.before_organisation or word.endswith(self._ends_of_organisations)

    @cached_property
    def _ends_of_organisations(self) -> tuple[str, ...]:
        return tuple(word for word in self.before_organisation if len(word) > _SHORTEST_END)

    def prefix_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are what stands before a surname: "van der"; 0 for none."""
        return max((length for length in range(1, 4) if tuple(words[:length]) in self.prefix_phrases), default=0)

    def public_name_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are a name that everybody may know; 0 for none."""
        return max(
            (length for length in range(1, len(words) + 1) if tuple(words[:length]) in self.public_names), default=0
        )


def _bare(phrase: str) -> str:
    return " ".join(word.rstrip(".") for word in phrase.lower().split())


def _lines(file: Path) -> frozenset[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MaskingListsError(f"{file} cannot be read: {error}") from error
    found = frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
    if not found:
        raise MaskingListsError(f"{file} is empty")
    return found
