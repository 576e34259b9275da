"""The lists that names are found by: `data/restart/persoonsgegevens`, and the places of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.phrase_lists import read_word_list

FIRST_NAMES, FIRST_NAMES_AND_WORDS = "voornamen.txt", "voornamen_ook_woorden.txt"
SURNAMES, SURNAMES_AND_WORDS = "achternamen.txt", "achternamen_ook_woorden.txt"
PREFIXES, ORDINARY_WORDS, PUBLIC_NAMES = "tussenvoegsels.txt", "gewone_woorden.txt", "bekende_namen.txt"


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

    @classmethod
    def read(cls, folder: Path, places: Iterable[str]) -> NameLists:
        """From the files of `folder`; PhraseListsError when one is missing, empty or no UTF-8.

        `places` are names of municipalities and places as they are written.
        """
        phrases = frozenset(tuple(line.split()) for line in read_word_list(folder / PREFIXES))
        ordinary = read_word_list(folder / ORDINARY_WORDS)
        first_names, surnames = read_word_list(folder / FIRST_NAMES), read_word_list(folder / SURNAMES)
        known = [place.lower() for place in places]
        several = [place for place in known if " " in place]
        return cls(
            first_names=first_names,
            first_names_and_words=read_word_list(folder / FIRST_NAMES_AND_WORDS) | (first_names & ordinary),
            surnames=surnames,
            surnames_and_words=read_word_list(folder / SURNAMES_AND_WORDS) | (surnames & ordinary),
            prefixes=frozenset(word for phrase in phrases for word in phrase),
            prefix_phrases=phrases,
            ordinary_words=ordinary,
            public_names=frozenset(tuple(line.split()) for line in (*read_word_list(folder / PUBLIC_NAMES), *several)),
            places=frozenset({*known, *(word for place in known for word in place.split() if len(word) > 3)}),
        )

    def prefix_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are what stands before a surname: "van der"; 0 for none."""
        return max((length for length in range(1, 4) if tuple(words[:length]) in self.prefix_phrases), default=0)

    def public_name_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are a name that everybody may know; 0 for none."""
        return max(
            (length for length in range(1, len(words) + 1) if tuple(words[:length]) in self.public_names), default=0
        )
