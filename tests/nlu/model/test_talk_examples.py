"""What the classifier learns from conversations."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.training_talks import Act, Kind, Talk, TalkTurn
from nlu.model.labels import Label
from nlu.model.talk_examples import label_of, talk_examples


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (Act(Kind.TOPIC, ("rol/inkoper",)), "vraag_gids::rol/inkoper"),
        (Act(Kind.DESK), "vraag_gids::ondernemer/waar-terecht"),
        (Act(Kind.REFERRAL, ("kvk",)), "buiten_dichtbij##kvk"),
        (Act(Kind.FOLLOW_UP, ("bron",)), "vervolg_bron"),
        (Act(Kind.SMALL_TALK, ("dank",)), "dank"),
        (Act(Kind.OUTSIDE, ("ver",)), "buiten_ver"),
        (Act(Kind.OUTSIDE, ("onzin",)), "onzin"),
        (Act(Kind.OTHERWISE), "bedoel_anders"),
        (Act(Kind.MUNICIPALITY), "noem_gemeente"),
        (Act(Kind.CONTACT_DETAILS), "vraag_gegevens"),
        (Act(Kind.TOOL, ("kennismaken",)), "tool_start##kennismaken"),
    ],
)
def test_the_label_of_what_a_message_means(act: Act, label: str) -> None:
    assert label_of(act) == Label.parse(label)


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.BACK, Kind.TWO_TOPICS, Kind.UNCLEAR, Kind.ASKER])
def test_what_only_its_conversation_tells_is_not_learnt(kind: Kind) -> None:
    turns = (TalkTurn(Path("t.yml"), 1, "de tweede", (Act(kind, ("rol/inkoper",)),)),)
    assert list(talk_examples([Talk("wie", "onbekend", turns)])) == []


def test_an_intent_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="vervolg_geld"):
        label_of(Act(Kind.FOLLOW_UP, ("geld",)))
