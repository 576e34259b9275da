"""Whether a message asks the assistant to write a text: "schrijf een toespraak", "kun je een concepttekst maken".

It writes none, and says so; for some documents there is a guided tool.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, FrozenSet

from content.plain_text import bare_words
from nlu.understand.signals import PhraseList

_END_OF_CLAUSE = re.compile(r"[.!?;:,\n]")
_ASKED, _WRITER, _VERB = 0, 1, 2
"""The places of "kun", "je" and what follows in "kun je … schrijven"."""


@dataclass(frozen=True)
class WritingAsked:
    """What is asked to be written: whether it is, and whether it is a document, as guided tools make."""

    is_asked: bool = False
    is_document: bool = False


@dataclass(frozen=True)
class WritingWords:
    """The words by which a text is asked for; each in small letters."""

    write: FrozenSet[str]
    make: FrozenSet[str]
    infinitives: FrozenSet[str]
    asking: FrozenSet[str]
    writer: FrozenSet[str]
    for_whom: FrozenSet[str]
    texts: FrozenSet[str]
    documents: FrozenSet[str]
    before: FrozenSet[str]

    @classmethod
    def of(cls, phrases: Mapping[str, Any]) -> WritingWords:
        """From the lists of `data/restart/signalen.yml`."""
        words = {name: frozenset(map(str, found)) for name, found in phrases[PhraseList.WRITING].items()}
        return cls(
            write=words["schrijf"],
            make=words["maak"],
            infinitives=words["schrijven"],
            asking=words["kun"],
            writer=words["je"],
            for_whom=words["voor_mij"],
            texts=words["teksten"] | words["documenten"],
            documents=words["documenten"],
            before=frozenset(map(str, phrases[PhraseList.BEFORE_VERB])),
        )

    def look(self, text: str) -> WritingAsked:
        """What `text` asks to be written, in any of its clauses."""
        clauses = [self._without_opening(bare_words(clause)) for clause in _END_OF_CLAUSE.split(text)]
        asked = [clause for clause in clauses if self._asks(clause)]
        return WritingAsked(bool(asked), any(self.documents & set(clause) for clause in asked))

    def _without_opening(self, words: Sequence[str]) -> Sequence[str]:
        start = next((place for place, word in enumerate(words) if word not in self.before), len(words))
        return words[start:]

    def _asks(self, words: Sequence[str]) -> bool:
        if not words:
            return False
        names_text = bool(self.texts & set(words))
        is_mine = bool(self.for_whom & set(words))
        if words[_ASKED] in self.write:
            return names_text or is_mine
        if words[_ASKED] in self.make:
            return names_text
        asked = len(words) > _VERB and words[_ASKED] in self.asking and words[_WRITER] in self.writer
        return asked and names_text and bool(self.infinitives & set(words[_VERB:]))
