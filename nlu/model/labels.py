"""A label is what the classifier tells apart: an intent, with a topic or a subject where it has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

_SEPARATOR, _SUBJECT = "::", "##"


@dataclass(frozen=True, order=True)
class Label:
    """For `vraag_gids` with the id of a `topic`, for what is near the guide with a `subject` of the referrals,
    for the start of a tool with its id as `subject`."""

    intent: str
    topic: str = ""
    subject: str = ""

    def __str__(self) -> str:
        if self.subject:
            return f"{self.intent}{_SUBJECT}{self.subject}"
        return f"{self.intent}{_SEPARATOR}{self.topic}" if self.topic else self.intent

    @classmethod
    def parse(cls, text: str) -> Label:
        """The label that `str()` gave."""
        intent, _, subject = text.partition(_SUBJECT)
        intent, _, topic = intent.partition(_SEPARATOR)
        return cls(intent, topic, subject)


Ranking = List[Tuple[Label, float]]
"""Labels with their probabilities, most likely first."""
