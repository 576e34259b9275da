"""What a visitor meets at a limit: told when to try again, with what was typed, and nothing is stored or asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from httpx import Response
from starlette.types import Message, Receive, Scope, Send

from api import main
from api.limits.counts import ProcessCounts
from api.limits.senders import Senders
from api.masking.masker import Masker
from api.middleware import LateRefusals
from api.server import server
from api.settings import Settings
from api.store.conversations import ConversationStore
from tests.api.conftest import Door, from_address
from tests.api.limits.conftest import KEY
from tests.support.fake_rasa import FakeRasa
from tests.support.html_page import BROWSER, Page

HOME, OFFICE, SITE = "192.0.2.1", "198.51.100.1", "https://www.gemeente.example"

Opened = tuple[str, dict[str, str]]


def opened(client: TestClient) -> Opened:
    """The address for messages of a new conversation, and what opens it."""
    talk = client.post("/v1/gesprekken", json={}).raise_for_status().json()
    return f"/v1/gesprekken/{talk['id']}/berichten", {"Authorization": f"Bearer {talk['token']}"}


def say(client: TestClient, talk: Opened, text: str = "hoi", **headers: str) -> Response:
    reply: Response = client.post(talk[0], json={"tekst": text}, headers={**talk[1], **headers})
    return reply


def assert_refused(reply: Response, words: str) -> None:
    assert (reply.status_code, reply.headers["content-type"]) == (429, "application/problem+json")
    seconds = int(reply.headers["retry-after"])
    assert 1 <= seconds <= 60
    assert words in reply.json()["title"]
    assert f"over {seconds} seconden opnieuw" in reply.json()["detail"]


@pytest.fixture(autouse=True)
def _counted_by_its_time(counts: ProcessCounts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "ProcessCounts", lambda: counts)
    monkeypatch.setattr(main, "Senders", lambda _: Senders(KEY))


@pytest.fixture
def at(door: Door, rasa: FakeRasa) -> Callable[..., Callable[[str], TestClient]]:
    """Opens a door with limits, and gives a client of it at an address."""

    def limited(**limits: Any) -> Callable[[str], TestClient]:
        client = door(rasa=rasa, **limits)
        return lambda address: from_address(client, address)

    return limited


def test_too_many_messages_in_a_conversation(at: Any, rasa: FakeRasa) -> None:
    home = at(messages_per_conversation=2)(HOME)
    talk = opened(home)
    assert [say(home, talk).status_code for _ in range(2)] == [201, 201]
    assert_refused(say(home, talk, "een te veel"), "te veel berichten")
    assert len(rasa.asked) == 2
    assert len(home.get(talk[0], headers=talk[1]).json()["berichten"]) == 5
    assert say(home, opened(home)).status_code == 201


def test_a_message_without_a_key_is_refused_before_anything_is_read(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    home = at(messages_per_conversation=1)(HOME)
    talk = opened(home)
    say(home, talk)
    monkeypatch.delattr(ConversationStore, "standing")
    assert_refused(say(home, talk), "te veel berichten")


@pytest.mark.anyio
async def test_a_refusal_comes_late_and_any_other_answer_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("api.middleware.asyncio.sleep", wait)
    monkeypatch.setattr("api.middleware.REFUSAL_SECONDS", 2.0)

    async def answers(status: int, method: str = "POST", path: str = "/") -> int:
        sent: list[Message] = []

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": status, "headers": []})

        async def receive() -> Message:
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            sent.append(message)

        await LateRefusals(app)({"type": "http", "method": method, "path": path}, receive, send)
        return int(sent[0]["status"])

    assert [await answers(status) for status in (201, 503, 429)] == [201, 503, 429]
    assert waited == [2.0]
    assert await answers(429, "POST", "/kanalen/slack/gebeurtenissen") == 429  # a platform is not kept waiting
    assert waited == [2.0]
    assert await answers(429, "GET", "/kanalen/documenten/x") == 429
    assert waited == [2.0, 2.0]


def test_what_is_refused_is_not_even_masked(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    home = at(messages_per_conversation=1)(HOME)
    talk = opened(home)
    say(home, talk)
    monkeypatch.delattr(Masker, "mask")
    assert say(home, talk, "bel 06 12 34 56 78").status_code == 429


def test_a_repeat_under_the_same_key_costs_nothing(at: Any, rasa: FakeRasa) -> None:
    home = at(messages_per_conversation=2)(HOME)
    talk = opened(home)
    for key in ("a", "a", "a", "b", "a", "b"):
        assert say(home, talk, f"hoi {key}", **{"Idempotency-Key": key}).status_code == 201
    assert say(home, talk, "hoi c", **{"Idempotency-Key": "c"}).status_code == 429
    assert len(rasa.asked) == 2


def test_one_network_does_not_use_up_what_is_anothers(at: Any) -> None:
    clients = at(messages_per_network=2, conversations_per_network=3)
    home, office = clients(HOME), clients(OFFICE)
    talks = [opened(home) for _ in range(3)]
    assert_refused(home.post("/v1/gesprekken", json={}), "jouw netwerk")
    assert [say(home, talk).status_code for talk in talks] == [201, 201, 429]
    assert say(office, opened(office)).status_code == 201


def test_everybody_together_is_limited_too_and_this_machine_with_them(at: Any) -> None:
    clients = at(messages_in_total=2)
    for address in (HOME, OFFICE):
        say(clients(address), opened(clients(address)))
    for address in (HOME, OFFICE, "127.0.0.1"):
        assert_refused(say(clients(address), opened(clients(address))), "erg druk")


def test_measurements_on_this_machine_are_not_limited(at: Any) -> None:
    here = at(messages_per_conversation=1, messages_per_network=1, conversations_per_network=1)("127.0.0.1")
    talks = [opened(here) for _ in range(3)]
    assert [say(here, talk).status_code for talk in talks for _ in range(3)] == [201] * 9


def test_a_website_with_the_chat_can_read_that_there_is_a_limit(at: Any) -> None:
    home = at(requests_per_network=1, allowed_origins=SITE)(HOME)
    replies = [home.post("/v1/gesprekken", json={}, headers={"Origin": SITE}) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [201, 429]
    assert replies[1].headers["access-control-allow-origin"] == SITE
    assert "Retry-After" in replies[1].headers["access-control-expose-headers"]


@pytest.mark.parametrize("path", ["/", "/gids/", "/v1/onderwerpen", "/v1/gesprekken/x/berichten", "/widget/"])
def test_a_flood_of_other_requests_is_refused(at: Any, path: str) -> None:
    home = at(requests_per_network=3)(HOME)
    assert 429 not in [home.get(path).status_code for _ in range(3)]
    refused = home.get(path, headers=BROWSER)
    assert (refused.status_code, "retry-after" in refused.headers) == (429, True)


@pytest.mark.parametrize("path", ["/", "/document", "/gesprek", "/kopie"])
def test_a_flood_of_forms_is_refused(at: Any, path: str) -> None:
    home = at(requests_per_network=3)(HOME)
    form = {"gesprek": "x", "token": "x", "doe": "verwijder"}
    assert 429 not in [home.post(path, data=form).status_code for _ in range(3)]
    assert home.post(path, data=form, headers=BROWSER).status_code == 429


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/static/site.css", "/widget/v1/zakboek-chat.js"])
def test_health_and_files_are_always_there(at: Any, path: str) -> None:
    home = at(requests_per_network=1)(HOME)
    assert [home.get(path).status_code for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("limit", ["messages_per_conversation", "messages_per_network", "requests_per_network"])
def test_the_page_gives_back_what_was_typed_and_the_conversation(at: Any, rasa: FakeRasa, limit: str) -> None:
    home = at(**{limit: 1})(HOME)
    home.follow_redirects = False
    first = home.post("/", data={"tekst": "hoi"})
    assert first.status_code == 303
    other = from_address(home, OFFICE)
    fields = Page(other.get(first.headers["location"])).hidden_fields
    sent = {name: fields[name] for name in ("gesprek", "token")}
    refused = home.post("/", data={**sent, "tekst": "Mijn lange vraag"})
    page = Page(refused)
    assert (refused.status_code, "over " in page.words, "seconden opnieuw" in page.words) == (429, True, True)
    assert int(refused.headers["retry-after"]) >= 1
    assert "Mijn lange vraag</textarea>" in refused.text
    assert page.hidden_fields["gesprek"] == fields["gesprek"]
    assert len(rasa.asked) == 1


@pytest.mark.parametrize("limit", ["conversations_per_network", "messages_per_network"])
def test_the_page_gives_back_a_first_message_and_opens_no_conversation(at: Any, rasa: FakeRasa, limit: str) -> None:
    home = at(**{limit: 1})(HOME)
    home.follow_redirects = False
    assert home.post("/", data={"tekst": "hoi"}).status_code == 303
    refused = home.post("/", data={"tekst": "Mijn lange vraag"})
    assert (refused.status_code, "gesprek" in Page(refused).hidden_fields) == (429, False)
    assert "Mijn lange vraag</textarea>" in refused.text
    assert len(rasa.asked) == 1


def test_the_description_names_the_answer_wherever_it_can_come(door: Door) -> None:
    paths = door().get("/v1/openapi.json").json()["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            assert "Retry-After" in operation["responses"]["429"]["headers"], (method, path)


@pytest.mark.parametrize(
    ("proxies", "proxy", "believed"),
    [
        (None, "127.0.0.1", True),
        (None, "::1", True),
        (None, "10.0.0.5", False),
        ("10.0.0.0/24", "10.0.0.5", True),
        ("10.0.0.0/24", "10.0.1.5", False),
        ("10.0.0.0/24", "127.0.0.1", False),
    ],
)
def test_who_a_proxy_speaks_for_is_believed_of_those_that_are_named(
    door: Door, rasa: FakeRasa, proxies: str | None, proxy: str, believed: bool
) -> None:
    settings = {"trusted_proxies": proxies} if proxies else {}
    client = door(rasa=rasa, conversations_per_network=1, **settings)
    config: uvicorn.Config = server(Settings.model_validate(settings), client.app).config  # type: ignore[arg-type]
    config.load()
    through = TestClient(config.loaded_app, client=(proxy, 50_000))
    through.portal = client.portal  # one event loop, as the door has
    replies = [
        through.post("/v1/gesprekken", json={}, headers={"X-Forwarded-For": f"203.0.113.9, {visitor}"}).status_code
        for visitor in (HOME, OFFICE)
    ]
    assert replies == [201, 201 if believed else 429]
