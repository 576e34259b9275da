"""The classifier's model: learns, keeps what it learnt, and is the same when trained twice."""

from __future__ import annotations

import numpy as np
import pytest

from nlu.model import Settings, TextModel

EXAMPLES = {
    "fiets": [
        "mijn fiets is stuk",
        "lekke band",
        "wie repareert een fiets",
        "fietsenmaker gezocht",
        "het wiel loopt aan",
    ],
    "brood": ["vers brood kopen", "waar is de bakker", "een volkoren brood graag", "krentenbollen", "broodje kaas"],
    "weer": ["regent het morgen", "hoe warm wordt het", "weersverwachting", "gaat het vriezen", "zon of wolken"],
}
TEXTS = [text for texts in EXAMPLES.values() for text in texts]
LABELS = [label for label, texts in EXAMPLES.items() for _ in texts]


@pytest.fixture(scope="module", params=[("use",), ()], ids=["with encoders", "n-grams only"])
def settings(request: pytest.FixtureRequest) -> Settings:
    return Settings(encoders=request.param, second_opinion=("e5",) if request.param else ())


def test_learns_its_examples(settings: Settings) -> None:
    model = TextModel(settings)
    model.fit(TEXTS, LABELS)
    probabilities = model.predict(TEXTS)
    assert probabilities.shape == (len(TEXTS), len(EXAMPLES))
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert [model.labels[best] for best in probabilities.argmax(axis=1)] == LABELS


def test_comes_back_from_its_state_unchanged_and_trains_the_same_twice(settings: Settings) -> None:
    first, second = TextModel(settings), TextModel(settings)
    first.fit(TEXTS, LABELS)
    second.fit(TEXTS, LABELS)
    questions = ["de band van mijn rijwiel is leeg", "pistolets", "xqz"]
    expected = first.predict(questions)
    assert np.array_equal(TextModel.from_state(first.state()).predict(questions), expected)
    assert np.array_equal(second.predict(questions), expected)
