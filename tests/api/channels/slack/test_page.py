"""The page of the stand-in does what people do in Slack, and shows each what is theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api.channels.channel import Attachment
from api.channels.events import AccessWithdrawn, Arrived, MessageTyped, Unreadable
from operations.trial.slack.client import POLICY
from tests.support.channel_messages import ANSWER, DOCUMENT
from tests.support.slack_assistant import SlackTrial

pytestmark = pytest.mark.anyio

AMINA, BRAM, DIRECT, CHANNEL = "U0AMINA", "U0BRAM", "D0AMINA", "C0ALGEMEEN"


@pytest.fixture
async def page(trial: SlackTrial) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(trial.platform.app)
    async with httpx.AsyncClient(transport=transport, base_url=trial.platform.url) as client:
        yield client


async def do(page: httpx.AsyncClient, what: str, **more: Any) -> int:
    answer = await page.post("/doe", json={"person": AMINA, "doe": what, **more})
    status: int = answer.json()["status"]
    return status


async def seen_by(page: httpx.AsyncClient, person: str) -> dict[str, Any]:
    world: dict[str, Any] = (await page.get("/wereld", params={"person": person})).json()
    return world


@pytest.mark.parametrize("path", ["/", "/page.css", "/page.js"])
async def test_the_page_comes_from_this_machine_alone(page: httpx.AsyncClient, path: str) -> None:
    answer = await page.get(path)
    assert answer.status_code == 200
    assert "http" not in answer.text.replace("http-equiv", "")
    if path == "/":
        assert answer.headers["content-security-policy"] == POLICY


async def test_what_is_typed_is_told_to_the_assistant(page: httpx.AsyncClient, trial: SlackTrial) -> None:
    await do(page, "zeg", channel=DIRECT, text="wat is social return?")
    await do(page, "zeg", channel=DIRECT, text="", file=True)
    assert await do(page, "zeg", channel=CHANNEL, text="/zakboek wat is SROI?") == 200
    assert await do(page, "zeg", channel=CHANNEL, text="/zakboek") == 200
    assert [event.act for event in trial.taken_in.events] == [
        MessageTyped("wat is social return?"),
        Unreadable("bestand"),
        MessageTyped("wat is SROI?"),
        Arrived(),
    ]


async def test_each_sees_their_own_talks_and_the_channels(page: httpx.AsyncClient, trial: SlackTrial) -> None:
    await do(page, "zeg", channel=DIRECT, text="alleen van mij")
    await do(page, "zeg", channel=CHANNEL, text="van ons allen")
    assert [one["text"] for one in (await seen_by(page, AMINA))["messages"]] == ["alleen van mij", "van ons allen"]
    assert [one["text"] for one in (await seen_by(page, BRAM))["messages"]] == ["van ons allen"]


async def test_a_file_that_the_assistant_gave_can_be_opened(page: httpx.AsyncClient, trial: SlackTrial) -> None:

    await do(page, "zeg", channel=DIRECT, text="hoi")
    await trial.channel.send(trial.taken_in.last.address, DOCUMENT, (Attachment(b"inhoud", "text/plain", "a b.txt"),))
    [file] = (await seen_by(page, AMINA))["messages"][-1]["files"]
    answer = await page.get(f"/bestand/{file['id']}")
    assert answer.content == b"inhoud"


async def test_who_waits_sees_a_change_at_once(page: httpx.AsyncClient, trial: SlackTrial) -> None:
    await do(page, "zeg", channel=DIRECT, text="hoi")
    before = (await seen_by(page, AMINA))["version"]
    await trial.channel.send(trial.taken_in.last.address, ANSWER)
    after = await page.get("/wereld", params={"person": AMINA, "na": before})
    assert len(after.json()["messages"]) == 2


async def test_a_form_that_is_put_away_is_gone(page: httpx.AsyncClient, trial: SlackTrial) -> None:
    await do(page, "start")
    await trial.idle()
    home = (await seen_by(page, AMINA))["home"]
    [form] = [
        element
        for block in home["blocks"]
        for element in block.get("elements", ())
        if element.get("action_id") == "toolformulier|kennismaken"
    ]
    await do(page, "klik_start", action=form)
    assert (await seen_by(page, AMINA))["form"]["title"]["text"] == "Kennismaken"
    await do(page, "sluit")
    assert (await seen_by(page, AMINA))["form"] is None


async def test_the_app_is_taken_away_and_put_back(page: httpx.AsyncClient, trial: SlackTrial) -> None:
    await do(page, "haal_weg")
    assert not (await seen_by(page, AMINA))["installed"]
    await do(page, "zeg", channel=DIRECT, text="hoort niemand")
    await do(page, "zet_erin")
    assert (await seen_by(page, AMINA))["installed"]
    await do(page, "zeg", channel=DIRECT, text="wat is social return?")
    assert [event.act for event in trial.taken_in.events] == [AccessWithdrawn(), MessageTyped("wat is social return?")]
