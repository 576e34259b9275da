"""All that a municipality's own file holds can be asked for, in any order."""

from __future__ import annotations

from tests.support.client import Talk, TalkIn


def test_hours_on_a_site(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    reply = talk.say("is het loket maandag open?")
    assert reply.outcome == "antwoord"
    assert reply.sources == ["gemeente/voorbeeldstad"]
    assert "maandag" in reply.text
    assert "uur" in talk.say("en dinsdag?").text
    assert "0900 000 0001" in talk.say("en het telefoonnummer?").text


def test_first_the_question_then_the_municipality(talk: Talk) -> None:
    assert talk.say("openingstijden").outcome == "verduidelijking"
    reply = talk.say("Voorbeeldstad")
    assert "donderdag: 09.00 tot 17.00 uur en 18.00 tot 20.00 uur" in reply.text
    other = talk.say("en in Zwolle?")
    assert other.outcome == "geen-antwoord"
    assert "Zwolle" in other.text


def test_the_municipality_in_the_question(talk: Talk) -> None:
    assert "Kade 12" in talk.say("wat is het adres van het werkplein in Proefhaven?").text
    assert "info@oefendorp.example" in talk.say("mailadres gemeentewinkel Oefendorp").text


def test_after_where_to_go(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    talk.say("Waar kan ik als ondernemer terecht?")
    assert "Je hebt geen afspraak nodig" in talk.say("mag ik langskomen zonder afspraak?").text
    assert "sociaalondernemen@voorbeeldstad.example" in talk.say("wie is de accountmanager").text


def test_what_the_assistant_is_for_stays_as_it_is(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    assert talk.say("wat doet een accountmanager").sources == ["gemeente/voorbeeldstad", "beleid/accountmanager"]
    assert talk.say("hoe laat is het gemeentehuis open").outcome == "geen-antwoord"


def test_in_the_middle_of_a_tool(talk_in: TalkIn) -> None:
    talk = talk_in("voorbeeldstad")
    talk.say("doe de rollenwijzer")
    reply = talk.say("openingstijden")
    assert "donderdag: 09.00 tot 17.00 uur" in reply.text
    assert reply.choices
