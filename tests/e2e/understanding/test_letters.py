"""The guide's own questions mean the same in a letter as by themselves, by the trained model.

Runs in Rasa's Python with the trained model in ZAKBOEK_TEST_MODEL.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from content.live import read_content
from contract.context import Context
from contract.intents import Intent
from nlu.understand.knowledge import Knowledge
from nlu.understand.observe import read
from nlu.understand.understand import understand
from nlu.understand.verdict import Verdict
from tests.support.letters import LETTERS
from training.spacy_model import spacy_model
from training.trained_model import load_trained_model

QUESTIONS = [topic.question for topic in read_content().guide]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    model = os.environ.get("ZAKBOEK_TEST_MODEL")
    if not model:
        pytest.skip("ZAKBOEK_TEST_MODEL is not set: run this test by `make test-e2e`")
    return Knowledge.with_model(load_trained_model(Path(model)))


@pytest.fixture(scope="module")
def language() -> Language:
    return spacy.load(spacy_model().name)


def meant(text: str, knowledge: Knowledge, language: Language) -> Verdict:
    return understand(text, read(text, language), Context(), knowledge).verdict


@pytest.fixture(scope="module")
def alone(knowledge: Knowledge, language: Language) -> dict[str, Verdict]:
    """What each question means by itself."""
    return {question: meant(question, knowledge, language) for question in QUESTIONS}


@pytest.mark.parametrize("kind", LETTERS)
def test_no_question_is_lost_in_a_letter(
    kind: str, alone: dict[str, Verdict], knowledge: Knowledge, language: Language
) -> None:
    for question, verdict in alone.items():
        in_letter = meant(LETTERS[kind].format(question=question), knowledge, language)
        assert (in_letter.intent, in_letter.details.topic) == (verdict.intent, verdict.details.topic), question
        assert in_letter.details.choices == verdict.details.choices, question


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Alvast bedankt!", Intent.THANKS),
        ("Met vriendelijke groet, Kim", Intent.FAREWELL),
        ("Goedemiddag allemaal", Intent.GREETING),
        ("nee, bedankt", Intent.DENY),
    ],
)
def test_what_is_only_polite_stays_small_talk(
    text: str, intent: Intent, knowledge: Knowledge, language: Language
) -> None:
    found = meant(text, knowledge, language).intent
    assert found in {intent, Intent.THANKS, Intent.FAREWELL, Intent.GREETING}


def test_who_greets_and_says_who_and_where_gets_the_way_in_there(knowledge: Knowledge, language: Language) -> None:
    verdict = meant("Hallo, ik ben ondernemer in Almelo, waar kan ik terecht?", knowledge, language)
    assert verdict.details.municipalities == ("GM0141",)
    assert verdict.details.topic == "ondernemer/waar-terecht"


def test_a_question_that_refers_back_is_about_what_stands_before_it(knowledge: Knowledge, language: Language) -> None:
    question = "Wij willen bij een aanbesteding ook op social return letten."
    letter = f"Goedemiddag,\n\n{question} Wat staat daarover in het Zakboek?\n\nMet vriendelijke groet,\nKim de Boer"
    about = meant(question, knowledge, language)
    assert about.details.topic is not None
    verdict = meant(letter, knowledge, language)
    assert (verdict.intent, verdict.details.topic) == (about.intent, about.details.topic)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("dankjewel, ik laat weten hoe het ging", Intent.THANKS),
        ("Geeft niks, dan zoek ik het zelf wel op. Fijne avond alvast!", Intent.FAREWELL),
        ("dankjewel, en wat doet een inkoper?", Intent.ASK_GUIDE),
    ],
)
def test_chatter_around_thanks_is_no_question(
    text: str, intent: Intent, knowledge: Knowledge, language: Language
) -> None:
    assert meant(text, knowledge, language).intent is intent
