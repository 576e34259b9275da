"""The parts of the model: encoders, kept vectors, letters, labels, ranking, regression for few examples."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nlu.model import encoders, fingerprint, vector_cache
from nlu.model.encoders import Encoder, installed, is_installed
from nlu.model.kernel_logistic import KernelLogistic
from nlu.model.labels import Label
from nlu.model.ngrams import NGrams, pairs
from nlu.model.ranking import rank, rank_behind, rank_in_talk
from nlu.model.text_model import Ask, Settings, TextModel
from nlu.model.vector_cache import cached_vectors
from tests.support.tiny_model import LABELS, TEXTS, tiny_model


def vowels(texts: Sequence[str]) -> Any:
    """A vector of how often each vowel stands in a text: an encoder for tests."""
    return np.array([[text.count(letter) for letter in "aeiou"] for text in texts], dtype=np.float32)


def missing() -> Callable[[list[str]], Any]:
    raise ImportError("no such package")


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    """USE counts vowels, E5 is not installed."""
    monkeypatch.setitem(encoders._LOADERS, "use", ("numpy", lambda: vowels))
    monkeypatch.setitem(encoders._LOADERS, "e5", ("verzonnen", missing))


@pytest.mark.usefixtures("played")
def test_an_encoder_centres_and_keeps_only_what_it_learnt() -> None:
    encoder = Encoder("use")
    texts = [f"{letter * number}b" for letter in "aeiou" for number in range(1, 8)]
    learnt = encoder.fit_transform(texts)
    assert np.allclose(np.linalg.norm(learnt, axis=1), 1, atol=1e-5)
    assert np.allclose(encoder.transform(texts), learnt)
    again = pickle.loads(pickle.dumps(encoder))  # noqa: S301
    assert np.array_equal(again.transform(["aap"]), encoder.transform(["aap"]))
    same = Encoder("use").fit_transform(["aap", "aap"])
    assert np.allclose(same, 0), "a text that is the mean itself is no division by zero"


def test_rows_of_a_table_in_a_file_are_those_of_the_table() -> None:
    table = np.arange(60, dtype=np.uint8).reshape(12, 5)
    for numbers in ([0], [11, 3, 3], list(range(12))):
        assert np.array_equal(encoders._Rows(table)[np.array(numbers)], table[numbers])


@pytest.mark.usefixtures("played")
def test_which_encoders_there_are(caplog: pytest.LogCaptureFixture) -> None:
    assert installed() == ["use"]
    assert "'e5' is not installed" in caplog.text
    with pytest.raises(ValueError, match="known are use, e5"):
        is_installed("bert")


def test_vectors_are_made_once_and_the_newest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def encode(texts: Sequence[str]) -> Any:
        made.extend(texts)
        return vowels(texts)

    file = tmp_path / "vectors" / "use.npz"
    first = cached_vectors(file, ["aap", "noot", "aap"], encode)
    assert np.array_equal(first, vowels(["aap", "noot", "aap"]))
    assert made == ["aap", "noot"]
    assert np.array_equal(cached_vectors(file, ["noot", "mies"], encode), vowels(["noot", "mies"]))
    assert made == ["aap", "noot", "mies"]
    monkeypatch.setattr(vector_cache, "MOST_KEPT", 2)
    cached_vectors(file, ["wim", "mies"], encode)
    cached_vectors(file, ["mies", "wim"], encode)
    assert made == ["aap", "noot", "mies", "wim"]
    cached_vectors(file, ["noot"], encode)
    assert made[-1] == "noot", "what was kept longest has gone"
    assert [one.name for one in file.parent.iterdir()] == ["use.npz"]


@pytest.mark.usefixtures("played")
def test_an_encoder_takes_its_vectors_from_the_cache(tmp_path: Path) -> None:
    first = Encoder("use").fit_transform(["aap", "noot", "mies"], tmp_path)
    [file] = tmp_path.iterdir()
    assert file.name.startswith("use-")
    assert np.allclose(Encoder("use").fit_transform(["aap", "noot", "mies"], tmp_path), first)


def test_many_new_texts_are_read_by_more_processes_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["wat doet een inkoper", "aap", "hoe vind ik een sociale ondernemer", "noot", "mies"]
    alone = Encoder("use").encode(texts)
    monkeypatch.setattr(encoders, "_MANY", len(texts))
    monkeypatch.setattr(encoders, "_PART", 2)
    monkeypatch.setattr(encoders, "cpu_count", lambda: 2)
    monkeypatch.setattr(Encoder, "_vectors", None)
    encoder = Encoder("use")
    apart = encoder.fit_transform(texts, tmp_path)
    expected = alone - alone.mean(axis=0)
    assert np.allclose(apart, expected / np.linalg.norm(expected, axis=1, keepdims=True), atol=1e-5)


def test_pairs_of_words_that_stand_near() -> None:
    assert list(pairs("Kopen bij een sociale onderneming")) == [
        "kopen bij",
        "kopen een",
        "kopen sociale",
        "bij een",
        "bij sociale",
        "bij onderneming",
        "een sociale",
        "een onderneming",
        "sociale onderneming",
    ]
    assert list(pairs("hoi")) == ["hoi"]
    assert list(pairs("?!")) == ["-"]


def test_likeness_by_letters_is_that_of_training() -> None:
    letters = NGrams()
    learnt = letters.fit(TEXTS)
    assert np.allclose(np.triu(letters.likeness(TEXTS)), np.triu(learnt), atol=1e-4)
    assert np.allclose(np.diag(learnt), 1.4, atol=1e-4)
    assert np.allclose(letters.likeness(["漢字"]), 0)


@pytest.mark.parametrize("groups", [2, 3])
def test_regression_for_few_examples_names_the_right_label(groups: int) -> None:
    columns = np.arange(groups * 6) % groups
    points = np.eye(groups, dtype=np.float32)[columns]
    kernel = points @ points.T
    model = KernelLogistic()
    model.fit(kernel, columns, groups, lambda numbers: kernel[numbers])
    for found in (model.first(kernel), model.second(kernel, kernel)):
        assert found.shape == (len(columns), groups)
        assert np.allclose(found.sum(axis=1), 1)
        assert (found.argmax(axis=1) == columns).all()
    assert model.second(kernel, kernel).max() > model.first(kernel).max(), "both likenesses count"


@pytest.mark.parametrize(
    "label", [Label("groet"), Label("vraag_gids", "rol/inkoper"), Label("buiten_dichtbij", subject="kvk")]
)
def test_a_label_comes_back_from_its_text(label: Label) -> None:
    assert Label.parse(str(label)) == label


def test_a_ranking_is_best_first_and_of_each_part() -> None:
    whole, parts = rank(tiny_model(), "wat doet een inkoper", ("taken van de financier", "hallo"))
    assert whole[0][0] == Label("vraag_gids", "rol/inkoper")
    assert [probability for _, probability in whole] == sorted((one for _, one in whole), reverse=True)
    assert [ranking[0][0].topic or ranking[0][0].intent for ranking in parts] == ["rol/financier", "groet"]
    assert rank(tiny_model(), "hallo", ())[1] == []


INKOPER, FINANCIER, HALLO = Label("vraag_gids", "rol/inkoper"), Label("vraag_gids", "rol/financier"), Label("groet")


def test_behind_each_question_a_message_is_read_unless_it_is_sure() -> None:
    alone = [(HALLO, 0.4), (INKOPER, 0.3), (FINANCIER, 0.3)]
    questions = ["taken van de financier", "wat doet een inkoper"]
    behind = rank_behind(tiny_model(), "en de taken daarvan", alone, questions)
    assert [ranking[0][0] for ranking in behind] == [FINANCIER, INKOPER]
    sure = [(INKOPER, 0.95), (HALLO, 0.05)]
    assert rank_behind(tiny_model(), "wat doet een inkoper", sure, questions) == [sure, sure]
    assert rank_behind(tiny_model(), "en de taken daarvan", alone, []) == []


def test_in_a_talk_the_question_before_tells_which_topic_is_meant() -> None:
    alone = [(HALLO, 0.4), (INKOPER, 0.3), (FINANCIER, 0.3)]
    in_talk = rank_in_talk(alone, [(FINANCIER, 0.6), (INKOPER, 0.3), (HALLO, 0.1)])
    assert in_talk[0][0] == HALLO, "what the topics share together stays"
    assert in_talk[1][0] == FINANCIER
    assert sum(share for _, share in in_talk) == pytest.approx(1)


def test_a_message_that_is_sure_of_its_topic_is_about_nothing_else() -> None:
    sure = [(INKOPER, 0.95), (HALLO, 0.04), (FINANCIER, 0.01)]
    assert rank_in_talk(sure, [(FINANCIER, 0.9), (INKOPER, 0.05), (HALLO, 0.05)]) == sure


@pytest.mark.parametrize(
    ("text", "parts", "asked"),
    [
        ("hallo", (), [Ask.IN_DOUBT]),
        ("hallo", ("een",), [Ask.IN_DOUBT, Ask.IN_DOUBT]),
        ("hallo", ("een", "twee"), [Ask.IN_DOUBT, Ask.NEVER]),
        ("what does a buyer do", (), [Ask.IN_DOUBT, Ask.ALWAYS]),
    ],
)
def test_when_a_second_opinion_is_asked(
    text: str, parts: tuple[str, ...], asked: list[Ask], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Ask] = []
    predict = TextModel.predict

    def noted(model: TextModel, texts: Sequence[str], second_opinion: Ask = Ask.IN_DOUBT) -> Any:
        seen.append(second_opinion)
        return predict(model, texts, second_opinion)

    monkeypatch.setattr(TextModel, "predict", noted)
    rank(tiny_model(), text, parts)
    assert seen == asked


def test_a_second_opinion_changes_what_letters_left_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(encoders._LOADERS, "e5", ("numpy", lambda: vowels))
    model = TextModel(Settings(encoder="", second_opinion="e5"))
    model.fit(TEXTS, LABELS)
    doubt = ["xqz"]
    assert np.array_equal(model.predict(doubt, Ask.NEVER), tiny_model().predict(doubt))
    assert not np.array_equal(model.predict(doubt, Ask.ALWAYS), model.predict(doubt, Ask.NEVER))
    assert np.array_equal(model.predict(doubt), model.predict(doubt, Ask.ALWAYS))


def test_the_source_s_fingerprint_follows_the_files_learnt_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in fingerprint.LEARNT_BY:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((fingerprint.PACKAGE / name).read_bytes())
    own = fingerprint.source_fingerprint()
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    assert fingerprint.source_fingerprint() == own
    for name in fingerprint.LEARNT_BY:
        before = fingerprint.source_fingerprint()
        (tmp_path / name).write_bytes(b"# changed")
        assert fingerprint.source_fingerprint() != before, name
