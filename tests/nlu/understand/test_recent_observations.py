"""A message that was sent before is seen as it was then, and nothing keeps its text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contract.details import MessageKind
from nlu.model.labels import Label, Ranking
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.letter import Letter
from nlu.understand.observation import Observation
from nlu.understand.recent_observations import RecentObservations
from nlu.understand.signals import Signals

TEXT = "Wat doet een zeldzaamwoord?"
WORDS = ("wat", "doet", "een", "zeldzaamwoord")
RANKING: Ranking = [(Label("vraag_gids", "rol/inkoper"), 0.75), (Label("groet"), 0.25)]
SEEN = Observation(Signals(words=4), (), ToolSigns(words=WORDS, asks=True), RANKING, (), askers={"onbekend": 1.0})


class Looking:
    """Looks at one message, and counts how often."""

    def __init__(self, sees: Observation) -> None:
        self.recent = RecentObservations()
        self.looked = 0
        self._sees = sees

    def at(self, text: str, content: object) -> Observation:
        """What is seen in `text`."""
        return self.recent.of(text, content, self._look, lambda: list(RANKING))

    def _look(self) -> Observation:
        self.looked += 1
        return self._sees


def test_a_message_is_looked_at_once_and_seen_the_same_after_that() -> None:
    looking, content = Looking(SEEN), object()
    assert [looking.at(TEXT, content) for _ in range(3)] == [SEEN] * 3
    assert looking.looked == 1


def test_another_message_or_content_that_has_changed_is_looked_at() -> None:
    looking, content = Looking(SEEN), object()
    looking.at(TEXT, content)
    looking.at("Wat doet een financier?", content)
    looking.at(TEXT, object())
    looking.at(TEXT, content)
    assert looking.looked == 4


@pytest.mark.parametrize(
    "with_text",
    [
        replace(SEEN, signals=Signals(kind=MessageKind.ELLIPSIS, parts=("zeldzaamwoord",))),
        replace(SEEN, letter=Letter("zeldzaamwoord?", "Hoi,")),
        replace(SEEN, repaired="zeldzaam woord"),
        replace(SEEN, beside_remarks="wat doet een zeldzaamwoord?"),
        SEEN,
    ],
)
def test_no_text_is_kept(with_text: Observation) -> None:
    looking, content = Looking(with_text), object()
    assert [looking.at(TEXT, content) for _ in range(2)] == [with_text] * 2
    remembered = repr(looking.recent._observations._results)
    assert ("Observation(" in remembered) == (with_text is SEEN)
    assert "zeldzaam" not in remembered
