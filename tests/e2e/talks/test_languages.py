"""Other languages: recognised, answered in that language in a sentence or two."""

from __future__ import annotations

import pytest

from tests.support.client import Talk


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("hello, do you speak English?", "computer program"),
        ("Guten Morgen, können Sie mir helfen?", "Computerprogramm"),
        ("Merhaba, bana yardım edebilir misiniz?", "bilgisayar"),
        ("Dzień dobry, czy może mi pan pomóc?", "programem"),
        ("Добрий день, чи можете ви мені допомогти?", "програма"),
        ("مرحبا، هل يمكنك مساعدتي؟", "برنامج"),
        ("Bonjour, pouvez-vous m'aider ?", "programme"),
    ],
)
def test_a_greeting_is_answered_in_its_language(talk: Talk, said: str, words: str) -> None:
    reply = talk.say(said)
    assert reply.outcome == "gesprek"
    assert words in reply.text


def test_an_english_question_gets_the_dutch_answer_with_an_english_sentence(talk: Talk) -> None:
    reply = talk.say("What does article 2.82 say?")
    assert reply.sources == ["inkoop/artikel-2-82"]
    assert "You asked in English" in reply.text


def test_an_english_talk_goes_on_and_says_in_full_once_that_it_is_answered_in_dutch(talk: Talk) -> None:
    assert talk.say("How do I convince my colleagues?").sources == ["tool/overtuig-collegas"]
    why = talk.say("why?")
    assert why.sources == ["tool/overtuig-collegas"]
    assert "You asked in English" not in why.text
    assert "in Dutch" in why.text
