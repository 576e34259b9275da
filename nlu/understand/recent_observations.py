"""What was seen in the last messages by themselves, for who sends the same again; the texts are not kept.

Looking at a message takes a quarter of the time of its turn where its probabilities are remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from content.plain_text import bare_words
from nlu.model.labels import Ranking
from nlu.model.recent import Recent
from nlu.understand.letter import Letter
from nlu.understand.observation import Observation

_NO_LETTER = Letter()


class RecentObservations:
    """Of messages that are understood as they stand: in an observation of any other is text.

    Rankings are left out: they are made of probabilities that are remembered in a tenth of the room.
    """

    def __init__(self) -> None:
        self._content: Any = None
        self._observations = Recent()

    def of(
        self, text: str, content: Any, observe: Callable[[], Observation], rank: Callable[[], Ranking]
    ) -> Observation:
        """What `observe` gives for `text`, or gave as long as `content` is in force; `rank` gives its labels."""
        if content is not self._content:
            self._content, self._observations = content, Recent()
        known: Observation | None = self._observations.get(text)
        if known is not None:
            return replace(known, whole=rank(), tools=replace(known.tools, words=tuple(bare_words(text))))
        observation = observe()
        if not _holds_text(observation):
            self._observations.put(text, replace(observation, whole=[], tools=replace(observation.tools, words=())))
        return observation


def _holds_text(observation: Observation) -> bool:
    """Whether text of the message stands in it, beside its words as they are looked up in lists."""
    is_letter = observation.letter != _NO_LETTER
    return bool(observation.signals.parts or observation.repaired or observation.beside_remarks or is_letter)
