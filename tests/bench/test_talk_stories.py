"""Talks as stories: a label for each message, an action for what it means, and what else is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader

from bench.talk_stories import ASKS_BACK, Seen, action_of, actions_of_labels, domain, seen_talk, stories
from bench.ted_policy import Choice, outcome, shares
from content.training_talks import Act, Kind, Talk, read_talk_file
from nlu.model.labels import Label

TALK = """
gesprekken:
  - wie: "iemand die kiest"
    vrager: ambtenaar
    beurten:
      - "iets over inkoop": onduidelijk
      - vraagt terug: [rol/inkoper, inkoop/inkoopbeleid]
      - "de eerste": keus rol/inkoper
      - "en waarom": vervolg waarom
      - "mag dat": vervolg vraag | verwijs cijfers
      - "of de financier": gids rol/financier
      - "wie van die twee": twee rol/inkoper rol/financier
      - "top": praat compliment
"""
LABELS = [
    Label("vraag_gids", "rol/inkoper"),
    Label("vervolg_lijst"),
    Label("vervolg_waarom"),
    Label("buiten_dichtbij", subject="cijfers"),
    Label("vraag_gids", "rol/financier"),
    Label("vraag_gids", "rol/inkoper"),
    Label("dank"),
]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    file = tmp_path / "talks.yml"
    file.write_text(TALK, encoding="utf-8")
    [talk] = read_talk_file(file)
    return talk


@pytest.fixture
def seen(talk: Talk) -> tuple[Seen, ...]:
    return seen_talk(talk, LABELS)


def test_a_talk_is_a_story(seen: tuple[Seen, ...]) -> None:
    [story] = stories([seen])["stories"]
    assert story["story"] == "talks.yml:6"
    steps = [*zip(story["steps"][::2], story["steps"][1::2])]
    assert steps == [
        ({"intent": "vraag_gids::rol.inkoper"}, {"action": "vraagt terug"}),
        ({"intent": "vervolg_lijst"}, {"action": "gids rol/inkoper"}),
        ({"intent": "vervolg_waarom"}, {"action": "vervolg waarom"}),
        ({"intent": "buiten_dichtbij##cijfers"}, {"action": "vervolg vraag"}),
        ({"intent": "vraag_gids::rol.financier"}, {"action": "gids rol/financier"}),
        ({"intent": "vraag_gids::rol.inkoper"}, {"action": "twee rol/financier rol/inkoper"}),
        ({"intent": "dank"}, {"action": "praat dank"}),
    ]


def test_rasa_reads_it(seen: tuple[Seen, ...]) -> None:
    known = Domain.from_dict(domain([seen]))
    [step] = YAMLStoryReader(known).read_from_parsed_yaml(stories([seen]))
    names = [event.action_name if event.type_name == "action" else event.intent_name for event in step.events]
    assert names == [name for one in seen for name in (one.intent, one.action)]
    assert {one.intent for one in seen} <= set(known.intents)
    assert {one.action for one in seen} <= set(known.action_names_or_texts)


def test_more_than_one_action_is_right(seen: tuple[Seen, ...]) -> None:
    asked, chosen, reason, question, other, *_ = seen
    assert asked.right == {ASKS_BACK}
    assert chosen.right == {"gids rol/inkoper"}
    assert reason.right == {"vervolg waarom"}
    assert question.before == "rol/inkoper"
    assert question.right == {"vervolg vraag", "vervolg waarom", "vervolg meer", "gids rol/inkoper", "verwijs cijfers"}
    assert other.right == {"gids rol/financier"}


@pytest.mark.parametrize(
    ("act", "action"),
    [
        (Act(Kind.BACK, ("rol/inkoper",)), "gids rol/inkoper"),
        (Act(Kind.DESK), "gids ondernemer/waar-terecht"),
        (Act(Kind.OUTSIDE, ("mening",)), "buiten"),
        (Act(Kind.UNCLEAR), ASKS_BACK),
        (Act(Kind.SMALL_TALK, ("ontkennen",)), "praat bevestigen"),
        (Act(Kind.TOOL, ("rollenwijzer",)), "tool rollenwijzer"),
        (Act(Kind.CONTACT_DETAILS), "gegevens"),
    ],
)
def test_what_is_answered_alike_is_one_action(act: Act, action: str) -> None:
    assert action_of(act) == action


def test_a_label_alone_is_an_action_too(talk: Talk) -> None:
    assert actions_of_labels([talk]) == {
        Label("vervolg_waarom"): "vervolg waarom",
        Label("vervolg_vraag"): "vervolg vraag",
        Label("buiten_dichtbij", subject="cijfers"): "verwijs cijfers",
        Label("vraag_gids", "rol/financier"): "gids rol/financier",
        Label("compliment"): "praat dank",
    }


def test_who_is_not_sure_asks_back(seen: tuple[Seen, ...]) -> None:
    unclear, chosen, *_ = seen
    assert outcome(chosen, Choice("gids rol/inkoper", 0.2), 0.0) == "right"
    assert outcome(chosen, Choice("gids rol/financier", 0.2), 0.0) == "wrong"
    assert outcome(chosen, Choice("gids rol/financier", 0.2), 0.3) == "asks back"
    assert outcome(unclear, Choice("gids rol/financier", 0.2), 0.3) == "right"
    assert shares(["right", "wrong", "right", "asks back"]) == "50.0 / 25.0 / 25.0"
