"""A question in a letter or a mail is understood as if it stood alone; what is only polite stays as it is."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import pytest

from content.paths import DATA
from content.phrase_lists import PhraseListsError
from nlu.understand.letter import LetterReader
from nlu.understand.letter_phrases import LetterPhrase, LetterPhrases, Words, read_letter_phrases
from tests.support.content_in_force import content_in_force
from tests.support.letters import LETTERS

READER = LetterReader.read()
QUESTIONS = [topic.question for topic in content_in_force().guide]


@pytest.mark.parametrize("kind", LETTERS)
def test_the_guides_own_questions_are_all_found_in_a_letter(kind: str) -> None:
    found = [READER.take_apart(LETTERS[kind].format(question=question)).question for question in QUESTIONS]
    assert found == QUESTIONS


def test_a_question_alone_is_left_as_it_is() -> None:
    assert [READER.take_apart(question).question for question in QUESTIONS] == QUESTIONS


@pytest.mark.parametrize(
    "text",
    [
        "hoi",
        "Goedemorgen allemaal!",
        "dankjewel, fijn",
        "Alvast bedankt!",
        "Met vriendelijke groet,\nKim",
        "nog een fijne dag en tot ziens",
        "top, hier kan ik wat mee",
        "",
        "👋",
    ],
)
def test_what_asks_nothing_is_judged_whole(text: str) -> None:
    letter = READER.take_apart(text)
    assert (letter.question, letter.opening, letter.closing, letter.quoted) == (text, "", "", "")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("hoi wat doet een inkoper alvast bedankt", "wat doet een inkoper"),
        ("goedemiddag wat doet een inkoper mvg Kim de Vries Zwolle", "wat doet een inkoper"),
        ("Wat doet een inkoper? Gr. Kim", "Wat doet een inkoper?"),
        ("Dankjewel! En wat doet een financier?", "En wat doet een financier?"),
        ("Bedankt voor de uitleg. En de tweede?", "En de tweede?"),
        ("Beste Kim, wat doet een inkoper?", "wat doet een inkoper?"),
        ("Geachte mevrouw De Boer,\nWat doet een inkoper?", "Wat doet een inkoper?"),
        (
            "Wat doet een inkoper?\nGroet, Kim\nPS: en wat doet een financier?",
            "Wat doet een inkoper?\nen wat doet een financier?",
        ),
        ("Groeten uit Zutphen! Wat doet een inkoper?", "Wat doet een inkoper?"),
        (
            "Wat doet een inkoper? Alvast bedankt! Ik werk bij EZ in een kleine stad.",
            "Wat doet een inkoper? Ik werk bij EZ in een kleine stad.",
        ),
    ],
)
def test_what_stands_around_a_question_is_left_out(text: str, question: str) -> None:
    assert READER.take_apart(text).question == question


@pytest.mark.parametrize(
    "text",
    [
        "dag van de inkoop, wat is dat",
        "hoe worden vrijwilligers bedankt",
        "hoe doe ik de wethouder de groeten aan het eind",
        "dank zij de winkel kennen ze elkaar",
        "Laat me weten wat een inkoper doet.",
        "Hopelijk kunt u zeggen wat een inkoper doet.",
        "bedankt iemand de ondernemer ook",
        "Van de gemeente: mag ik subsidie geven?",
        "Aan wie: stel ik die vraag?",
        "wat schreef de SER in 2015:",
    ],
)
def test_words_of_a_letter_within_a_question_stay(text: str) -> None:
    assert READER.take_apart(text).question == text


QUOTED = "\n\nOp ma 3 nov. 2025 om 10:12 schreef Sam:\n> Hoe verleng ik mijn paspoort?"
FORWARDED = "Van: Sam\nAan: Kim\nOnderwerp: vraag\n\nDag Kim,\nHoe verleng ik mijn paspoort?\nGroet, Sam"


def test_mail_that_is_answered_is_not_the_question() -> None:
    letter = READER.take_apart(f"Wat doet een inkoper?{QUOTED}")
    assert (letter.question, letter.quoted) == ("Wat doet een inkoper?", "Hoe verleng ik mijn paspoort?")
    below = READER.take_apart("Op 3 nov. 2025 schreef Sam:\n> Tot morgen.\n\nWat doet een inkoper?")
    assert below.question == "Wat doet een inkoper?"
    assert READER.take_apart(f"Wat doet een inkoper?\n\n{FORWARDED}").question == "Wat doet een inkoper?"


def test_mail_that_is_only_passed_on_is_the_question() -> None:
    assert READER.take_apart(FORWARDED).question == "Hoe verleng ik mijn paspoort?"
    assert READER.take_apart("> Dag,\n> Wat doet een inkoper?\n> Groet, Sam").question == "Wat doet een inkoper?"


def test_the_sentences_that_ask_are_known_where_there_are_others() -> None:
    assert READER.take_apart("Hoi, ik ben nieuw. Wat doet een inkoper?").asking == "Wat doet een inkoper?"
    assert READER.take_apart("Hoi, wat doet een inkoper?").asking == ""


class CountingPhrases(LetterPhrases):
    """Counts how often it is asked."""

    asked: ClassVar[int] = 0

    def at(self, words: Words, place: int, *names: LetterPhrase) -> int:
        """As its base does."""
        CountingPhrases.asked += 1
        return super().at(words, place, *names)


@pytest.mark.parametrize("text", ["alvast " * 30, "dank. " * 20 + "een twee drie vier vijf. ", "woord " * 50])
def test_a_text_twice_as_long_costs_twice_as_much(text: str) -> None:
    costs = []
    for times in (4, 8):
        CountingPhrases.asked = 0
        LetterReader(CountingPhrases(READER.phrases.lists)).take_apart(text * times)
        costs.append(CountingPhrases.asked)
    assert costs[1] <= 2.5 * costs[0]


def test_a_list_of_phrases_that_is_missing_stops_the_start(tmp_path: Path) -> None:
    incomplete = tmp_path / "brieftaal.yml"
    incomplete.write_text(
        DATA.letters.read_text(encoding="utf-8").replace("ondertekening:", "einde:", 1), encoding="utf-8"
    )
    with pytest.raises(PhraseListsError, match="ondertekening"):
        read_letter_phrases(incomplete)
    with pytest.raises(PhraseListsError, match="cannot be read"):
        read_letter_phrases(tmp_path / "weg.yml")
