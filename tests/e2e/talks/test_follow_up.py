"""A conversation goes on: why, an example, shorter, where it stands, an item of a list, more."""

from __future__ import annotations

import httpx
import pytest

from content.live import read_content
from tests.support.client import Talk


@pytest.mark.parametrize(
    ("follow_up", "part"),
    [("waarom?", "reason"), ("heb je een voorbeeld", "example"), ("korter graag", "gist")],
)
def test_why_example_shorter(talk: Talk, follow_up: str, part: str) -> None:
    talk.say("Wat is social return?")
    reply = talk.say(follow_up)
    assert reply.outcome == "antwoord"
    assert reply.sources == ["inkoop/social-return"]
    assert getattr(read_content().guide.topics["inkoop/social-return"], part) in reply.text


def test_where_does_it_stand(talk: Talk, client: httpx.Client) -> None:
    talk.say("wat is de code sociale ondernemingen")
    reply = talk.say("waar staat dat?")
    topic = client.get("/v1/onderwerpen/tool/code-sociale-ondernemingen").json()
    assert topic["hoofdstuk"] in reply.text
    assert str(topic["pagina"]) in reply.text
    assert topic["link"] in reply.text


def test_items_of_the_list_just_shown(talk: Talk) -> None:
    talk.say("welke rollen heeft een ambtenaar")
    assert talk.say("wat was de tweede ook alweer?").sources == ["rol/ecosysteembouwer"]
    assert talk.say("leg die eens uit").sources == ["rol/ecosysteembouwer"]
    assert talk.say("en de laatste?").sources == ["rol/financier"]


def test_what_stands_with_another_topic_is_found_there(talk: Talk) -> None:
    talk.say("Welke rechtsvorm heeft een sociale onderneming?")
    reply = talk.say("wie controleert dat dan?")
    assert (reply.outcome, reply.sources) == ("antwoord", ["tool/code-sociale-ondernemingen"])


def test_only_a_word_changes(talk: Talk) -> None:
    talk.say("wat doet een inkoper")
    assert talk.say("en een ambassadeur?").sources == ["rol/ambassadeur"]


def test_without_anything_said_before_it_asks_what_about(talk: Talk) -> None:
    reply = talk.say("waarom?")
    assert reply.outcome == "gesprek"
    assert "Waarover" in reply.text


def test_greeting_and_question_in_one(talk: Talk) -> None:
    assert talk.say("hoi, wat doet een inkoper?").sources == ["rol/inkoper"]


def test_an_entrepreneur_keeps_being_spoken_to(talk: Talk) -> None:
    talk.say("ik heb een lunchroom")
    first = talk.say("kan de gemeente mijn eerste klant worden?")
    assert first.sources == ["inkoop/launching-customer"]
    assert "jouw" in first.text
    assert "jouw" in talk.say("kan het makkelijker?").text
