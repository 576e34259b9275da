"""The classifier's model: learns, keeps what it learnt, and is the same when trained twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from nlu.kernel_ridge import KernelRidge
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


@pytest.fixture(scope="module", params=[("use", "e5"), ()], ids=["with encoders", "letters only"])
def settings(request: pytest.FixtureRequest) -> Settings:
    return Settings(encoders=request.param)


def trained(settings: Settings, cache: Path | None = None) -> TextModel:
    model = TextModel(settings)
    model.fit(TEXTS, LABELS, cache)
    return model


def test_learns_its_examples(settings: Settings) -> None:
    model = trained(settings)
    probabilities = model.predict(TEXTS)
    assert probabilities.shape == (len(TEXTS), len(EXAMPLES))
    assert np.allclose(probabilities.sum(axis=1), 1)
    assert [model.labels[best] for best in probabilities.argmax(axis=1)] == LABELS


def test_comes_back_from_its_state_unchanged_and_trains_the_same_twice(settings: Settings, tmp_path: Path) -> None:
    first, second = trained(settings, tmp_path), trained(settings, tmp_path)
    questions = ["de band van mijn rijwiel is leeg", "pistolets", "xqz"]
    expected = first.predict(questions)
    assert np.array_equal(TextModel.from_state(first.state()).predict(questions), expected)
    assert np.array_equal(second.predict(questions), expected)
    assert np.array_equal(trained(settings).predict(questions), expected), "the cache changed what was learnt"


def test_meaning_helps_where_no_letters_are_shared() -> None:
    model = trained(Settings(encoders=("use", "e5")))
    [probabilities] = model.predict(["is there bread at the bakery"], thorough=True)
    assert model.labels[probabilities.argmax()] == "brood"


def test_nearest_example_is_the_one_that_is_almost_the_same(settings: Settings) -> None:
    [(text, label, _)] = trained(settings).nearest("wie repareert een fiets snel", 1)
    assert (text, label) == ("wie repareert een fiets", "fiets")


def test_unseen_predictions_are_those_of_a_model_without_the_text() -> None:
    """The sharpness is fitted on closed-form leave-one-out scores: held against truly leaving one out."""
    chooser = np.random.default_rng(0)
    points = chooser.normal(size=(12, 4)).astype(np.float32)
    columns = np.arange(12) % 3
    kernel = (points @ points.T).astype(np.float32)
    targets = np.eye(3, dtype=np.float32)[columns]
    inverse = np.linalg.inv(kernel + 0.5 * np.eye(12))
    closed_form = targets - (inverse @ targets) / np.diag(inverse)[:, None]
    for left_out in range(12):
        rest = np.delete(np.arange(12), left_out)
        model = KernelRidge(0.5)
        model.fit(kernel[np.ix_(rest, rest)].copy(), columns[rest], 3)
        assert np.allclose(kernel[left_out, rest] @ model._weights, closed_form[left_out], atol=1e-3)
