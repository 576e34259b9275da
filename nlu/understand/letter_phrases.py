"""The phrases that stand around a question in a letter or a mail, from `data/restart/brieftaal.yml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from content.paths import DATA
from content.phrase_lists import read_phrase_lists
from content.plain_text import bare_words
from contract.intents import TextEnum

Words = tuple[str, ...]
"""Words made bare: in small letters, without accents and marks."""


class LetterPhrase(TextEnum):
    """The lists, by the names that editors know them by."""

    GREETING = "groet"
    SALUTATION = "aanhef"
    ADDRESSED = "aangesproken"
    COURTESY = "beleefdheid"
    THANKS_AT_THE_END = "dank_vooraf"
    IN_ADVANCE = "vooraf"
    FILLER = "vulwoorden"
    SIGN_OFF = "ondertekening"
    SHORT_SIGN_OFF = "ondertekening_kort"
    FIXED_LINE = "vaste_regel"
    NAME = "naam"
    POSTSCRIPT = "naschrift"
    MAIL_HEADER = "mailkop"
    WROTE = "aangehaald"
    FORWARDED = "doorgestuurd"


@dataclass(frozen=True)
class LetterPhrases:
    """The phrases of each list as words, by their first word."""

    lists: Mapping[LetterPhrase, Mapping[str, Sequence[Words]]]

    def at(self, words: Words, place: int, *names: LetterPhrase) -> int:
        """How many of `words` at `place` are a phrase of one of the lists, the longest that is; 0 for none."""
        if place >= len(words):
            return 0
        first, longest = words[place], 0
        for name in names:
            for phrase in self.lists[name].get(first, ()):
                length = len(phrase)
                if length > longest and words[place : place + length] == phrase:
                    longest = length
        return longest


def read_letter_phrases(file: Path = DATA.letters) -> LetterPhrases:
    """The phrases in force; PhraseListsError names what is missing."""
    lists = read_phrase_lists(file, LetterPhrase)
    return LetterPhrases({name: _by_first_word(lists[name]) for name in LetterPhrase})


def _by_first_word(phrases: Sequence[object]) -> Mapping[str, Sequence[Words]]:
    found: dict[str, list[Words]] = {}
    for phrase in phrases:
        if words := tuple(bare_words(str(phrase))):
            found.setdefault(words[0], []).append(words)
    return found
