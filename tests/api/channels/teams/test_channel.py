"""Sending to Teams, and what it does with a platform that refuses, is slow or away."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import pytest

from api.channels.channel import Attachment, ChannelError, NeverSent, SendLater
from api.channels.events import Chosen, Ignored
from api.channels.teams import channel as teams_channel
from api.channels.teams.events import read_activity
from api.channels.teams.settings import TeamsSettings
from content.live import LiveContent
from operations.trial.teams.activities import CHANNEL, CLIENT_ID, GROUP, PERSONAL, Room
from operations.trial.teams.platform import NEVER, Trouble
from tests.api.channels.teams.conftest import Teams
from tests.support.channel_messages import ANSWER, CHOSEN, CLARIFICATION, DOCUMENT, LONG_TEXT, MESSAGE_FOR_PERSON

pytestmark = pytest.mark.anyio


def address(teams: Teams, room: Room = PERSONAL) -> dict[str, Any]:
    """Where somebody asked something."""
    read = read_activity(teams.platform.activities.message("Hallo", room), {})
    assert not isinstance(read, Ignored)
    return read[0].address


async def test_an_answer_arrives_where_it_was_asked(teams: Teams) -> None:
    for room in (PERSONAL, CHANNEL, GROUP):
        reference = await teams.channel.send(address(teams, room), ANSWER)
        assert (teams.platform.sent[-1].room, teams.platform.sent[-1].id) == (room.id, reference)
    assert teams.platform.refused == []


async def test_the_message_that_was_chosen_from_is_put_in_its_own_place(teams: Teams) -> None:
    reference = await teams.channel.send(address(teams), CLARIFICATION)
    assert await teams.channel.send(address(teams), CHOSEN, replaces=reference) == reference
    [sent] = teams.platform.sent
    assert sent.versions == 2 and "Gekozen" in str(sent.card)


async def test_a_long_message_that_was_rated_changes_its_last_part_alone(teams: Teams) -> None:
    long = replace(LONG_TEXT, text=f"{LONG_TEXT.text}\n\n{LONG_TEXT.text}", full_text_url="")
    reference = await teams.channel.send(address(teams), long)
    parts = len(teams.platform.sent)
    await teams.channel.send(address(teams), replace(long, useful=True), replaces=reference)
    assert parts > 1 and [sent.versions for sent in teams.platform.sent] == [1] * (parts - 1) + [2]


async def test_what_is_for_one_person_goes_to_their_own_chat(teams: Teams) -> None:
    await teams.channel.send(address(teams, CHANNEL), MESSAGE_FOR_PERSON)
    own, told = teams.platform.sent
    assert own.room == PERSONAL.id and "5 > 3" in str(own.card)
    assert told.room == CHANNEL.id and "5 > 3" not in str(told.card) and "alleen voor jou" in str(told.card)


async def test_a_button_in_ones_own_chat_belongs_to_the_talk_in_the_channel(teams: Teams) -> None:
    await teams.channel.send(address(teams, CHANNEL), MESSAGE_FOR_PERSON)
    data = next(
        element["actions"][0]["data"] for element in teams.platform.sent[0].card["body"] if "actions" in element
    )
    await teams.platform.deliver(teams.platform.activities.pressed(data, teams.platform.sent[0].id))
    [event] = teams.taken_in.events.values()
    assert event.act == Chosen("keuze-1", teams.platform.sent[0].id)
    assert event.place.room == CHANNEL.id


async def test_without_an_own_chat_the_place_says_what_to_do_and_shows_nothing(teams: Teams) -> None:
    teams.platform.has_own_chat = False
    await teams.channel.send(address(teams, GROUP), MESSAGE_FOR_PERSON)
    [told] = teams.platform.sent
    assert told.room == GROUP.id and "5 > 3" not in str(told.card) and "voeg hem toe" in str(told.card)


async def test_a_card_that_is_refused_in_ones_own_chat_is_not_taken_for_no_chat(teams: Teams) -> None:
    teams.platform.trouble.append(Trouble(400, room=PERSONAL.id))
    with pytest.raises(NeverSent):
        await teams.channel.send(address(teams, CHANNEL), MESSAGE_FOR_PERSON)
    assert teams.platform.sent == []


async def test_a_line_that_cannot_be_sent_does_not_send_the_answer_twice(teams: Teams) -> None:
    teams.platform.trouble.append(Trouble(500, room=CHANNEL.id))
    assert await teams.channel.send(address(teams, CHANNEL), DOCUMENT)
    assert [sent.room for sent in teams.platform.sent] == [PERSONAL.id]
    assert not teams.platform.trouble


async def test_files_are_given_as_links_that_work_for_a_day(teams: Teams) -> None:
    copy = Attachment(b"{}", "application/json", "gesprek.json", "https://zakboek.voorbeeldstad.example/k/1")
    await teams.channel.send(address(teams), replace(ANSWER, documents=()), (copy, replace(copy, url="")))
    card = str(teams.platform.sent[0].card)
    assert copy.url in card and "De link werkt een dag" in card and "kan “gesprek.json” hier niet geven" in card


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Retry-After": "17"}, 17.0),
        (429, {}, None),
        (429, {"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
        (429, {"Retry-After": "straks"}, None),
        (412, {}, None),
        (500, {}, None),
        (503, {"Retry-After": "3"}, 3.0),
    ],
)
async def test_what_passes_is_tried_later(
    teams: Teams, status: int, headers: dict[str, str], seconds: float | None
) -> None:
    teams.platform.trouble.append(Trouble(status, headers))
    with pytest.raises(SendLater) as told:
        await teams.channel.send(address(teams), ANSWER)
    assert told.value.seconds == seconds
    assert await teams.channel.send(address(teams), ANSWER)


@pytest.mark.parametrize("status", [400, 403, 404, 413])
async def test_what_cannot_be_is_given_up(teams: Teams, status: int) -> None:
    teams.platform.trouble.append(Trouble(status))
    with pytest.raises(NeverSent, match=str(status)):
        await teams.channel.send(address(teams), ANSWER)


async def test_a_place_that_is_gone_is_given_up(teams: Teams) -> None:
    with pytest.raises(NeverSent):
        await teams.channel.send({**address(teams), "conversation": "a:weg"}, ANSWER)


async def test_a_platform_that_never_answers_is_not_waited_for(
    teams: Teams, content: LiveContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teams_channel, "SECONDS", 0.2)
    hasty = teams.channel_with(content)
    teams.platform.trouble.append(NEVER)
    with pytest.raises(SendLater):
        await hasty.send(address(teams), ANSWER)
    await hasty.close()


async def test_a_platform_that_is_away_is_tried_later(teams: Teams) -> None:
    with pytest.raises(SendLater):
        await teams.channel.send({**address(teams), "service_url": "http://127.0.0.1:1/"}, ANSWER)


async def test_a_token_that_teams_no_longer_takes_is_renewed(teams: Teams) -> None:
    await teams.channel.send(address(teams), ANSWER)
    teams.platform._given.clear()
    with pytest.raises(SendLater):
        await teams.channel.send(address(teams), ANSWER)
    assert await teams.channel.send(address(teams), ANSWER)


async def test_right_settings_are_found_right_and_wrong_ones_named(teams: Teams, content: LiveContent) -> None:
    await teams.channel.check()
    other = "00000000-0000-4000-8000-0000000000ff"
    wrong = (
        {"client_secret": "anders"},
        {"client_id": other},
        {"tenant_id": other},
        {"stand_in": "http://127.0.0.1:1"},
    )
    codes = ("AADSTS7000215", "AADSTS700016", "AADSTS700016", "cannot be reached")
    for settings, code in zip(wrong, codes, strict=True):
        channel = teams.channel_with(content, **settings)
        with pytest.raises(ChannelError, match=code) as told:
            await channel.check()
        assert "anders" not in str(told.value)
        await channel.close()


async def test_with_a_wrong_secret_messages_wait(teams: Teams, content: LiveContent) -> None:
    channel = teams.channel_with(content, client_secret="anders")  # noqa: S106
    with pytest.raises(SendLater):
        await channel.send(address(teams), ANSWER)
    await channel.close()


def test_a_stand_in_is_on_this_machine_alone() -> None:
    for elsewhere in ("https://teams.voorbeeldstad.example", "http://10.0.0.1", "teams"):
        with pytest.raises(ChannelError):
            TeamsSettings(CLIENT_ID, "x", "y", "", elsewhere)
    assert "geheim" not in repr(TeamsSettings(CLIENT_ID, "geheim", "y"))


async def test_nothing_of_a_message_or_its_place_is_logged(teams: Teams, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "microsoft_teams.api")
    await teams.channel.send(address(teams, CHANNEL), MESSAGE_FOR_PERSON)
    assert "19:kanaal" not in caplog.text and "5 > 3" not in caplog.text
