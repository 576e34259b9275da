"""How much a word's letters look like those of a name: "Sieuwpersad" and "Boutaher" do, "aanbesteding" does not.

Linear in the runs of letters in a word, as learnt by `make naamletters` from the lists of names and the words of Dutch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from content.weights import Weights

UNLIKELY, LIKELY, SURE = -2.0, 1.0, 3.0
"""Scores: with less than the first a word is no name whatever stands around it ("Scorecard"); with the second it is one
where something speaks for it, and with the third it needs little else."""

_LENGTHS = (2, 3, 4)
"""Letters of a run; the beginning and the end of the word count as one each."""

_PART = re.compile(r"[^\W\d_]+")
_REMEDY = "make it anew with `make naamletters`"


@dataclass(frozen=True)
class NameLetters:
    """Scores words by the `weights` of their runs of letters."""

    weights: Weights

    @classmethod
    def read(cls, file: Path) -> NameLetters:
        """From the file; PhraseListsError when it is missing or not as it was made."""
        return cls(Weights.read(file, _REMEDY))

    def score(self, word: str) -> float:
        """The log-odds that a word in small letters is a name; of one with hyphens, those of its likeliest part."""
        scores = (self.weights.score(runs_of_letters(part)) for part in _PART.findall(word))
        return max(scores, default=self.weights.base)


def runs_of_letters(word: str) -> set[str]:
    """All different runs of two to four letters, with ^ before the word and $ behind it."""
    marked = f"^{word}$"
    return {marked[start : start + length] for length in _LENGTHS for start in range(len(marked) - length + 1)}
