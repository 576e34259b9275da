"""A talk is played by what it says that its messages mean, not by what a model makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.training_talks import read_talk_file
from tests.support.tiny_model import DUTCH, tiny_knowledge
from training.play_talks import PlayedTurn, play, play_as_understood

TALK = """\
gesprekken:
  - wie: "een inkoper"
    vrager: ambtenaar
    beurten:
      - "regent het": gids rol/inkoper
      - "waarom dan": vervolg waarom
      - "en dat andere": gids rol/financier
      - vraagt terug: [rol/financier, rol/inkoper]
      - "de tweede": keus rol/inkoper
      - "hallo": twee rol/financier samenwerken/subsidies
      - "allebei": tool kennismaken
      - "hoi": praat dank
      - "in Zwolle": gemeente
      - "hebben ze een nummer": gegevens
      - "hm": onduidelijk
"""


MISTAKEN = """\
gesprekken:
  - wie: "een inkoper"
    vrager: ambtenaar
    beurten:
      - "Wat doet een inkoper?": gids rol/financier
      - "waarom dan": vervolg waarom
"""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> list[PlayedTurn]:
    file = tmp_path_factory.mktemp("talks") / "talks.yml"
    file.write_text(TALK, encoding="utf-8")
    return list(play([(7, talk) for talk in read_talk_file(Path(file))], tiny_knowledge(), DUTCH))


def test_each_message_stands_after_what_was_answered(played: list[PlayedTurn]) -> None:
    first, why, other, second, two, both, thanks, *_ = [turn.context for turn in played]
    assert (first.topic, why.topic, other.topic) == ("", "rol/inkoper", "rol/inkoper")
    assert (second.asked_back, second.offered_topics) == (True, ("rol/financier", "rol/inkoper"))
    assert (two.topic, two.asked_back) == ("rol/inkoper", False)
    assert (both.topic, [item.topic for item in both.list_items]) == (
        "rol/financier",
        ["rol/financier", "samenwerken/subsidies"],
    )
    assert thanks.topic == both.topic, "a guided tool is as if it had not begun"


def test_what_they_said_of_themselves_is_known_from_then_on(played: list[PlayedTurn]) -> None:
    assert [turn.context.municipality for turn in played][-3:] == ["", "GM0193", "GM0193"]
    assert {turn.talk for turn in played} == {7}


def test_played_again_a_message_stands_after_what_the_assistant_did_right_or_wrong(tmp_path: Path) -> None:
    file = tmp_path / "talks.yml"
    file.write_text(MISTAKEN, encoding="utf-8")
    first, why = play([(3, talk) for talk in read_talk_file(file)], tiny_knowledge(), DUTCH)
    [again] = play_as_understood([first, why], tiny_knowledge(), DUTCH)
    assert (again.turn, again.context.topic, again.about) == (why.turn, "rol/inkoper", "rol/financier")


def test_the_topic_before_is_taken_in_and_the_message_by_itself_is_kept(played: list[PlayedTurn]) -> None:
    first, why = played[0].observation, played[1].observation
    assert first.alone == []
    assert why.by_itself is why.alone
    assert why.whole != why.alone
