"""What the door answers to Teams, and to who says to be Teams."""

from __future__ import annotations

import logging
import time
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.channels.events import Arrived, Chosen, MessageTyped, Rated, ToolFilledIn, Unreadable
from api.channels.teams.app import create_with
from api.channels.teams.settings import PATH, TeamsSettings
from content.live import LiveContent
from operations.trial.teams.activities import CHANNEL, CLIENT_ID, CLIENT_SECRET, GROUP, KIM, TENANT, file_attachment
from operations.trial.teams.card_check import wrong_with
from operations.trial.teams.platform import TeamsPlatform
from tests.api.channels.teams.conftest import TakenIn, Teams
from tests.support.figures import figure

pytestmark = pytest.mark.anyio

OTHER = "00000000-0000-4000-8000-0000000000ff"


async def test_a_message_is_stored_and_then_acknowledged(teams: Teams) -> None:
    answer = await teams.platform.deliver(teams.platform.activities.message("Wat is social return?"))
    assert (answer.status_code, answer.content) == (200, b"")
    assert teams.taken_in.acts == [MessageTyped("Wat is social return?")]


async def test_what_cannot_be_stored_is_not_acknowledged(teams: Teams) -> None:
    teams.taken_in.is_away = True
    message = teams.platform.activities.message("Wat is social return?")
    assert (await teams.platform.deliver(message)).status_code == 500
    teams.taken_in.is_away = False
    assert (await teams.platform.deliver(message)).status_code == 200
    assert len(teams.taken_in.events) == 1


async def test_fifty_deliveries_of_one_message_are_one_event(teams: Teams) -> None:
    message = teams.platform.activities.message("Wat is social return?")
    for _ in range(50):
        assert (await teams.platform.deliver(message)).status_code == 200
    assert teams.taken_in.acts == [MessageTyped("Wat is social return?")]


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"aud": OTHER}, "audience"),
        ({"aud": None}, "token"),
        ({"iss": "https://sts.windows.net/other/"}, "issuer"),
        ({"exp": int(time.time()) - 3600, "iat": int(time.time()) - 7200}, "expired"),
        ({"serviceurl": "https://elders.example/"}, "token"),
        ({"serviceurl": None}, "token"),
    ],
)
async def test_a_token_that_is_not_for_us_is_refused(
    teams: Teams, claims: dict[str, Any], reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    message = teams.platform.activities.message("Een geheim")
    assert (await teams.platform.deliver(message, teams.platform.token(**claims))).status_code == 401
    assert teams.taken_in.events == {}
    [line] = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert line == f"Teams: refused ({reason}), 1 times since the start"


async def test_who_brings_no_token_or_one_that_is_none_is_refused(teams: Teams) -> None:
    message = teams.platform.activities.message("Hallo")
    before = figure("zakboek_channel_events_refused_total", channel="teams", kind="not_authentic")
    right = teams.platform.token()
    head, claims, _ = right.split(".")
    for token in ("", "geen", f"{head}.{claims}.", f"{head}.{claims}.AAAA", right[:-8] + "AAAAAAAA", "x" * 9000):
        assert (await teams.platform.deliver(message, token)).status_code == 401
    assert figure("zakboek_channel_events_refused_total", channel="teams", kind="not_authentic") == before + 6
    assert teams.taken_in.events == {}


async def test_a_body_that_was_changed_on_the_way_does_not_lead_answers_elsewhere(teams: Teams) -> None:
    message = teams.platform.activities.message("Hallo")
    for changed in ("https://elders.example/", "", None):
        assert (await teams.platform.deliver({**message, "serviceUrl": changed})).status_code == 401
    assert teams.taken_in.events == {}


async def test_another_tenant_is_refused_also_with_a_right_token(teams: Teams) -> None:
    message = teams.platform.activities.message("Hallo")
    elsewhere = {**message["conversation"], "tenantId": OTHER}
    no_tenant = {key: value for key, value in message["conversation"].items() if key != "tenantId"}
    for foreign in (
        {**message, "conversation": elsewhere, "channelData": {"tenant": {"id": OTHER}}},
        {**message, "conversation": elsewhere},
        {**message, "channelData": {"tenant": {"id": OTHER}}},
        {**message, "conversation": no_tenant, "channelData": {}},
    ):
        assert (await teams.platform.deliver(foreign)).status_code == 401
    assert teams.taken_in.events == {}


async def test_another_channel_of_the_bot_framework_is_refused(teams: Teams) -> None:
    message = {**teams.platform.activities.message("Hallo"), "channelId": "webchat"}
    assert (await teams.platform.deliver(message)).status_code == 401


async def test_what_is_no_activity_is_told_so(teams: Teams) -> None:
    bodies: tuple[Any, ...] = ([], "tekst", 1)
    for body in bodies:
        assert (await teams.platform.deliver(body)).status_code == 400


async def test_when_microsofts_keys_cannot_be_fetched_teams_is_asked_to_come_again(content: LiveContent) -> None:
    nobody = "http://127.0.0.1:1"
    door, taken_in = FastAPI(), TakenIn()
    channel = create_with(door, TeamsSettings(CLIENT_ID, CLIENT_SECRET, TENANT, "", nobody), content, taken_in)
    platform = TeamsPlatform(nobody, f"http://door{PATH}", httpx.ASGITransport(door))
    assert (await platform.deliver(platform.activities.message("Hallo"))).status_code == 503
    assert taken_in.events == {}
    await channel.close()


async def test_what_needs_no_answer_is_acknowledged_and_counted(teams: Teams, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    make = teams.platform.activities
    message = make.message("Wat is social return?")
    for activity, reason in (
        (make.edited(message, "Wat is een inkoper?"), "edited"),
        (make.deleted(message), "deleted"),
        (make.any("messageReaction", CHANNEL, reactionsAdded=[{"type": "like"}]), "reaction"),
        ({**message, "from": {"id": "28:een-andere-bot", "name": "Bot"}}, "bot"),
        (make.any("message", CHANNEL, text="Wie komt er mee lunchen?"), "not_mentioned"),
        (make.any("nieuws", CHANNEL), "other"),
        (make.any("conversationUpdate", CHANNEL, membersAdded=[KIM.account]), "members"),
    ):
        assert (await teams.platform.deliver(activity)).status_code == 200
        assert f"Teams: ignored ({reason}), 1 times since the start" in caplog.messages
    assert teams.taken_in.events == {}
    assert "lunchen" not in caplog.text and "inkoper" not in caplog.text


async def test_a_file_cannot_be_read_and_the_question_beside_it_is_answered(teams: Teams) -> None:
    make = teams.platform.activities
    await teams.platform.deliver(make.message("Klopt dit?", attachments=[file_attachment("beleid.docx")]))
    await teams.platform.deliver(make.message("", attachments=[file_attachment("beleid.docx")]))
    assert teams.taken_in.acts == [Unreadable("bestand"), MessageTyped("Klopt dit?"), Unreadable("bestand")]


async def test_forty_thousand_characters_come_in_whole(teams: Teams) -> None:
    text = "Wat is social return? " * 1819
    await teams.platform.deliver(teams.platform.activities.message(text))
    assert teams.taken_in.acts == [MessageTyped(text.strip())]


async def test_buttons_of_a_card_come_back(teams: Teams) -> None:
    make = teams.platform.activities
    await teams.platform.deliver(make.pressed({"act": "choice", "choice": "keuze-1"}, "bericht-1", CHANNEL))
    await teams.platform.deliver(make.pressed({"act": "rating", "message": "m", "useful": False}, "bericht-1"))
    await teams.platform.deliver(make.pressed({"act": "choice"}, "bericht-1"))
    await teams.platform.deliver(make.pressed({"iets": "anders"}, "bericht-1"))
    assert teams.taken_in.acts == [
        Chosen("keuze-1", "bericht-1"),
        Rated("m", False, "bericht-1"),
        Unreadable("teams_niets_gekozen"),
        Unreadable("onleesbaar"),
    ]


async def test_the_assistant_greets_where_it_is_added_and_where_it_is_only_named(teams: Teams) -> None:
    make = teams.platform.activities
    for activity in (make.added(), make.added(CHANNEL), make.message("", GROUP)):
        await teams.platform.deliver(activity)
    assert teams.taken_in.acts == [Arrived(), Arrived(), Arrived()]


async def test_topics_are_found_for_a_message_of_ones_own_and_nothing_is_stored(teams: Teams) -> None:
    answer = await teams.platform.deliver(teams.platform.activities.query("social return", GROUP))
    found = answer.json()["composeExtension"]["attachments"]
    assert found[0]["preview"]["content"]["title"] == "Social return"
    assert all(wrong_with(one["content"]) == [] for one in found)
    assert "Bron: [" in str(found[0]["content"]["body"])
    assert teams.taken_in.events == {}


async def test_a_search_shows_the_guide_before_it_begins_and_says_when_nothing_is_found(teams: Teams) -> None:
    make = teams.platform.activities
    at_first = (await teams.platform.deliver(make.query("", count=5))).json()["composeExtension"]
    none = (await teams.platform.deliver(make.query("xyzzy qwrtp"))).json()["composeExtension"]
    assert len(at_first["attachments"]) == 5
    assert none["type"] == "message"


async def test_a_tool_can_be_filled_in_in_a_dialog(teams: Teams) -> None:
    make = teams.platform.activities
    opened = await teams.platform.deliver(make.dialog_opened({"act": "form", "tool": "kennismaken"}))
    form = opened.json()["task"]["value"]["card"]["content"]
    assert wrong_with(form) == []
    sent = {"act": "filled_in", "tool": "kennismaken", "answer.doel": " Werk maken ", "answer.fase": "start"}
    told = await teams.platform.deliver(make.dialog_sent(sent))
    assert told.json()["task"]["type"] == "message"
    [act] = teams.taken_in.acts
    assert isinstance(act, ToolFilledIn)
    assert act.answers["doel"] == "Werk maken" and act.answers["geld"] == ""


async def test_a_tool_that_is_gone_or_too_long_for_a_dialog_says_so(teams: Teams) -> None:
    make = teams.platform.activities
    for tool in ("weg", "beleid-maken"):
        opened = await teams.platform.deliver(make.dialog_opened({"act": "form", "tool": tool}))
        assert opened.json()["task"]["type"] == "message"
    await teams.platform.deliver(make.dialog_sent({"act": "filled_in", "tool": "weg"}))
    assert teams.taken_in.acts == [Unreadable("teams_formulier_weg")]


async def test_an_invoke_that_is_not_known_is_told_so(teams: Teams) -> None:
    activity = teams.platform.activities.any("invoke", GROUP, name="iets/nieuws", value={})
    assert (await teams.platform.deliver(activity)).status_code == 501


async def test_the_address_is_not_in_the_description_of_the_app(teams: Teams) -> None:
    assert PATH not in teams.door.openapi()["paths"]
