"""What an activity of Teams means."""

from __future__ import annotations

from typing import Any

import pytest

from api.channels.events import ChannelEvent, Chosen, DeletionWanted, Ignored, MessageTyped, ToolFilledIn
from api.channels.teams.events import read_activity, typed_text
from operations.trial.teams.activities import BOT, CHANNEL, GROUP, KIM, PERSONAL, ROBIN, TENANT, Activities
from tests.support.content_in_force import content_in_force

TOOLS = content_in_force().guided_tools
MAKE = Activities("https://smba.example/emea/")


def the_event(activity: dict[str, Any]) -> ChannelEvent:
    """The one event in it."""
    read = read_activity(activity, TOOLS)
    assert not isinstance(read, Ignored)
    [event] = read
    return event


def test_a_mention_in_a_channel_is_answered_in_its_thread() -> None:
    event = the_event(MAKE.message("Wat is SROI?", CHANNEL, KIM))
    assert event.act == MessageTyped("Wat is SROI?")
    assert event.place.workspace == TENANT
    assert event.place.room == event.address["conversation"] == CHANNEL.id
    assert event.place.person == KIM.account["aadObjectId"]
    assert event.address["person"] == KIM.account["id"]


def test_only_the_mention_of_the_assistant_is_left_out() -> None:
    other = {"type": "mention", "mentioned": KIM.account, "text": "<at>Kim</at>"}
    own = {"type": "mention", "mentioned": BOT, "text": "<at>Zakboek</at>"}
    text = "<at>Zakboek</at>&nbsp;vraag  <at>Kim</at> eens\u00a0wat SROI is"
    activity = MAKE.any("message", CHANNEL, text=text, entities=[other, own])
    assert typed_text(activity) == "vraag Kim eens wat SROI is"


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        ("<p>Wat is <b>SROI</b>?</p><p>En <i>wie</i> doet dat?</p>", "Wat is SROI?\n\nEn wie doet dat?"),
        ("5 &lt; 10 &amp; 3 &gt; 2", "5 < 10 & 3 > 2"),
        ("&lt;b&gt;vet&lt;/b&gt;", "<b>vet</b>"),
        ("korting <5%", "korting <5%"),
        ("mijn tag <gemeente> blijft", "mijn tag <gemeente> blijft"),
        ("een<br>twee<br/>drie", "een\ntwee\ndrie"),
        ("   ", ""),
    ],
)
def test_html_is_left_out_and_what_was_typed_stays(sent: str, typed: str) -> None:
    assert typed_text(MAKE.any("message", PERSONAL, text=sent)) == typed


def test_the_same_delivery_has_the_same_id_and_another_message_another() -> None:
    first, second = MAKE.message("Hallo"), MAKE.message("Hallo")
    assert the_event(first).id == the_event(dict(first)).id != the_event(second).id


def test_two_people_and_two_places_are_told_apart() -> None:
    asked = [MAKE.message("Hallo", CHANNEL, ROBIN), MAKE.message("Hallo", CHANNEL, KIM), MAKE.message("Hallo", GROUP)]
    assert len({the_event(activity).place for activity in asked}) == 3


def test_an_app_taken_away_from_ones_own_chat_takes_the_talk_along() -> None:
    assert the_event(MAKE.installation("remove")).act == DeletionWanted(is_sure=True)
    for action, room in (("remove", CHANNEL), ("add", PERSONAL), ("remove-upgrade", PERSONAL)):
        assert read_activity(MAKE.installation(action, room), TOOLS) == Ignored("installation")


def test_a_card_for_one_person_leads_back_to_the_talk_in_the_channel() -> None:
    event = the_event(MAKE.pressed({"act": "choice", "choice": "ja", "room": CHANNEL.id}, "m"))
    assert event.act == Chosen("ja", "m")
    assert event.place.room == CHANNEL.id and event.address["conversation"] == PERSONAL.id
    assert event.place.person == ROBIN.account["aadObjectId"]


def test_a_card_in_a_channel_cannot_lead_to_another_place() -> None:
    event = the_event(MAKE.pressed({"act": "choice", "choice": "ja", "room": GROUP.id}, "m", CHANNEL))
    assert event.place.room == CHANNEL.id


def test_answers_of_a_form_are_what_one_would_type() -> None:
    filled = {"answer.functie": "inkoper", "answer.mandaat": "budget,onbekend", "answer.weg": "x", "answer.eerst": 3}
    tool = TOOLS["rollenwijzer"]
    [function, mandate] = tool.questions[0], tool.questions[1]
    first, second = mandate.options[:2]
    filled |= {"answer.functie": function.options[1].id, "answer.mandaat": f"{first.id},{second.id},weg"}
    act = the_event(MAKE.dialog_sent({"act": "filled_in", "tool": tool.id, **filled})).act
    assert isinstance(act, ToolFilledIn)
    assert act.answers["functie"] == function.options[1].label
    assert act.answers["mandaat"] == "1, 2"
    assert set(act.answers) == {question.id for question in tool.questions}
    assert act.answers["eerst"] == ""


@pytest.mark.parametrize("key", ["id", "conversation", "from", "channelData"])
def test_an_activity_without_what_is_needed_asks_for_nothing(key: str) -> None:
    activity = MAKE.message("Hallo")
    activity.pop(key)
    if key == "channelData":
        activity["conversation"] = {"id": "x"}
    assert read_activity(activity, TOOLS) == Ignored("incomplete")


@pytest.mark.parametrize("odd", [None, 5, "tekst", [], {"id": 5}, [None, 5]])
@pytest.mark.parametrize("key", ["text", "entities", "attachments", "value", "membersAdded", "recipient", "name"])
def test_nothing_odd_in_an_activity_makes_it_fail(key: str, odd: object) -> None:
    for kind in ("message", "invoke", "conversationUpdate", "installationUpdate"):
        read_activity({**MAKE.any(kind, GROUP), key: odd}, TOOLS)
