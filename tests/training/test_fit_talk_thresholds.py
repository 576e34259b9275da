"""Who is spoken to is fitted on held-back talks, and what is done with their messages counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
import yaml

from content.paths import DATA
from content.training_talks import Act, Kind, TalkTurn
from contract.context import Context
from contract.details import Details
from contract.intents import Intent
from nlu.model.labels import Label
from nlu.understand.candidates import ActKind, Candidate
from nlu.understand.guided_tools import ToolSigns
from nlu.understand.observation import Observation
from nlu.understand.ranked_acts import RankedAct
from nlu.understand.signals import Signals
from nlu.understand.thresholds import Thresholds
from tests.support.tiny_model import DUTCH, archive_of, tiny_knowledge, tiny_model
from training import fit_talk_thresholds
from training.fit_talk_thresholds import (
    AskedTurn,
    RankedTurn,
    asker_limit,
    main,
    measure,
    measure_askers,
    outcomes,
    read_turns,
)
from training.play_talks import PlayedTurn
from training.spacy_model import SpacyModel

THRESHOLDS = Thresholds(sure=0.9, choice=0.05)
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


def later(best: float, second: float, expected: str, asks_back: tuple[str, ...] = ()) -> RankedTurn:
    """A message after an answer, that means one of two topics."""
    whole = [(Label("vraag_gids", "rol/inkoper"), best), (Label("vraag_gids", "rol/financier"), second)]
    topics = ("rol/inkoper", best), ("rol/financier", second)
    acts = tuple(
        RankedAct(Candidate(ActKind.TOPIC, Intent.ASK_GUIDE, Details(topic=topic), {}), probability)
        for topic, probability in topics
    )
    observation = Observation(Signals(words=6), (), ToolSigns(), whole, ())
    turn = TalkTurn(Path("talks.yml"), 1, "…", (Act(Kind.TOPIC, (expected,)),), asks_back)
    return RankedTurn(PlayedTurn(0, turn, Context(topic="rol/verbinder"), observation, "rol/verbinder"), acts)


def test_a_topic_told_beside_another_is_right_at_once_and_one_offered_beside_a_referral_within_a_choice() -> None:
    second = later(0.41, 0.4, "rol/financier")
    assert measure([second], THRESHOLDS)["direct"] == 1.0
    referral = RankedAct(Candidate(ActKind.SUBJECT, Intent.OUTSIDE_NEAR, Details(subject="kvk"), {}), 0.55)
    unlikely = later(0.2, 0.1, "rol/financier")
    beside = replace(unlikely, acts=(referral, *unlikely.acts))
    assert measure([beside], THRESHOLDS)["choice"] == 1.0


def test_what_is_meant_is_right_and_so_is_asking_back_where_the_talk_does() -> None:
    unsure = later(0.16, 0.15, "rol/financier")
    asked = later(0.16, 0.15, "rol/financier", asks_back=("rol/inkoper", "rol/financier"))
    found = outcomes([later(0.9, 0.1, "rol/inkoper"), later(0.9, 0.1, "rol/financier"), unsure, asked], THRESHOLDS)
    assert found == {"messages": 4, "right": 0.5, "asks_back": 0.25, "wrong": 0.25}


def test_the_fewest_are_spoken_to_as_the_other() -> None:
    turns = [AskedTurn("ondernemer", 2.5), AskedTurn("ambtenaar", 0.5), AskedTurn("onbekend", 0.7)]
    assert measure_askers(turns, 0.5) == {"found": 0.5, "as_the_other": 0.5, "neither": 1.0}
    assert measure_askers(turns, 0.9) == {"found": 0.5, "as_the_other": 0.0, "neither": 0.0}
    assert measure_askers(turns, 0.95) == {"found": 0.0, "as_the_other": 0.5, "neither": 0.0}
    assert asker_limit(turns) == 0.9


def test_it_is_fitted_on_questions_that_follow_an_answer_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held_back = tmp_path / "held-back"
    held_back.mkdir()
    (held_back / "talks.yml").write_text(TALK, encoding="utf-8")
    file = tmp_path / "thresholds.yml"
    file.write_text("thresholds: {sure: 0.9, choice: 0.03}\n", encoding="utf-8")
    monkeypatch.setattr(fit_talk_thresholds, "DATA", replace(DATA, held_back=held_back, thresholds=file))
    monkeypatch.setattr(spacy, "load", lambda name: DUTCH)
    monkeypatch.setattr(fit_talk_thresholds, "spacy_model", lambda: SpacyModel("nl", "3.8.0"))
    model = str(archive_of(tiny_model(), tmp_path / "models"))
    contexts = [turn.played.context.topic for turn in read_turns(tiny_knowledge(), DUTCH)]
    assert contexts == ["", "rol/inkoper", "rol/financier", "rol/financier"]
    assert main(model) == 0
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert written["thresholds"]["asker"] == 0.95, "a model that knows no askers takes nobody for one"
    assert written["figures_of_askers"] == {"messages": 4, "found": 0.0, "as_the_other": 0.0, "neither": 0.0}
    assert written["figures_in_talk"]["messages"] == 3
    assert written["figures_of_talks"]["messages"] == 4
