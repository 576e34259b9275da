"""The weights of a linear model, and the files they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.phrase_lists import PhraseListsError


@dataclass(frozen=True)
class Weights:
    """What each feature adds to the base; what has no weight adds nothing."""

    base: float
    weights: Mapping[str, float]

    @classmethod
    def read(cls, file: Path, remedy: str) -> Weights:
        """From the file; PhraseListsError, with the remedy, when it is missing or not as it was made."""
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
            weights = {str(feature): float(weight) for feature, weight in read["weights"].items()}
            base = float(read["base"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise PhraseListsError(f"{file} cannot be read ({error!r}); {remedy}") from error
        if not weights:
            raise PhraseListsError(f"{file} has no weights; {remedy}")
        return cls(base, weights)

    def write(self, file: Path) -> None:
        """To the file, one weight a line."""
        written = {"base": self.base, "weights": self.weights}
        file.write_text(json.dumps(written, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")

    def score(self, features: Iterable[str]) -> float:
        """The log-odds of what these different features are found at."""
        return self.base + sum(self.weights.get(feature, 0.0) for feature in features)
