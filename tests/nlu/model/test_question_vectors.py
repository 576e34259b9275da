"""Vectors of questions: known by heart as if they were read anew, and what is new is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlu.model import question_vectors
from nlu.model.question_vectors import QuestionVectors, QuestionVectorsError, read_question_vectors
from runtime.put_off import putting_off

QUESTIONS = [
    f"{word} {thing}" for word in ("wat is", "wie betaalt", "hoe werkt") for thing in ("mvi", "pso", "een loket")
]
NUMBERS = 24


class Reader:
    """Stands for E5: letters counted; it remembers what it was asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Any:
        """How often each of the first letters stands in each text."""
        self.read += texts
        return np.array([[text.count(chr(ord("a") + place)) for place in range(NUMBERS)] for text in texts])


@pytest.fixture
def reader() -> Reader:
    return Reader()


def test_what_is_known_by_heart_is_nearly_as_if_it_were_read_and_is_not_read(reader: Reader) -> None:
    vectors = QuestionVectors.learn(QUESTIONS, reader)
    anew = QuestionVectors(reader, vectors.mean, vectors.components, {}).of(QUESTIONS)
    reader.read.clear()
    assert np.allclose(vectors.of(QUESTIONS), anew, atol=0.01)
    assert reader.read == []
    assert np.allclose(np.linalg.norm(anew, axis=1), 1, atol=0.01)


def test_what_is_new_is_read_once(reader: Reader) -> None:
    vectors = QuestionVectors.learn(QUESTIONS, reader)
    reader.read.clear()
    first, again = vectors.of(["wie doet dat", QUESTIONS[0]]), vectors.of(["wie doet dat"])
    assert reader.read == ["wie doet dat"]
    assert np.array_equal(first[0], again[0])


def test_a_long_message_is_read_in_part(reader: Reader) -> None:
    vectors = QuestionVectors.learn(QUESTIONS, reader)
    vectors.of(["wat is mvi " * 100])
    assert max(map(len, reader.read)) <= 200


def test_a_file_holds_all_of_it(tmp_path: Path, reader: Reader) -> None:
    file = tmp_path / "vectors.npz"
    learnt = QuestionVectors.learn(QUESTIONS, reader)
    learnt.knowing([*QUESTIONS[1:], "iets nieuws"]).save(file)
    loaded = QuestionVectors.load(file, reader)
    reader.read.clear()
    assert np.allclose(loaded.of(QUESTIONS[1:]), learnt.of(QUESTIONS[1:]), atol=0.02)
    loaded.of(["iets nieuws"])
    assert reader.read == []
    loaded.of(QUESTIONS[:1])
    assert reader.read == QUESTIONS[:1], "what is no longer asked is forgotten"


def test_a_file_that_cannot_be_used_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_vectors, "is_installed", lambda name: True)
    monkeypatch.setattr(question_vectors, "encode_by", lambda name: Reader())
    file = tmp_path / "vectors.npz"
    file.write_bytes(b"")
    with pytest.raises(QuestionVectorsError, match="make vectors"):
        read_question_vectors(file)
    with pytest.raises(QuestionVectorsError, match=r"weg\.npz"):
        read_question_vectors(tmp_path / "weg.npz")


def test_without_the_encoder_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_vectors, "is_installed", lambda name: False)
    assert read_question_vectors() is None


def test_what_is_new_is_not_read_while_it_is_put_off_and_there_once_that_is_done(reader: Reader) -> None:
    vectors = QuestionVectors.learn(QUESTIONS, reader)
    reader.read.clear()
    with putting_off() as work:
        assert vectors.of(["wie doet dat", QUESTIONS[0]]) is None
        assert vectors.of(QUESTIONS[:2]) is not None
        assert reader.read == []
        [read] = work
        read()
        found = vectors.of(["wie doet dat"])
    assert np.array_equal(found, vectors.of(["wie doet dat"]))
    assert reader.read == ["wie doet dat"]
