"""Answer, ask back, or leave it to small talk and outside: by the probabilities alone."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from nlu.classifier import LABELS
from nlu.decision import Decision
from nlu.labels import Label

CONFIG = {"guide_from": 0.5, "answer_from": 0.5, "choice_from": 0.05, "most_choices": 4}


def decide(**probabilities: float) -> Message:
    names = {"inkoper": "rol/inkoper", "financier": "rol/financier", "definitie": "sociaal-ondernemen/definitie"}
    labels = [
        (Label("vraag_gids", names[name]) if name in names else Label(name), value)
        for name, value in sorted(probabilities.items(), key=lambda pair: -pair[1])
    ]
    message = Message({"text": "…"})
    message.set(LABELS, labels)
    [decided] = Decision(CONFIG).process([message])
    return decided


@pytest.mark.parametrize(
    ("probabilities", "intent", "gids"),
    [
        ({"inkoper": 0.8, "financier": 0.1, "groet": 0.1}, "vraag_gids", {"onderwerp": "rol/inkoper"}),
        (
            {"inkoper": 0.4, "financier": 0.35, "groet": 0.2},
            "verduidelijk",
            {"keuzes": ["rol/inkoper", "rol/financier"]},
        ),
        ({"inkoper": 0.3, "groet": 0.6, "financier": 0.1}, "groet", {}),
        ({"inkoper": 0.2, "financier": 0.2, "buiten_ver": 0.35, "groet": 0.25}, "buiten_ver", {}),
    ],
)
def test_decision(probabilities: dict[str, float], intent: str, gids: dict[str, Any]) -> None:
    message = decide(**probabilities)
    found = message.get("gids")
    assert message.get(INTENT)["name"] == intent
    assert found.get("onderwerp") == gids.get("onderwerp")
    assert [choice["id"] for choice in found.get("keuzes", [])] == gids.get("keuzes", [])


def test_plain_intents_are_left_as_the_classifier_ranked_them() -> None:
    message = Message({"text": "…", INTENT: {"name": "alarm_set", "confidence": 0.9}})
    message.set(LABELS, [(Label("alarm_set"), 0.9), (Label("alarm_query"), 0.1)])
    [decided] = Decision(CONFIG).process([message])
    assert decided.get(INTENT) == {"name": "alarm_set", "confidence": 0.9}
    assert decided.get("gids") is None
