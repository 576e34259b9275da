"""What decides in a talk, and who seems to write, is fitted on held-back talks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
import yaml

from content.paths import DATA
from contract.context import Context
from nlu.model.labels import Label
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.observation import Observation
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds
from tests.support.tiny_model import DUTCH, archive_of, tiny_knowledge, tiny_model
from training import fit_talk_thresholds
from training.fit_talk_thresholds import (
    FirstMessage,
    LaterQuestion,
    OtherMessage,
    asker_limit,
    best_limit,
    later_questions,
    main,
    measure,
    measure_askers,
    measure_others,
    other_limit,
    read_turns,
)
from training.spacy_model import SpacyModel

THRESHOLDS = Thresholds(guide=0.3, answer=0.6, choice=0.05)
TALK = """\
gesprekken:
  - wie: "een inkoper"
    vrager: ambtenaar
    beurten:
      - "Wat doet een inkoper?": gids rol/inkoper
      - "en een financier": gids rol/financier
      - "wat kost dat": vervolg vraag
      - "bedankt": praat dank
"""


def later(best: float, second: float, expected: str) -> LaterQuestion:
    ranking = [
        (Label("vraag_gids", "rol/inkoper"), best),
        (Label("vraag_gids", "rol/financier"), second),
        (Label("dank"), 1 - best - second),
    ]
    observation = Observation(Signals(words=6), (), ToolSigns(), ranking, ())
    return LaterQuestion(frozenset({expected}), observation, Context(topic="rol/verbinder"))


def test_it_is_as_low_as_pays_and_no_lower() -> None:
    right, wrong = later(0.42, 0.2, "rol/inkoper"), later(0.31, 0.3, "rol/financier")
    assert best_limit([right, wrong], THRESHOLDS) == 0.4
    assert measure([right, wrong], THRESHOLDS, 0.4) == {"direct": 0.5, "choice": 0.5, "wrong": 0.0, "none": 0.0}
    assert measure([right, wrong], THRESHOLDS, 0.3)["wrong"] == 0.5


def test_an_asker_is_taken_for_one_where_that_is_seldom_wrong() -> None:
    entrepreneur = FirstMessage("ondernemer", {"ondernemer": 0.9, "ambtenaar": 0.1})
    taken_for_the_other = FirstMessage("ambtenaar", {"ondernemer": 0.6, "ambtenaar": 0.2})
    unknown = FirstMessage("onbekend", {"ondernemer": 0.7, "ambtenaar": 0.2})
    messages = [entrepreneur, taken_for_the_other, unknown]
    assert measure_askers(messages, 0.5) == {"found": 0.5, "wrong": 0.5}
    assert measure_askers(messages, 0.95) == {"found": 0.0, "wrong": 0.0}
    assert asker_limit(messages) == 0.65


def test_what_is_not_about_the_guide_is_believed_from_where_that_pays() -> None:
    messages = [OtherMessage(0.1, False), OtherMessage(0.2, False), OtherMessage(0.3, True), OtherMessage(0.9, True)]
    assert other_limit(messages) == 0.25
    assert measure_others(messages, 0.25) == {"direct": 0.5, "wrong": 0.0, "none": 0.5}


def test_it_is_fitted_on_questions_that_follow_an_answer_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_back = tmp_path / "held-back"
    held_back.mkdir()
    (held_back / "talks.yml").write_text(TALK, encoding="utf-8")
    file = tmp_path / "thresholds.yml"
    file.write_text("thresholds: {guide: 0.4, answer: 0.55, choice: 0.03}\n", encoding="utf-8")
    monkeypatch.setattr(fit_talk_thresholds, "DATA", replace(DATA, held_back=held_back, thresholds=file))
    monkeypatch.setattr(spacy, "load", lambda name: DUTCH)
    monkeypatch.setattr(fit_talk_thresholds, "spacy_model", lambda: SpacyModel("nl", "3.8.0"))
    model = str(archive_of(tiny_model(), tmp_path / "models"))
    expected = [set(question.expected) for question in later_questions(read_turns(tiny_knowledge(), DUTCH))]
    assert expected == [{"rol/financier"}, {"rol/financier"}]
    assert main(model) == 0
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert 0 < written["thresholds"]["answer_in_talk"] <= 1
    assert written["thresholds"]["asker"] == 0.5, "a model that knows no askers takes nobody for one"
    assert written["figures_of_askers"] == {"messages": 1, "found": 0.0, "wrong": 0.0}
    assert written["figures_in_talk"]["questions"] == 2
