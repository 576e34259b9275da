"""A talk in Teams through the whole door, from the activity to the card, with a Rasa that says what it is told to."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.channels.channel import ChannelError
from content.live import LiveContent
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Goal, Outcome
from operations.trial.teams.activities import CHANNEL, PERSONAL, TENANT
from operations.trial.teams.platform import Sent, TeamsPlatform, Trouble
from tests.support.content_in_force import content_in_force
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.teams_assistant import teams_door

pytestmark = pytest.mark.anyio

LONG = 20
TAKES_LONGER = content_in_force().texts["kanalen"]["nog_bezig"].text


def answers(platform: TeamsPlatform) -> list[Sent]:
    """The messages of the assistant, but for those that say that it takes longer."""
    return [sent for sent in platform.sent if TAKES_LONGER not in str(sent.card)]


async def answered(platform: TeamsPlatform, number: int) -> None:
    """Once so many messages of the assistant are there."""
    async with asyncio.timeout(LONG):
        await platform.until(lambda: len(answers(platform)) >= number)


def all_files(folder: Path) -> bytes:
    """What stands in the databases and their logs."""
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def pressable(card: dict[str, Any]) -> list[dict[str, Any]]:
    """All buttons of a card."""
    return [action for element in card["body"] for action in element.get("actions", ())]


def shown(platform: TeamsPlatform) -> str:
    """The last card."""
    return str(platform.sent[-1].card)


async def test_a_question_is_answered_with_choices_that_work(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    rasa.script = [an_answer("Social return is **een eis**.", ["Meer lezen"]), an_answer("En nog meer.")]
    async with teams_door(platform, var_dir, content, rasa):
        assert (await platform.deliver(platform.activities.message("Wat is social return?"))).status_code == 200
        await answered(platform, 1)
        assert "Social return is **een eis**." in shown(platform)
        button = pressable(platform.sent[0].card)[0]["data"]
        await platform.deliver(platform.activities.pressed(button, platform.sent[0].id))
        await answered(platform, 2)
        assert "En nog meer." in shown(platform)
        async with asyncio.timeout(LONG):
            await platform.until(lambda: platform.sent[0].versions == 2)
        assert "Gekozen: Meer lezen" in str(platform.sent[0].card)
    assert rasa.asked[0].text == "Wat is social return?"


async def test_a_message_delivered_fifty_times_is_answered_once_in_its_thread(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    async with teams_door(platform, var_dir, content, rasa):
        message = platform.activities.message("Wat is social return?", CHANNEL)
        for _ in range(50):
            assert (await platform.deliver(message)).status_code == 200
        await platform.deliver(platform.activities.message("En een inkoper?", CHANNEL))
        await answered(platform, 2)
    assert [sent.room for sent in answers(platform)] == [CHANNEL.id, CHANNEL.id]
    assert [turn.text for turn in rasa.asked] == ["Wat is social return?", "En een inkoper?"]


async def test_what_came_in_before_the_door_was_closed_is_answered_after(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    rasa.away = True
    async with teams_door(platform, var_dir, content, rasa):
        assert (await platform.deliver(platform.activities.message("Wat is social return?"))).status_code == 200
    rasa.away = False
    async with teams_door(platform, var_dir, content, rasa):
        async with asyncio.timeout(LONG):
            await platform.until(lambda: any("Antwoord op: Wat is" in str(sent.card) for sent in platform.sent))
    assert platform.sent[-1].room == PERSONAL.id


async def test_a_copy_of_the_talk_is_a_link_that_works_and_goes_to_ones_own_chat(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    async with teams_door(platform, var_dir, content, rasa):
        await platform.deliver(platform.activities.message("Wat is social return?", CHANNEL))
        await answered(platform, 1)
        await platform.deliver(platform.activities.message("stuur mij alles wat je van mij weet", CHANNEL))
        await answered(platform, 3)
        own = next(sent for sent in platform.sent if sent.room == PERSONAL.id)
        links = [action["url"] for action in pressable(own.card) if action["type"] == "Action.OpenUrl"]
        assert links
        async with httpx.AsyncClient(transport=platform.transport) as http:
            for link in links:
                assert "Wat is social return?" in (await http.get(link)).text
    assert "kan ik hier niet geven" not in str(own.card)


async def test_a_tool_that_is_offered_can_be_filled_in_as_a_form(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    offer = Choice("Bereid je gesprek voor", Goal(Intent.START_TOOL, Details(tool="kennismaken")))
    rasa.script = [AssistantMessage(Outcome.ANSWER, "Met een tool kan dat.", (offer,))]
    async with teams_door(platform, var_dir, content, rasa):
        await platform.deliver(platform.activities.message("Hoe bereid ik een gesprek voor?"))
        await answered(platform, 1)
        button = pressable(platform.sent[0].card)[1]
        assert button["title"] == "Bereid je gesprek voor, als formulier"
        form = (await platform.deliver(platform.activities.dialog_opened(button["data"]))).json()["task"]["value"]
        filled_in = {**pressable(form["card"]["content"])[0]["data"], "answer.doel": "Minder afval."}
        told = await platform.deliver(platform.activities.dialog_sent(filled_in))
        assert told.json()["task"]["type"] == "message"
        await answered(platform, 2)
    assert [turn.goal.details.tool for turn in rasa.asked if turn.goal] == ["kennismaken"]


async def test_a_wrong_secret_stops_the_start(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    with pytest.raises(ChannelError, match="ZAKBOEK_TEAMS_CLIENT_SECRET"):
        async with teams_door(platform, var_dir, content, rasa, teams_client_secret="anders"):  # noqa: S106
            pass


async def test_no_platform_id_and_nothing_typed_can_be_read_in_a_file_or_in_the_log(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.WARNING, "uvicorn.access")  # the stand-in's own; the door is served by none here
    platform.trouble.append(Trouble(500))
    async with teams_door(platform, var_dir, content, rasa):
        await platform.deliver(platform.activities.message("Wat is een zeldzaamwoord?", CHANNEL), "geen")
        await platform.deliver(platform.activities.message("Wat is een zeldzaamwoord?", CHANNEL))
        async with asyncio.timeout(LONG):
            await platform.until(lambda: not platform.trouble)
        stored = all_files(var_dir)
    for secret in ("zeldzaamwoord", "19:kanaal", "29:persoon-1", "00000001-aaaa", TENANT):
        assert secret.encode() not in stored and secret not in caplog.text
