"""Who seems to write, learnt from talks."""

from __future__ import annotations

from copy import deepcopy
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


@pytest.mark.parametrize("talks", [TALKS, TALKS[:2]], ids=["three askers", "two askers"])
def test_a_text_is_read_as_by_the_pipeline_that_learnt(talks: list[Talk]) -> None:
    model = AskerModel()
    model.fit(talks)
    pipeline = model._regression
    assert pipeline is not None
    for text in ("Mijn bedrijf, mijn bedrijf en onze gemeente", "wij hebben geen klant", "iets heel anders", ""):
        [row] = pipeline.predict_proba([text.lower()])
        assert model.probabilities(text) == pytest.approx(dict(zip(pipeline.classes_, row)), abs=1e-12)


def test_a_copy_by_what_is_stored_says_the_same() -> None:
    model = AskerModel()
    model.fit(TALKS)
    assert deepcopy(model).probabilities("mijn bedrijf") == model.probabilities("mijn bedrijf")
