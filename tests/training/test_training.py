"""A model is trained when none fits the data, and only then; what it was made of stands on its card."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import rasa.api
import rasa.utils.log_utils

import nlu.model.encoders
from content.municipalities.finder import WORDS
from content.paths import DATA, ROOT
from runtime.checksum import check_checksum, write_checksum
from tests.support.data import copy_data
from training import __main__ as training_command
from training import common_words
from training.fingerprint import fingerprint
from training.spacy_model import SpacyModel

SPACY = SpacyModel("models/spacy/nl_proef", "3.8.0")
QUESTIONS = """version: "3.1"
nlu:
- intent: vraag_gids
  metadata: {topic: rol/inkoper}
  examples: |
    - wat doet een inkoper
    - taken van de inkoper
- intent: groet
  examples: |
    - hallo
"""


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for models, small training data, and nothing trained for real."""
    questions = tmp_path / "questions"
    questions.mkdir()
    (questions / "alle.yml").write_text(QUESTIONS, encoding="utf-8")
    monkeypatch.setenv("ZAKBOEK_SPACY_MODEL", "")
    monkeypatch.setenv("ZAKBOEK_SPACY_VERSION", "")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(training_command, "MODELS", tmp_path)
    monkeypatch.setattr(training_command, "DATA", replace(DATA, questions=questions))
    monkeypatch.setattr(training_command, "spacy_model", lambda: SPACY)
    monkeypatch.setattr(training_command, "fingerprint", lambda root, name: "abc123")
    monkeypatch.setattr(nlu.model.encoders, "installed", lambda: ["use"])
    monkeypatch.setattr(rasa.utils.log_utils, "configure_structlog", lambda level: None)
    return tmp_path


def test_no_training_when_a_model_fits(
    models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trained: list[tuple[str, SpacyModel]] = []
    monkeypatch.setattr(training_command, "train", lambda *given: trained.append(given))
    assert training_command.main() == 0
    (models / "zakboek-abc123.tar.gz").write_bytes(b"")
    assert training_command.main() == 0
    assert trained == [("zakboek-abc123", SPACY)] * 2, "a model without its card is half a model"
    (models / "zakboek-abc123.json").write_text("{}", encoding="utf-8")
    write_checksum(models / "zakboek-abc123.tar.gz")
    capsys.readouterr()
    assert training_command.main() == 0
    assert len(trained) == 2
    assert capsys.readouterr().out == f"{models / 'zakboek-abc123.tar.gz'}\n"


@pytest.mark.parametrize("known", ["", "a checksum"])
def test_a_model_that_is_not_as_it_was_is_trained_anew_where_the_operator_does_not_say_what_it_must_be(
    models: Path, monkeypatch: pytest.MonkeyPatch, known: str
) -> None:
    trained: list[str] = []
    said: list[str] = []
    monkeypatch.setattr(training_command, "say", said.append)
    monkeypatch.setattr(training_command, "train", lambda name, spacy: trained.append(name))
    archive = models / "zakboek-abc123.tar.gz"
    archive.write_bytes(b"")
    (models / "zakboek-abc123.json").write_text("{}", encoding="utf-8")
    if known:
        write_checksum(archive)
        archive.write_bytes(b"something else")
    monkeypatch.setenv("ZAKBOEK_MODEL_SHA256", "0" * 64)
    assert (training_command.main(), trained) == (0, [])
    monkeypatch.delenv("ZAKBOEK_MODEL_SHA256")
    assert (training_command.main(), trained) == (0, ["zakboek-abc123"])
    assert archive.name in said[0]


def test_trained_with_a_card_and_a_checksum_beside_it(
    models: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    given: list[Any] = []

    def train(*arguments: Any, **more: Any) -> SimpleNamespace:
        print("a library's noise")
        (models / "zakboek-abc123.tar.gz").write_bytes(b"trained")
        given.extend([arguments, more])
        return SimpleNamespace(code=0, model=str(models / "zakboek-abc123.tar.gz"))

    monkeypatch.setattr(rasa.api, "train", train)
    training_command.train("zakboek-abc123", SPACY)
    assert given[0][:2] == ("domain.yml", "config.yml")
    assert given[1] == {"fixed_model_name": "zakboek-abc123"}
    check_checksum(models / "zakboek-abc123.tar.gz")
    card = json.loads((models / "zakboek-abc123.json").read_text(encoding="utf-8"))
    assert (card["name"], card["spacy_model"], card["sentence_encoders"]) == ("zakboek-abc123", "nl_proef", ["use"])
    assert card["spacy_model_version"] == "3.8.0"
    assert (card["examples"], card["intents"], card["topics"]) == (3, 2, 1)
    assert capfd.readouterr().out == "", "standard output is for the model's path"
    assert "a library's noise" in (models / "zakboek-abc123.log").read_text(encoding="utf-8")


@pytest.mark.parametrize("result", [SimpleNamespace(code=1, model="x"), SimpleNamespace(code=0, model=None)])
def test_a_training_that_fails_leaves_no_card(
    models: Path, monkeypatch: pytest.MonkeyPatch, result: SimpleNamespace
) -> None:
    monkeypatch.setattr(rasa.api, "train", lambda *given, **more: result)
    with pytest.raises(SystemExit, match="Training failed"):
        training_command.train("zakboek-abc123", SPACY)
    assert [*models.glob("*.json"), *models.glob("*.sha256")] == []


def test_the_fingerprint_follows_what_a_model_is_made_from(tmp_path: Path) -> None:
    def write(name: str, text: str) -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return fingerprint(tmp_path, "nl")

    seen = [fingerprint(tmp_path, "nl")]
    for name in ("config.yml", "data/training/questions/rol/inkoper.yml", "nlu/model/ngrams.py", "rasa/uv.lock"):
        seen += [write(name, "een"), write(name, "twee")]
    assert len(set(seen)) == len(seen)
    assert len(seen[0]) == 12
    assert write("data/live/gids/rol/inkoper.md", "een") == write("nlu/understand/decision.py", "een") == seen[-1]
    assert fingerprint(tmp_path, "ander") != seen[-1]


def test_common_words_that_look_like_a_municipality(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = copy_data(tmp_path)
    for file in data.questions.glob("**/*.yml"):
        file.unlink()
    (data.questions / "alle.yml").write_text(
        QUESTIONS.replace("- hallo", "- ik zwol op\n    - zwolte en ammersfoort\n    - zwolte\n    - breda"),
        encoding="utf-8",
    )
    monkeypatch.setattr(common_words, "DATA", data)
    monkeypatch.setattr(common_words, "words_of_spacy", lambda: {"deventen", "fiets"})
    assert common_words.main() == 0
    head, *words = (data.register / WORDS).read_text(encoding="utf-8").splitlines()
    assert "make gewone-woorden" in head
    assert words == sorted(words)
    assert {"deventen", "zwolte"} <= set(words)
    assert "ammersfoort" not in words, "a long word used once may be a typing error"
    assert "fiets" not in words
    assert capsys.readouterr().out == f"{len(words)} words\n"


def test_the_words_of_spacy_s_tables() -> None:
    words = common_words.words_of_spacy()
    assert {"huis", "huizen"} <= words
    assert all(word.islower() for word in words)
