"""The lists that names are found by: `data/restart/persoonsgegevens`, and the places of the register."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.name_letters import NameLetters
from content.phrase_lists import read_word_list
from content.weights import Weights

FIRST_NAMES, FIRST_NAMES_AND_WORDS = "voornamen.txt", "voornamen_ook_woorden.txt"
SURNAMES, SURNAMES_AND_WORDS = "achternamen.txt", "achternamen_ook_woorden.txt"
ENDS_OF_SURNAMES = "achternamen_eindigen_op.txt"
PREFIXES, ORDINARY_WORDS, PUBLIC_NAMES = "tussenvoegsels.txt", "gewone_woorden.txt", "bekende_namen.txt"
PLACES, LETTERS, CONTEXT = "plaatsen.txt", "naamletters.json", "naamomgeving.json"
_REMEDY = "make it anew with `make omgeving-namen`"
_WITHOUT_STROKE = str.maketrans("ıłøđ", "ilod")
"""Letters that Unicode does not take apart."""

_SHORTEST_BY_END = 8
"""Letters of a surname that is known by its end alone."""


@dataclass(frozen=True)
class NameLists:
    """All in small letters. What is a name and a word or a place is in two lists.

    `first_names_and_words` are words with a capital too, such as Mercedes; "roos" is an ordinary word, and Roos is not.
    """

    first_names: frozenset[str]
    first_names_and_words: frozenset[str]
    surnames: frozenset[str]
    surnames_and_words: frozenset[str]
    ends_of_surnames: tuple[str, ...]
    prefixes: frozenset[str]
    prefix_phrases: frozenset[tuple[str, ...]]
    ordinary_words: frozenset[str]
    public_names: frozenset[tuple[str, ...]]
    public_beginnings: frozenset[str]
    """The first words of these."""
    places: frozenset[str]
    letters: NameLetters
    context: Weights
    """How much what stands around a first name speaks for a person."""

    @classmethod
    def read(cls, folder: Path, places: Iterable[str]) -> NameLists:
        """From the files of `folder`; PhraseListsError when one is missing, empty or no UTF-8.

        `places` are names of municipalities and places as they are written.
        """
        phrases = frozenset(tuple(line.split()) for line in read_word_list(folder / PREFIXES))
        ordinary = read_word_list(folder / ORDINARY_WORDS)
        known = sorted({*(place.lower() for place in places), *read_word_list(folder / PLACES)})
        parts = [word for place in known for word in place.split()]
        no_names = ordinary.union(known, parts)
        first_names, surnames = (_names(folder / file, no_names) for file in (FIRST_NAMES, SURNAMES))
        several = [place for place in known if " " in place]
        public = frozenset(
            tuple(word for word in line.split() if word != "&")
            for line in (*read_word_list(folder / PUBLIC_NAMES), *several)
        )
        return cls(
            first_names=first_names,
            first_names_and_words=read_word_list(folder / FIRST_NAMES_AND_WORDS),
            surnames=surnames,
            surnames_and_words=read_word_list(folder / SURNAMES_AND_WORDS) | (surnames & ordinary),
            ends_of_surnames=tuple(read_word_list(folder / ENDS_OF_SURNAMES)),
            prefixes=frozenset(word for phrase in phrases for word in phrase),
            prefix_phrases=phrases,
            ordinary_words=ordinary,
            public_names=public,
            public_beginnings=frozenset(name[0] for name in public),
            places=frozenset({*known, *(word for word in parts if len(word) > 3 and word not in first_names)}),
            letters=NameLetters.read(folder / LETTERS),
            context=Weights.read(folder / CONTEXT, _REMEDY),
        )

    def is_only_surname(self, word: str) -> bool:
        """Whether it is in the list, or ends as only surnames do ("-owski"), and is no word."""
        if word in self.surnames:
            return word not in self.surnames_and_words
        by_end = len(word) >= _SHORTEST_BY_END and word.endswith(self.ends_of_surnames)
        return by_end and word not in self.ordinary_words and word not in self.places

    def is_word(self, word: str) -> bool:
        """Whether it is a word of the language or a place; "e-mails" is as "mails"."""
        if word in self.ordinary_words or word in self.places:
            return True
        return "-" in word and all(len(part) == 1 or part in self.ordinary_words for part in word.split("-"))

    def is_sure_first_name(self, word: str) -> bool:
        """Whether it is a first name and nothing else."""
        return word in self.first_names and word not in self.first_names_and_words and not self.is_word(word)

    def reads_as_name(self, word: str, least: float) -> bool:
        """Whether a word that is in no list has the letters of a name: `NameLetters.score` of `least` or more."""
        return self.letters.score(word) >= least

    def prefix_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are what stands before a surname: "van der"; 0 for none."""
        if not words or words[0] not in self.prefixes:
            return 0
        return max((length for length in range(1, 4) if tuple(words[:length]) in self.prefix_phrases), default=0)

    def public_name_at(self, words: Sequence[str]) -> int:
        """How many of the first of `words` are a name that everybody may know; 0 for none."""
        return max(
            (length for length in range(1, len(words) + 1) if tuple(words[:length]) in self.public_names), default=0
        )


def _names(file: Path, no_names: frozenset[str]) -> frozenset[str]:
    """The list as texts are read, where "İ" is one letter; and as typed without accents, if that is no word."""
    names = frozenset(name.replace("\u0307", "") for name in read_word_list(file))
    return names.union(bare for name in names if not name.isascii() and (bare := _bare(name)) not in no_names)


def _bare(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.translate(_WITHOUT_STROKE))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
