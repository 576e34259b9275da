"""Who seems to write, learnt from talks."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.training_talks import Act, Kind, Talk, TalkTurn
from nlu.model.asker_model import AskerModel


def talk(asker: str, *messages: str) -> Talk:
    turns = (TalkTurn(Path("talks.yml"), 1, message, (Act(Kind.UNCLEAR),)) for message in messages)
    return Talk("wie", asker, tuple(turns))


TALKS = [
    talk("ondernemer", "mijn bedrijf zoekt ruimte", "mijn bedrijf heeft geen klant"),
    talk("ambtenaar", "onze wethouder wil beleid", "wij kopen in voor onze gemeente"),
    talk("onbekend", "hallo", "dank je wel"),
]


def test_who_writes_is_told_by_the_words() -> None:
    model = AskerModel()
    model.fit(TALKS)
    found = model.probabilities("Past MIJN BEDRIJF in de regels?")
    assert set(found) == {"ondernemer", "ambtenaar", "onbekend"}
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=lambda asker: found[asker]) == "ondernemer"


def test_without_talks_or_with_one_kind_of_asker_nothing_is_known() -> None:
    model = AskerModel()
    assert model.probabilities("mijn bedrijf") == {}
    model.fit(TALKS[:1])
    assert model.probabilities("mijn bedrijf") == {}
