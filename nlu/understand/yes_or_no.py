"""Whether a yes or a no that an editor wrote to some questions fits another that found the same piece.

"Kan de wethouder erbij?", "Moet de wethouder erbij?" and "Kan het zonder wethouder?" are alike, and want another first
word: the piece is told all the same, without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Tuple

from content.plain_text import bare_words
from nlu.understand.signals import PhraseList

_Sense = Tuple[bool, ...]
"""Whether it asks what must be, what may be, whether it denies something, and whether it allows no exception."""


@dataclass(frozen=True)
class YesOrNo:
    """The words that turn a yes into a no."""

    must: FrozenSet[str]
    may: FrozenSet[str]
    denials: FrozenSet[str]
    without_exception: FrozenSet[str]

    @classmethod
    def of(cls, phrases: Dict[str, Any]) -> YesOrNo:
        """From the lists of `data/restart/signalen.yml`."""
        names = (PhraseList.MUST, PhraseList.MAY, PhraseList.DENIALS, PhraseList.WITHOUT_EXCEPTION)
        return cls(*(frozenset(map(str, phrases[name])) for name in names))

    def fits(self, text: str, questions: Iterable[str]) -> bool:
        """Whether what is yes to one of `questions` is yes to `text`, as far as these words tell."""
        sense = self._sense(text)
        return any(self._sense(question) == sense for question in questions)

    def _sense(self, text: str) -> _Sense:
        words = set(bare_words(text))
        return tuple(bool(words & these) for these in (self.must, self.may, self.denials, self.without_exception))
