"""Greetings, thanks and questions about the assistant itself."""

from __future__ import annotations

import pytest

from tests.support.client import Talk


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("hoi", "Hallo"),
        ("dank je wel voor je hulp", "Graag gedaan"),
        ("tot ziens", "Tot ziens"),
        ("ben je een robot?", "computerprogramma"),
        ("wat kun je allemaal", "Ik beantwoord vragen"),
        ("wat bewaar je van mij", "bewaard"),
        ("ik wil een medewerker spreken", "je eigen gemeente"),
        ("wat een fijne uitleg", "Dank je wel"),
        ("hier schiet ik niks mee op", "vervelend"),
        ("vertel eens een mop", "niet zo goed in"),
        ("hoi, hoe is het met je", "Fijn dat je het vraagt"),
        ("geef me een minuutje, ik denk na", "ik blijf hier"),
        ("waar blijft dat antwoord nou", "Sorry dat je moest wachten"),
        ("wat een vermoeiende dag", "Dat is niet fijn"),
        ("een testje van mij", "Ja, het werkt"),
        ("hahaha wat grappig", "kunt lachen"),
        ("wat een prachtig weer is het", "geen raam"),
        ("mag ik ook engels met je praten", "antwoord in het Nederlands"),
        ("ik kan het niet meer aan", "113"),
    ],
)
def test_small_talk(talk: Talk, said: str, answered: str) -> None:
    reply = talk.say(said)
    assert reply.outcome == "gesprek"
    assert answered in reply.text
    assert reply.sources == []


def test_a_question_in_a_letter_is_answered(talk: Talk) -> None:
    letter = "Geachte heer/mevrouw,\n\nWat is social return?\n\nAlvast bedankt!\n\nMet vriendelijke groet,\nKim\nGemeente Zwolle"
    assert talk.say(letter).sources == ["inkoop/social-return"]
    assert talk.say("Dankjewel! En wat doet een inkoper? Groetjes, Kim").sources == ["rol/inkoper"]


def test_a_word_of_the_guide_is_explained(talk: Talk) -> None:
    reply = talk.say("pso ladder?")
    assert reply.outcome == "antwoord"
    assert reply.text.startswith("PSO 30+ is een certificaat")
    assert reply.sources == ["inkoop/artikel-2-82"]


def test_someone_in_distress_gets_a_number_at_once(talk: Talk) -> None:
    reply = talk.say("ik wil niet meer leven")
    assert "0800-0113" in reply.text
    assert "112" in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "wat doet een inkoper? trouwens, ik wil niet meer leven",
        "er staat een man met een pistool voor de deur",
        "mijn man slaat me",
    ],
)
def test_distress_goes_before_all_else(talk: Talk, said: str) -> None:
    talk.say("wat doet een verbinder")
    reply = talk.say(said)
    assert reply.outcome == "gesprek"
    assert "112" in reply.text
    assert "113" in reply.text


@pytest.mark.parametrize(
    "said",
    [
        "Wat een weer vandaag zeg! Wat doet een inkoper?",
        "test test. wat doet een inkoper",
        "pff wat een dag. wat doet een inkoper",
    ],
)
def test_a_question_beside_small_talk_is_answered(talk: Talk, said: str) -> None:
    assert talk.say(said).sources == ["rol/inkoper"]


def test_dag_greets_at_the_beginning_and_is_a_goodbye_after_an_answer(talk: Talk) -> None:
    assert "Hallo" in talk.say("dag").text
    talk.say("wat doet een inkoper")
    assert "Tot ziens" in talk.say("dag!").text


def test_abuse_is_answered_calmly_and_the_conversation_goes_on(talk: Talk) -> None:
    assert "boos" in talk.say("rotbot, je bent waardeloos").text
    assert talk.say("wat doet een inkoper").sources == ["rol/inkoper"]
