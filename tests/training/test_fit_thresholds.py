"""The thresholds are fitted on held-back questions: what counts as right and wrong, and what it is worth."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import spacy

from content.paths import DATA
from contract.details import Details
from contract.intents import Intent
from nlu.model.labels import Label, Ranking
from nlu.understand.candidates import ActKind, Candidate
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import RankedAct
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds, ThresholdsError, read_thresholds
from tests.support.tiny_model import DUTCH, archive_of, tiny_model
from training import fit_thresholds
from training.fit_thresholds import (
    AIMS,
    GOALS,
    HeldBackQuestion,
    main,
    measure,
    read_questions,
    result,
    within_aim,
    worth,
)
from training.spacy_model import SpacyModel

THRESHOLDS = Thresholds(sure=0.8, choice=0.05)


def ranking(inkoper: float, financier: float = 0.0, other: float = 0.0) -> Ranking:
    found = [
        (Label("vraag_gids", "rol/inkoper"), inkoper),
        (Label("vraag_gids", "rol/financier"), financier),
        (Label("buiten_ver"), other),
    ]
    return sorted(found, key=lambda pair: -pair[1])


def question(whole: Ranking, *expected: str, kind: str = "netjes") -> HeldBackQuestion:
    """A question whose acts are as likely as its labels."""
    acts = tuple(RankedAct(_candidate(label), probability) for label, probability in whole)
    observation = Observation(Signals(words=9), (), ToolSigns(), whole, ())
    return HeldBackQuestion(frozenset(expected), kind, observation, acts)


def _candidate(label: Label) -> Candidate:
    kind = ActKind.TOPIC if label.topic else ActKind.OUTSIDE
    return Candidate(kind, Intent(label.intent), Details(topic=label.topic), {})


RIGHT = question(ranking(0.9, 0.05, 0.05), "rol/inkoper")
WRONG = question(ranking(0.9, 0.05, 0.05), "rol/financier", kind="typo")
TOLD_SECOND = question(ranking(0.5, 0.4, 0.1), "rol/financier", kind="typo")
OFFERED = question(ranking(0.25, 0.1, 0.4), "rol/financier", kind="typo")
OFFERED_WRONG = question(ranking(0.25, 0.1, 0.4), "rol/verbinder")
MISSED = question(ranking(0.01, 0.01, 0.9), "rol/inkoper")
OUTSIDE = question(ranking(0.1, 0.1, 0.8), kind="buiten-ver")
OUTSIDE_ANSWERED = question(ranking(0.9, 0.05, 0.05), kind="buiten-ver")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (RIGHT, "direct"),
        (WRONG, "wrong"),
        (TOLD_SECOND, "direct"),
        (OFFERED, "choice"),
        (OFFERED_WRONG, "none"),
        (MISSED, "none"),
        (OUTSIDE, "none"),
        (OUTSIDE_ANSWERED, "wrong"),
    ],
)
def test_what_the_visitor_would_get(asked: HeldBackQuestion, found: str) -> None:
    assert result(asked, THRESHOLDS) == found


@pytest.mark.parametrize(("expected", "found"), [("rol/financier", "direct"), ("rol/verbinder", "wrong")])
def test_two_topics_are_right_when_one_of_them_is(expected: str, found: str) -> None:
    both = Candidate(ActKind.TWO_TOPICS, Intent.ASK_TWO, Details(topics=("rol/inkoper", "rol/financier")), {})
    asked = replace(question(ranking(0.5, 0.5), expected), acts=(RankedAct(both, 0.9),))
    assert result(asked, THRESHOLDS) == found


def test_the_figures() -> None:
    questions = [RIGHT, RIGHT, RIGHT, WRONG, OFFERED, OFFERED_WRONG, OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE_ANSWERED]
    assert measure(questions, THRESHOLDS) == {
        "questions": 6,
        "direct": 0.5,
        "with_choice": 0.6667,
        "wrong": 0.1667,
        "wrong_of_worst_kind": 0.5,
        "worst_kind": "typo",
        "outside": 4,
        "outside_answered": 0.25,
    }


def test_within_the_aim_only_when_all_of_it_is() -> None:
    assert within_aim(dict(AIMS))
    for name in AIMS:
        assert not within_aim({**AIMS, name: AIMS[name] + 0.001})
        assert AIMS[name] < GOALS[name]


def test_what_is_outside_and_answered_or_inside_and_not_takes_away_what_a_choice_gives() -> None:
    right = {"direct": 0.8, "with_choice": 0.8, "wrong": 0.2, "outside_answered": 0.0}
    assert worth(right) == 0.8
    assert worth({**right, "wrong": 0.1}) == 0.75
    assert worth({**right, "with_choice": 0.9, "wrong": 0.1}) == 0.85
    assert worth({**right, "with_choice": 0.9, "wrong": 0.1, "outside_answered": 0.1}) == 0.8


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the thresholds are written."""
    found = tmp_path / "thresholds.yml"
    monkeypatch.setattr(fit_thresholds, "DATA", replace(DATA, thresholds=found, held_back=tmp_path))
    return found


def test_the_best_within_the_aim_is_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = question(ranking(0.42, 0.38, 0.2), "rol/financier")
    monkeypatch.setattr(fit_thresholds, "read_questions", lambda model: [RIGHT, doubtful, OFFERED, OUTSIDE])
    assert main("model.tar.gz") == 0
    found = read_thresholds(file)
    assert (found.sure, found.choice) == (0.95, 0.03)
    assert "make drempels" in file.read_text(encoding="utf-8")


def test_what_was_fitted_on_talks_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fitted = "thresholds: {sure: 0.1, choice: 0.1, asker: 0.3}\nfigures_in_talk: {direct: 0.6}\n"
    file.write_text(fitted, encoding="utf-8")
    monkeypatch.setattr(fit_thresholds, "read_questions", lambda model: [RIGHT, OFFERED, OUTSIDE])
    assert main("model.tar.gz") == 0
    assert (read_thresholds(file).sure, read_thresholds(file).asker) == (0.95, 0.3)
    assert "figures_in_talk" in file.read_text(encoding="utf-8")


def test_without_any_within_the_aim_nothing_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hopeless = question(ranking(0.999, 0.0, 0.001), "rol/financier")
    monkeypatch.setattr(fit_thresholds, "read_questions", lambda model: [hopeless, OUTSIDE])
    assert main("model.tar.gz") == 1
    assert not file.exists()
    assert "No thresholds" in capsys.readouterr().err


def test_held_back_questions_as_the_decision_sees_them(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy, "load", lambda name: DUTCH)
    monkeypatch.setattr(fit_thresholds, "spacy_model", lambda: SpacyModel("nl", "3.8.0"))
    inside = {"tekst": "Wat doet een inkoper?", "verwacht": ["rol/inkoper"], "kenmerk": "netjes"}
    outside = {"tekst": "regent het morgen in Zwolle", "soort": "buiten-ver"}
    (file.parent / "vragen.jsonl").write_text(json.dumps(inside), encoding="utf-8")
    (file.parent / "buiten.jsonl").write_text(json.dumps(outside), encoding="utf-8")
    first, second = read_questions(str(archive_of(tiny_model(), file.parent)))
    assert (first.expected, first.kind) == (frozenset({"rol/inkoper"}), "netjes")
    assert first.observation.whole[0][0] == Label("vraag_gids", "rol/inkoper")
    assert first.observation.signals.words == 4
    assert (second.expected, second.kind) == (frozenset(), "buiten-ver")
    assert second.observation.municipalities == ("GM0193",)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "cannot be used"),
        ("thresholds: {sure: 0.5}", "cannot be used"),
        ("thresholds: {sure: 0.5, choice: 1.5}", "between 0 and 1"),
        ("thresholds: {sure: 0.5, choice: 0.1, kleur: 1}", "make drempels"),
        (": [", "cannot be used"),
    ],
)
def test_a_file_of_thresholds_that_cannot_be_used(file: Path, text: str, problem: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ThresholdsError, match=problem):
        read_thresholds(file)
    with pytest.raises(ThresholdsError, match=r"weg\.yml"):
        read_thresholds(file.with_name("weg.yml"))
