"""A label is what the classifier tells apart: an intent, or an intent with a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

_SEPARATOR = "::"


@dataclass(frozen=True, order=True)
class Label:
    """`topic` is empty for plain intents; for `vraag_gids` it is the id of a topic."""

    intent: str
    topic: str = ""

    def __str__(self) -> str:
        return f"{self.intent}{_SEPARATOR}{self.topic}" if self.topic else self.intent

    @classmethod
    def parse(cls, text: str) -> Label:
        """The label that `str()` gave."""
        intent, _, topic = text.partition(_SEPARATOR)
        return cls(intent, topic)


Ranking = List[Tuple[Label, float]]
"""Labels with their probabilities, most likely first."""
