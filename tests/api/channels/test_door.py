"""The channels inside the door: off by default, whole or not at all, and what they open to the network."""

from __future__ import annotations

import asyncio
from pathlib import Path
from time import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import middleware
from api.channels.channel import ChannelError
from api.channels.enabled import enabled_channels
from api.channels.events import ChannelEvent, CopyWanted, MessageTyped
from api.conversations.page_keys import ADDRESS_SECONDS
from api.main import create_app
from api.settings import Settings, SettingsError
from api.store.errors import StoreUnavailable
from content.live import LiveContent
from tests.api.conftest import on_the_same_machine
from tests.support.fake_channel import FakeChannel, FakeChannels, an_event
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.html_page import BROWSER
from tests.support.no_limits import NO_LIMITS

PUBLIC = "https://zakboek.example"
SLACK = {"slack_signing_secret": "geheim", "slack_bot_token": "xoxb-proef", "public_url": PUBLIC}
TEAMS = {
    "teams_client_id": "een-id",
    "teams_client_secret": "geheim",
    "teams_tenant_id": "een-tenant",
    "public_url": PUBLIC,
}


def a_door(
    var_dir: Path, content: LiveContent, rasa: FakeRasa, made_by: FakeChannels | None = None, **settings: object
) -> TestClient:
    """With Slack on."""
    values = {"var_dir": var_dir, "allowed_hosts": "*", **NO_LIMITS, **SLACK, **settings}
    made_by = made_by or FakeChannels()
    return TestClient(create_app(Settings.model_validate(values), content, rasa, {"slack": made_by.slack}))


# Settings


@pytest.mark.parametrize(
    ("given", "on"),
    [
        ({}, ()),
        (SLACK, ("slack",)),
        ({**SLACK, "slack_bot_token": "", "slack_client_id": "1.2", "slack_client_secret": "geheim"}, ("slack",)),
        (TEAMS, ("teams",)),
        ({**SLACK, **TEAMS}, ("slack", "teams")),
        ({"public_url": PUBLIC}, ()),
    ],
    ids=str,
)
def test_a_channel_is_on_when_all_it_needs_is_set(given: dict[str, str], on: tuple[str, ...]) -> None:
    assert enabled_channels(Settings.model_validate(given)) == on


@pytest.mark.parametrize(
    ("given", "without", "named"),
    [
        (SLACK, "public_url", "Slack is set up by half: ZAKBOEK_PUBLIC_URL is missing"),
        (SLACK, "slack_bot_token", "CLIENT_ID, ZAKBOEK_SLACK_CLIENT_SECRET are missing.*ZAKBOEK_SLACK_BOT_TOKEN will"),
        (SLACK, "slack_signing_secret", "ZAKBOEK_SLACK_SIGNING_SECRET is missing"),
        (TEAMS, "teams_tenant_id", "Teams is set up by half: ZAKBOEK_TEAMS_TENANT_ID is missing"),
        ({**TEAMS, "teams_client_id": ""}, "public_url", "ZAKBOEK_TEAMS_CLIENT_ID, ZAKBOEK_PUBLIC_URL are missing"),
        ({**SLACK, "slack_client_id": "1.2"}, "", "set one of the two"),
        ({"slack_client_id": "1.2", "public_url": PUBLIC}, "", "SIGNING_SECRET, ZAKBOEK_SLACK_CLIENT_SECRET are"),
    ],
)
def test_half_a_set_stops_the_start_and_names_what_is_missing(
    content: LiveContent, tmp_path: Path, given: dict[str, str], without: str, named: str
) -> None:
    settings = {name: value for name, value in given.items() if name != without}
    with pytest.raises(SettingsError, match=named) as error:
        create_app(Settings.model_validate({"var_dir": tmp_path, **settings}), content)
    assert "geheim" not in str(error.value)


# The door


def test_off_there_is_nothing_of_it(client: TestClient) -> None:
    for path in ("/kanalen/slack/gebeurtenissen", "/kanalen/documenten/x", "/kanalen/berichten/x"):
        assert client.post(path).status_code == 404
        assert client.get(path).status_code == 404
    assert client.get("/readyz").json()["channels"] == []


def test_on_it_is_tried_at_the_start_and_closed_at_the_end(var_dir: Path, content: LiveContent, rasa: FakeRasa) -> None:
    made = FakeChannels()
    with a_door(var_dir, content, rasa, made) as client:
        channel = made.made["slack"]
        assert channel.life == ["opened", "checked"]
        assert client.post("/kanalen/slack/gebeurtenissen").json() == {"status": "ok"}
        assert client.get("/readyz").json()["channels"] == ["slack"]
        assert "channel_work" not in client.get("/readyz").json()
        work = on_the_same_machine(client).get("/readyz").json()["channel_work"]
        assert work == {"events_waiting": {}, "messages_waiting": {}, "dropped": 0, "given_up": 0, "problem": None}
        assert "kanalen" not in client.get("/v1/openapi.json").text
    assert channel.life == ["opened", "checked", "closed"]


def test_one_that_cannot_be_used_stops_the_start_with_its_line(
    var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    made = FakeChannels("Slack: the bot token is not one that Slack knows.")
    client = a_door(var_dir, content, rasa, made)
    with pytest.raises(ChannelError, match="the bot token"), client:
        pass
    assert made.made["slack"].life == ["opened", "checked", "closed"]
    assert client.app.state.cannot_serve == made.trouble  # type: ignore[attr-defined]


def test_an_answer_goes_out_by_itself(var_dir: Path, content: LiveContent, rasa: FakeRasa) -> None:
    with a_door(var_dir, content, rasa, made := FakeChannels()) as client:
        channel = made.made["slack"]
        bring(client, channel, an_event(MessageTyped("Wat is SROI?"), "Ev1"))
        assert channel.texts == ["Antwoord op: Wat is SROI?"]


def test_outside_its_life_no_event_is_taken_in(var_dir: Path, content: LiveContent, rasa: FakeRasa) -> None:
    with a_door(var_dir, content, rasa, made := FakeChannels()):
        pass
    with pytest.raises(StoreUnavailable):
        asyncio.run(made.made["slack"].bring(an_event(MessageTyped("hoi"), "Ev1")))


def test_a_platform_may_send_more_than_a_visitor_but_not_without_end(
    var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    with a_door(var_dir, content, rasa) as client:

        @client.app.post("/kanalen/slack/lang")  # type: ignore[attr-defined, untyped-decorator]
        async def read(body: dict[str, Any]) -> int:
            return len(body["text"])

        large = {"text": "a" * (middleware.LARGEST_BODY + 1)}
        assert client.post("/kanalen/slack/lang", json=large).status_code == 200
        assert client.post("/", data={"tekst": large["text"]}).status_code == 413
        too_large = {"text": "a" * middleware.LARGEST_EVENT}
        assert client.post("/kanalen/slack/lang", json=too_large).status_code == 413


# Links


def bring(client: TestClient, channel: FakeChannel, *events: ChannelEvent) -> None:
    """Take events in, inside the loop of the door, and wait for an answer to each."""
    assert client.portal is not None
    for event in events:
        client.portal.call(channel.bring, event)
        client.portal.call(channel.arrival)


def path_of(url: str) -> str:
    assert url.startswith(PUBLIC)
    return url.removeprefix(PUBLIC)


def test_a_link_opens_a_document_a_message_or_a_copy_and_nothing_else(
    var_dir: Path, content: LiveContent, rasa: FakeRasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    rasa.script = [an_answer("Een **kenmerkend** antwoord.", document=DOCUMENT, sources=("rol/inkoper",))]
    with a_door(var_dir, content, rasa, made := FakeChannels()) as client:
        channel = made.made["slack"]
        bring(client, channel, an_event(MessageTyped("Wat is SROI?"), "Ev1"), an_event(CopyWanted(), "Ev2"))
        message, copy = channel.sent
        document = path_of(message.message.documents[0].url)
        shown = path_of(message.message.full_text_url)
        assert "attachment" in client.get(document).headers["content-disposition"]
        page = client.get(shown, headers=BROWSER)
        assert "<strong>kenmerkend</strong>" in page.text
        assert page.headers["cache-control"] == "no-store"
        assert "noindex" in page.text
        text, data = (client.get(path_of(one.url)) for one in copy.attachments)
        assert "Wat is SROI?" in text.text
        assert data.json()["kanaal"] == "slack"
        changed = [document[:-1] + ("0" if document[-1] != "0" else "1"), f"{document}0", "/kanalen/documenten/x.y.1.z"]
        swapped = document.replace("documenten", "berichten"), shown.replace("berichten", "kopie")
        for path in (*changed, *swapped, "/kanalen/documenten/é.é", "/kanalen/berichten/..."):
            reply = client.get(path, headers=BROWSER)
            assert (reply.status_code, "werkt niet meer" in reply.text) == (404, True), path
        monkeypatch.setattr("api.conversations.service.time", lambda: time() + ADDRESS_SECONDS + 1)
        assert client.get(document, headers=BROWSER).status_code == 404


def test_a_link_of_a_conversation_that_was_deleted_opens_nothing(
    var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    with a_door(var_dir, content, rasa, made := FakeChannels()) as client:
        channel = made.made["slack"]
        for number, text in enumerate(("Wat is SROI?", "wis alles", "ja")):
            bring(client, channel, an_event(MessageTyped(text), f"Ev{number}"))
        assert client.get(path_of(channel.sent[0].message.full_text_url), headers=BROWSER).status_code == 404
