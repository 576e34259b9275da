"""A message in Frisian or a dialect is understood by its standard Dutch, and so is a follow-up behind it."""

from __future__ import annotations

import pytest

from contract.context import Context
from contract.intents import Intent
from nlu.understand.knowledge import Knowledge
from nlu.understand.understand import Understanding, understand
from tests.support.tiny_model import DUTCH, tiny_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return tiny_knowledge()


def understood(text: str, knowledge: Knowledge, context: Context | None = None) -> Understanding:
    return understand(text, DUTCH(text.lower()), context or Context(), knowledge)


def test_a_frisian_question_is_answered_as_its_dutch_is(knowledge: Knowledge) -> None:
    frisian = understood("Wat docht in ynkeaper?", knowledge)
    assert frisian.in_standard_dutch.lower() == "wat doet een inkoper?"
    assert frisian.verdict.details.topic == "rol/inkoper"
    assert frisian.verdict.details.language == ""


@pytest.mark.parametrize("text", ["Wat doet een inkoper?", "What does a buyer do?"])
def test_dutch_and_english_are_in_no_dialect(text: str, knowledge: Knowledge) -> None:
    assert understood(text, knowledge).in_standard_dutch == ""


@pytest.mark.parametrize("text", ["ik wol dea", "wa hellept my ik wil dood en hja net"])
def test_distress_in_a_dialect_goes_before_all(text: str, knowledge: Knowledge) -> None:
    assert understood(text, knowledge).verdict.intent is Intent.DISTRESS


def test_a_follow_up_is_read_behind_the_dutch_of_the_question_before(knowledge: Knowledge) -> None:
    before = Context(topic="rol/inkoper", questions=("wat docht in ynkeaper",))
    dutch = Context(topic="rol/inkoper", questions=("wat doet een inkoper",))
    text = "en dan?"
    assert (
        understood(text, knowledge, before).observation.behind == understood(text, knowledge, dutch).observation.behind
    )
