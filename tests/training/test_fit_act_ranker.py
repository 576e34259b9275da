"""The weights are learnt from talks that the classifier has not seen, and written with what they reach."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from content.paths import DATA
from content.training_questions import Block, Example
from nlu.understand.ranked_acts import read_ranker
from tests.support.tiny_model import DUTCH, LABELS, TEXTS, archive_of, tiny_model
from training import fit_act_ranker
from training.fit_act_ranker import learn_folds, main
from training.spacy_model import SpacyModel

TALK = """\
  - wie: "een inkoper"
    vrager: {asker}
    beurten:
      - "Wat doet een inkoper?": gids rol/inkoper
      - "waarom dan": vervolg waarom
      - "en een financier": gids rol/financier
"""


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are written, with six talks and a few questions to learn from."""
    talks = tmp_path / "talks"
    talks.mkdir()
    said = "gesprekken:\n" + "".join(TALK.format(asker=asker) for asker in ("ambtenaar", "ondernemer") * 3)
    (talks / "talks.yml").write_text(said, encoding="utf-8")
    questions = [(*label.partition("::")[::2], text) for label, text in zip(LABELS, TEXTS)]
    blocks = [
        Block(talks, 1, intent, topic or None, None, (Example(talks, 1, topic or intent, text),))
        for intent, topic, text in questions
    ]
    file = tmp_path / "act_weights.json"
    monkeypatch.setattr(fit_act_ranker, "DATA", replace(DATA, talks=talks, act_weights=file))
    monkeypatch.setattr(fit_act_ranker, "MODELS", tmp_path)
    monkeypatch.setattr(fit_act_ranker, "read_blocks", lambda folder: blocks)
    monkeypatch.setattr(fit_act_ranker, "say", lambda line: None)
    monkeypatch.setattr(fit_act_ranker, "spacy_model", lambda: SpacyModel("nl", "3.8.0"))
    monkeypatch.setattr(spacy, "load", lambda name: DUTCH)
    return file


def test_they_are_written_with_their_figures_and_can_be_read(weights: Path, tmp_path: Path) -> None:
    assert main(str(archive_of(tiny_model(), tmp_path / "models"))) == 0
    written = json.loads(weights.read_text(encoding="utf-8"))
    assert written["figures"]["messages"] == 18
    assert written["figures"]["right"] > 0.5
    assert written["figures_as_understood"]["messages"] == 12, "all but the first of each talk"
    assert "make keuze-gesprek" in written["made_by"]
    assert read_ranker(weights).weights.kinds["onderwerp"].own["alone"] != 0


def test_every_talk_is_left_out_once(weights: Path) -> None:
    folds = list(learn_folds(tiny_model().settings, None))
    assert sorted(number for fold in folds for number, _ in fold.talks) == [0, 1, 2, 3, 4, 5]
