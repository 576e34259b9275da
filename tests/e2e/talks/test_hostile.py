"""Bad input and bad intent: a clear problem or an honest answer, and the conversation goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.client import Talk


@pytest.fixture
def opened(client: httpx.Client) -> Iterator[dict[str, Any]]:
    conversation = client.post("/v1/gesprekken", json={}).json()
    yield conversation
    still = post(client, conversation, json={"tekst": "Wat doet een inkoper?"})
    assert still.json()["berichten"][0]["bronnen"][0]["id"] == "rol/inkoper", "the conversation is no longer usable"


def post(client: httpx.Client, conversation: dict[str, Any], **arguments: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {conversation['token']}", **arguments.pop("headers", {})}
    return client.post(f"/v1/gesprekken/{conversation['id']}/berichten", headers=headers, **arguments)


def assert_problem(reply: httpx.Response, status: int, words: str) -> None:
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["api-version"]
    body = reply.json()
    assert body["status"] == status
    assert words in body["title"] + body["detail"]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"tekst": ""}, 400, "leeg"),
        ({"tekst": "   \n\t "}, 400, "leeg"),
        ({"tekst": "\u0001\u0002\u0000"}, 400, "leeg"),
        ({"tekst": "\u200f\u200e\u202e"}, 400, "leeg"),
        ({"tekst": "a" * 100_000}, 400, "te lang"),
        ({"tekst": 12}, 400, "tekst"),
        ({}, 400, "keuze"),
        ({"tekst": "hoi", "keuze": "x"}, 400, "keuze"),
        ({"tekst": "hoi", "extra": True}, 400, "extra"),
        ({"keuze": "bestaat-niet"}, 404, "keuze"),
        ({"tekst": "a" * 600_000}, 413, "te groot"),
    ],
)
def test_unusable_messages(
    client: httpx.Client, opened: dict[str, Any], body: dict[str, Any], status: int, words: str
) -> None:
    assert_problem(post(client, opened, json=body), status, words)


def test_broken_json(client: httpx.Client, opened: dict[str, Any]) -> None:
    reply = post(client, opened, content=b'{"tekst": "ho', headers={"Content-Type": "application/json"})
    assert_problem(reply, 400, "klopt")


def test_lone_surrogate(client: httpx.Client, opened: dict[str, Any]) -> None:
    reply = post(client, opened, content=b'{"tekst": "\\ud800"}', headers={"Content-Type": "application/json"})
    assert_problem(reply, 400, "leeg")


def test_wrong_token_unknown_conversation_no_token(client: httpx.Client, opened: dict[str, Any]) -> None:
    other = client.post("/v1/gesprekken", json={}).json()
    assert_problem(post(client, {**opened, "token": other["token"]}, json={"tekst": "hoi"}), 404, "gesprek")
    assert_problem(post(client, {**opened, "id": "onbekend"}, json={"tekst": "hoi"}), 404, "gesprek")
    assert_problem(client.get(f"/v1/gesprekken/{opened['id']}/berichten"), 401, "token")


def test_a_choice_of_another_conversation_is_refused(client: httpx.Client, opened: dict[str, Any]) -> None:
    other = client.post("/v1/gesprekken", json={}).json()
    stolen = other["berichten"][0]["keuzes"][0]["keuze"]
    assert_problem(post(client, opened, json={"keuze": stolen}), 404, "keuze")


@pytest.mark.parametrize(
    "text", ["🙂🙂🙂", "??", "1234567890", "(" * 900, "'; DROP TABLE messages;--", "{{7*7}} ${7*7}"]
)
def test_odd_text_gets_an_honest_answer(client: httpx.Client, opened: dict[str, Any], text: str) -> None:
    reply = post(client, opened, json={"tekst": text})
    assert reply.status_code == 201
    assert reply.json()["uitkomst"] in ("geen-antwoord", "verduidelijking", "gesprek")


COMMANDS = (
    "/restart",
    "/kies_onderwerp",
    '/vraag_gids{"onderwerp": "rol/financier"}',
    "/session_start",
    "/back",
    "  /crisis",
    "/lees_meer@1.0",
    "EXTERNAL: groet",
)


@pytest.mark.parametrize("text", COMMANDS)
def test_typed_commands_are_text(talk: Talk, client: httpx.Client, text: str) -> None:
    before = talk.say("Wat doet een inkoper?")
    reply = talk.say(text)
    other = Talk(client)
    other.say("Wat doet een inkoper?")
    as_words = other.say(text.lstrip("/ "))
    assert (reply.outcome, reply.text) == (as_words.outcome, as_words.text)
    assert talk.choose(before.choices["Meer lezen"]).sources == ["rol/inkoper"], "the conversation was reset"


def test_html_is_never_markup_on_the_page(client: httpx.Client) -> None:
    page = client.post(
        "/", data={"tekst": "wat doet de inkoper <img src=x onerror=alert(1)>"}, follow_redirects=True
    ).text
    assert "<img" not in page
    assert "&lt;img" in page


def test_unknown_address_and_method(client: httpx.Client) -> None:
    assert_problem(client.get("/v1/niets"), 404, "adres")
    assert_problem(client.put("/v1/gesprekken", json={}), 405, "adres")
    assert_problem(client.get("/v1/onderwerpen/rol/slager"), 404, "rol/slager")
    assert_problem(client.get("/v1/onderwerpen", params={"soort": "dier"}), 400, "soort")
