"""The classifier's model: learns, keeps what it learnt, and is the same when trained twice."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlu.model.kernel_ridge import KernelRidge, _solve
from nlu.model.text_model import Ask, Settings, TextModel

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


@pytest.fixture(
    scope="module",
    params=[
        Settings(),
        Settings(letters_suffice_from=2.0, second_opinion=""),
        Settings(encoder="", second_opinion=""),
    ],
    ids=["with encoders", "one encoder at once", "letters only"],
)
def settings(request: pytest.FixtureRequest) -> Settings:
    found: Settings = request.param
    return found


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


def test_comes_back_from_storage_unchanged_and_trains_the_same_twice(settings: Settings, tmp_path: Path) -> None:
    first, second = trained(settings, tmp_path), trained(settings, tmp_path)
    questions = ["de band van mijn rijwiel is leeg", "pistolets", "xqz"]
    expected = first.predict(questions)
    assert np.array_equal(pickle.loads(pickle.dumps(first)).predict(questions), expected)  # noqa: S301
    assert np.array_equal(second.predict(questions), expected)
    assert np.array_equal(trained(settings).predict(questions), expected), "the cache changed what was learnt"


def test_meaning_helps_where_no_letters_are_shared() -> None:
    model = trained(Settings())
    [probabilities] = model.predict(["is there bread at the bakery"], Ask.ALWAYS)
    assert model.labels[probabilities.argmax()] == "brood"


def test_nearest_example_is_the_one_that_is_almost_the_same(settings: Settings) -> None:
    [(text, label, _)] = trained(settings).nearest("wie repareert een fiets snel", 1)
    assert (text, label) == ("wie repareert een fiets", "fiets")


def test_unseen_scores_are_those_of_a_model_without_the_text() -> None:
    """The sharpness is fitted on closed-form leave-one-out scores: held against truly leaving one out."""
    chooser = np.random.default_rng(0)
    points = chooser.normal(size=(12, 4)).astype(np.float32)
    kernel, targets = points @ points.T, np.eye(3, dtype=np.float32)[np.arange(12) % 3]
    _, unseen = _solve(kernel.copy(), targets, 12)
    _, some_unseen = _solve(np.triu(kernel), targets, 2)
    assert np.allclose(some_unseen, unseen[-2:], atol=1e-4)
    for left_out in range(12):
        rest = np.delete(np.arange(12), left_out)
        weights, _ = _solve(kernel[np.ix_(rest, rest)].copy(), targets[rest], 11)
        assert np.allclose(kernel[left_out, rest] @ weights, unseen[left_out], atol=1e-3)


def test_the_second_step_learns_the_hard_texts_only() -> None:
    """Two groups that the first likeness tells apart, and one text in each that only the second does."""
    clear, hard = [[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 5, [[0.5, 0.5]] * 2
    first = np.array(clear + hard, dtype=np.float32)
    columns = np.array([0] * 5 + [1] * 5 + [0, 1])
    model = KernelRidge(most_hard=2)
    seen: list[int] = []

    def second(numbers: Any) -> Any:
        seen.extend(numbers)
        return np.eye(len(numbers), dtype=np.float32)

    model.fit(first @ first.T, columns, 2, second)
    assert seen == [10, 11]
    doubtful = np.array([[0.5, 0.5]], dtype=np.float32) @ first.T
    assert np.allclose(model.first(doubtful), 0.5, atol=0.05)
    assert model.second(doubtful, np.array([[1.0, 0.0]], dtype=np.float32)).argmax() == 0
    assert model.second(doubtful, np.array([[0.0, 1.0]], dtype=np.float32)).argmax() == 1


def test_a_message_that_comes_again_is_not_weighed_again_and_is_not_stored_with_the_model() -> None:
    model = TextModel(Settings(encoder="", second_opinion=""))
    model.fit(TEXTS, LABELS)
    first = model.predict(["zeldzaamwoord op mijn fiets", "vers brood"])
    assert b"zeldzaamwoord" not in pickle.dumps(model)
    model._predict = None  # type: ignore[assignment,method-assign]
    assert np.array_equal(model.predict(["Vers brood", "zeldzaamwoord op mijn fiets"]), first[::-1])
