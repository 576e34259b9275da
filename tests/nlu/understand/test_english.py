"""A message in English is read as Dutch that asks the same; one in Dutch never is."""

from __future__ import annotations

import pytest

from content.english_words import EnglishWords
from content.paths import DATA
from nlu.understand.english import EnglishReader
from tests.support.content_in_force import content_in_force

WORDS = EnglishWords(
    on_language=frozenset({("english",)}),
    dropped=frozenset({("do",), ("please",), ("hello",)}),
    only_english=frozenset({"the", "what", "how", "who"}),
    dutch={
        ("how", "do", "i"): "hoe kan ik",
        ("social", "enterprise"): "sociale onderneming",
        ("convince",): "overtuigen",
        ("my",): "mijn",
        ("colleague",): "collega",
        ("permit",): "vergunning",
        ("permits",): "vergunningen",
        ("what",): "wat",
        ("is",): "is",
        ("a",): "een",
        ("in",): "in",
        ("and",): "en",
        ("the",): "de",
        ("who",): "wie",
        ("pays",): "betaalt",
        ("dont",): "niet",
    },
)
READER = EnglishReader(WORDS)


def glossed(text: str) -> str:
    gloss = READER.gloss(text)
    assert gloss is not None
    return gloss.text


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("How do I convince my colleagues?", "hoe kan ik overtuigen mijn collega?"),
        ("What is a social-enterprise", "wat is een sociale onderneming"),
        ("hello, what is a social enterprise please?", "wat is een sociale onderneming?"),
        ("permits, permit", "vergunningen, vergunning"),
        ("What is article 2.82 and the PSO?", "wat is article 2.82 en de PSO?"),
        ("don't", "niet"),
        ("don’t", "niet"),
        ("Who pays? What is a permit", "wie betaalt? wat is een vergunning"),
    ],
)
def test_words_and_phrases_become_dutch_and_the_rest_stays_as_typed(english: str, dutch: str) -> None:
    assert glossed(english) == dutch


def test_a_phrase_does_not_reach_over_a_mark() -> None:
    assert glossed("how do, I pays my social. enterprise is a permit").startswith(
        "how I betaalt mijn social. enterprise"
    )


@pytest.mark.parametrize("text", ["", "?!", "😀", "hello", "please do", "my grandmother bakes wonderful cakes"])
def test_what_the_list_knows_too_little_of_is_not_read(text: str) -> None:
    assert READER.gloss(text) is None


def test_names_and_numbers_do_not_count_against_a_message() -> None:
    assert glossed("who pays Jansen Beheer Deventer 2024 30+") == "wie betaalt Jansen Beheer Deventer 2024 30+"


@pytest.mark.parametrize("text", ["do you speak English?", "What is a permit in English"])
def test_who_asks_about_the_language_is_not_read_as_anything_else(text: str) -> None:
    assert READER.gloss(text) is None


@pytest.mark.parametrize(
    ("text", "surely"),
    [
        ("who pays?", True),
        ("what is the permit of Zwolle", False),
        ("is a permit", False),
        ("who", False),
        ("wie is de who", False),
    ],
)
def test_english_for_sure_is_only_what_is_in_the_list_to_the_last_word(text: str, surely: bool) -> None:
    gloss = READER.gloss(text)
    assert (gloss is not None and gloss.surely_english) is surely


def test_no_question_of_the_guide_and_no_learnt_one_in_dutch_is_taken_for_english() -> None:
    reader = EnglishReader.read()
    questions = [topic.question for topic in content_in_force().guide]
    questions += [
        line.strip().removeprefix("- ")
        for file in sorted(DATA.questions.rglob("*.yml"))
        if file.parent.name != "taal"
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.startswith("      - ")
    ]
    glosses = ((question, reader.gloss(question)) for question in questions)
    assert [question for question, gloss in glosses if gloss and gloss.surely_english] == []
