"""A message in Frisian, a dialect or Flemish is read in standard Dutch; one in standard Dutch stays as it is."""

from __future__ import annotations

import pytest

from content.paths import DATA
from content.regional_words import RegionalWords
from content.word_list import PhraseBook
from nlu.understand.regional import RegionalReader
from tests.support.content_in_force import content_in_force

READER = RegionalReader(
    RegionalWords(
        regions={
            "fries": PhraseBook(
                {
                    ("hoe", "kin", "ik"): "hoe kan ik",
                    ("ynkeaper",): "inkoper",
                    ("docht",): "doet",
                    ("in",): "een",
                    ("net",): "niet",
                    ("t",): "het",
                    ("wa",): "wie",
                }
            ),
            "brabants": PhraseBook({("wa",): "wat", ("ge",): "je", ("kende",): "kun je", ("oe",): "jou"}),
        },
        also_dutch=frozenset({"in", "net", "kende"}),
    )
)


@pytest.mark.parametrize(
    ("regional", "dutch"),
    [
        ("Wat docht in ynkeaper?", "Wat doet een inkoper?"),
        ("Hoe kin ik helpe, en net mei jild?", "hoe kan ik helpe, en niet mei jild?"),
        ("wa docht dat", "wie doet dat"),
        ("wa kunde ge daor mee", "wat kunde je daor mee"),
        ("wat docht de bakker van Docht hjir", "wat docht de bakker van Docht hjir"),
        ("(wa kan ge", "(wat kan je"),
        ("docht hy?", "doet hy?"),
        ("wa doch 't of ’t ynkeaper", "wie doch het of het inkoper"),
    ],
)
def test_the_region_with_most_of_its_words_says_what_they_mean(regional: str, dutch: str) -> None:
    assert READER.in_dutch(regional) == dutch


@pytest.mark.parametrize(
    "text",
    ["", "?!", "Wat is het net in deze gemeente dan?", "Ik kende hem net niet", "hoe. kin ik dat nou doen dan"],
)
def test_a_message_with_too_few_words_of_a_region_stays_as_it_is(text: str) -> None:
    assert READER.in_dutch(text) == text


def test_no_question_of_the_guide_and_no_text_of_it_is_taken_for_regional() -> None:
    reader = RegionalReader.read()
    guide = content_in_force().guide
    sentences = [topic.question for topic in guide]
    sentences += [sentence for topic in guide for piece in topic.pieces for sentence in piece.text.split("\n")]
    assert [sentence for sentence in sentences if reader.in_dutch(sentence) != sentence] == []


def test_few_of_the_questions_that_are_learnt_are_taken_for_regional() -> None:
    reader = RegionalReader.read()
    learnt = [
        line.strip().removeprefix("- ")
        for file in sorted(DATA.questions.rglob("*.yml"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("      - ")
    ]
    regional = [question for question in learnt if reader.in_dutch(question) != question]
    assert 0.01 < len(regional) / len(learnt) < 0.05
