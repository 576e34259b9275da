"""A message in English gets what its Dutch would get; all else is understood as typed."""

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


def test_an_english_question_is_answered_as_its_dutch_is(knowledge: Knowledge) -> None:
    english = understood("What does a buyer do?", knowledge)
    dutch = understood("wat doet een inkoper?", knowledge)
    assert english.gloss == "wat doet een inkoper?"
    assert english.verdict.intent is Intent.ASK_GUIDE
    assert english.verdict.details.topic == dutch.verdict.details.topic == "rol/inkoper"
    assert (english.verdict.details.language, dutch.verdict.details.language, dutch.gloss) == ("taal_engels", "", "")


def test_a_follow_up_in_english_goes_on_about_the_answer(knowledge: Knowledge) -> None:
    context = Context(topic="rol/inkoper", questions=("What does a buyer do?",))
    understanding = understood("Why is that?", knowledge, context)
    likeliest = understanding.acts[0].candidate
    assert (likeliest.intent, likeliest.details.topic) == (Intent.FOLLOW_UP_REASON, "rol/inkoper")
    assert understanding.verdict.details.language == "taal_engels"


def test_a_word_that_dutch_has_too_is_english_where_the_conversation_is(knowledge: Knowledge) -> None:
    dutch, english = Context(topic="rol/inkoper"), Context(topic="rol/inkoper", already_told=("taal_engels",))
    assert understood("why", knowledge, dutch).gloss == ""
    assert understood("why", knowledge, english).gloss == "waarom"
    assert understood("waarom", knowledge, english).gloss == ""


@pytest.mark.parametrize("text", ["do you speak English?", "where is the Bahnhof, mein Herr, bitte schön"])
def test_a_question_about_the_language_and_one_without_known_words_stay_as_they_are(
    text: str, knowledge: Knowledge
) -> None:
    assert understood(text, knowledge).gloss == ""


def test_a_greeting_in_english_is_answered_in_english(knowledge: Knowledge) -> None:
    verdict = understood("good morning, good afternoon to you", knowledge).verdict
    assert (verdict.intent, verdict.details.language) == (Intent.ENGLISH, "")


def test_distress_in_english_goes_before_all(knowledge: Knowledge) -> None:
    understanding = understood("What does a buyer do? I want to die", knowledge)
    assert (understanding.verdict.intent, understanding.gloss) == (Intent.DISTRESS, "")
