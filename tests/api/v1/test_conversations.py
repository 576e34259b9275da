"""The conversation's calls of the API, with a Rasa that says what it is told to."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from jsonschema import Draft202012Validator

from api.conversations.rasa_client import TurnFailed
from api.documents import DOCX, PDF
from tests.api.conftest import told_of_errors
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer


class Conversation:
    """One conversation by the API."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.greeting = client.post("/v1/gesprekken", json={}).json()
        self.path = f"/v1/gesprekken/{self.greeting['id']}"
        self.headers = {"Authorization": f"Bearer {self.greeting['token']}"}

    def call(self, method: str, path: str = "", json: Any = None, **headers: str) -> Response:
        """A call on it, with its token."""
        reply: Response = self._client.request(method, self.path + path, json=json, headers={**self.headers, **headers})
        return reply

    def send(self, body: Any, **headers: str) -> Response:
        """A message."""
        return self.call("POST", "/berichten", body, **headers)

    def history(self) -> list[dict[str, Any]]:
        """All messages so far."""
        messages: list[dict[str, Any]] = self.call("GET", "/berichten").json()["berichten"]
        return messages


@pytest.fixture
def client(answering: tuple[TestClient, FakeRasa]) -> TestClient:
    return answering[0]


@pytest.fixture
def rasa(answering: tuple[TestClient, FakeRasa]) -> FakeRasa:
    answering[1].begin_anew()
    return answering[1]


@pytest.fixture
def conversation(client: TestClient, rasa: FakeRasa) -> Conversation:
    return Conversation(client)


def assert_problem(reply: Response, status: int, words: str) -> None:
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert body["status"] == status
    assert words in body["title"] + body["detail"]


def test_an_answer_is_the_same_when_it_is_read_back(conversation: Conversation, rasa: FakeRasa) -> None:
    rasa.script = [an_answer(choices=["Meer lezen"], sources=["rol/inkoper"], document=DOCUMENT)]
    reply = conversation.send({"tekst": "Wat doet een inkoper?"}, **{"Idempotency-Key": "een sleutel"})
    assert reply.status_code == 201
    assert reply.json()["uitkomst"] == "antwoord"
    [answer] = reply.json()["berichten"]
    assert answer["bronnen"][0]["pagina"] == 19
    greeting, question, read_back = conversation.history()
    assert (greeting, read_back) == (conversation.greeting["berichten"][0], answer)
    assert (question["afzender"], question["sleutel"]) == ("bezoeker", "een sleutel")
    chosen = conversation.send({"keuze": answer["keuzes"][0]["keuze"]})
    assert chosen.json()["berichten"][0]["tekst"] == "Antwoord op: Meer lezen"


def test_a_copy_holds_all_that_is_stored(conversation: Conversation, rasa: FakeRasa) -> None:
    rasa.script = [an_answer(choices=["Meer lezen"], sources=["rol/inkoper"], document=DOCUMENT)]
    answer = conversation.send({"tekst": "bel mij op 06-12345678"}).json()["berichten"][0]
    conversation.call("PUT", f"/berichten/{answer['id']}/waardering", {"nuttig": False, "toelichting": "Te lang"})
    reply = conversation.call("GET", "/kopie")
    assert reply.headers["content-disposition"] == 'attachment; filename="gesprek-zakboek.json"'
    copy = reply.json()
    assert (copy["id"], copy["kanaal"], copy["gemeente"]) == (conversation.greeting["id"], "web", None)
    assert copy["bewaardTot"] == conversation.greeting["bewaardTot"]
    _, asked, answered = copy["berichten"]
    assert (asked["tekst"], asked["weggelaten"]) == ("bel mij op [telefoonnummer]", ["telefoonnummer"])
    assert (answered["nuttig"], answered["toelichting"], answered["keuzes"]) == (False, "Te lang", ["Meer lezen"])
    assert answered["bronnen"] == answer["bronnen"]
    assert len(answered["documenten"]) == 2


def test_a_yes_to_deleting_is_answered_and_nothing_can_be_sent_after_it(
    conversation: Conversation, rasa: FakeRasa
) -> None:
    asked = conversation.send({"tekst": "wis alles"}).json()
    assert asked["gewist"] is False
    gone = conversation.send({"keuze": asked["berichten"][0]["keuzes"][0]["keuze"]}).json()
    assert (gone["gewist"], gone["bewaardTot"]) == (True, None)
    assert gone["berichten"][0]["tekst"] == "Je gesprek is gewist."
    assert_problem(conversation.send({"tekst": "hoi"}), 404, "gesprek")
    assert_problem(conversation.call("GET", "/kopie"), 404, "gesprek")


def test_a_document_is_a_file_to_save(conversation: Conversation, rasa: FakeRasa, client: TestClient) -> None:
    rasa.script = [an_answer(document=DOCUMENT)]
    documents = conversation.send({"tekst": "maak het"}).json()["berichten"][0]["documenten"]
    assert [document["type"] for document in documents] == [DOCX, PDF]
    for document, start in zip(documents, (b"PK", b"%PDF")):
        reply = client.get(document["url"], headers=conversation.headers)
        assert reply.content.startswith(start)
        assert reply.headers["content-type"] == document["type"]
        assert reply.headers["content-disposition"].startswith('attachment; filename="profiel.')
        assert reply.headers["cache-control"] == "no-store"
        assert client.get(document["url"]).status_code == 401


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"tekst": " \u200b"}, 400, "leeg"),
        ({"tekst": "a" * 1001}, 400, "er 1001"),
        ({"tekst": "a" * 100_000}, 400, "er 100000"),
        ({"tekst": "a" * 600_000}, 413, "te groot"),
        ({"tekst": "hoi", "keuze": "x"}, 400, "keuze"),
        ({"tekst": 12}, 400, "tekst"),
        ({"keuze": "bestaat-niet"}, 404, "keuze"),
        ({"keuze": "x" * 101}, 400, "keuze"),
    ],
)
def test_a_message_that_cannot_be_used(
    conversation: Conversation, rasa: FakeRasa, body: dict[str, Any], status: int, words: str
) -> None:
    assert_problem(conversation.send(body), status, words)
    assert len(conversation.history()) == 1
    assert rasa.asked == []


def test_a_key_with_another_message_or_too_long(conversation: Conversation) -> None:
    conversation.send({"tekst": "hoi"}, **{"Idempotency-Key": "a"})
    assert_problem(conversation.send({"tekst": "dag"}, **{"Idempotency-Key": "a"}), 422, "sleutel")
    assert_problem(conversation.send({"tekst": "dag"}, **{"Idempotency-Key": "a" * 256}), 400, "ey")


def test_while_rasa_does_not_answer(conversation: Conversation, rasa: FakeRasa) -> None:
    rasa.script = [TurnFailed("no answer")]
    reply = conversation.send({"tekst": "hoi"}, **{"Idempotency-Key": "a"})
    assert_problem(reply, 503, "bewaard")
    assert reply.headers["retry-after"] == "5"
    assert conversation.send({"tekst": "hoi"}, **{"Idempotency-Key": "a"}).status_code == 201
    rasa.away = True
    reply = conversation.call("DELETE")
    assert_problem(reply, 503, "gewist")
    assert reply.headers["retry-after"] == "5"


def test_what_is_not_there(conversation: Conversation, client: TestClient) -> None:
    assert_problem(conversation.call("GET", "/documenten/weg"), 404, "document")
    assert_problem(conversation.call("PUT", "/berichten/weg/waardering", {"nuttig": True}), 404, "bericht")
    assert_problem(client.post("/v1/gesprekken", json={"gemeente": "Nergenshuizen"}), 404, "'Nergenshuizen'")
    assert conversation.call("DELETE").status_code == 204
    assert_problem(conversation.send({"tekst": "hoi"}), 404, "gesprek")
    assert_problem(conversation.call("DELETE"), 404, "gesprek")


def test_a_rating_and_its_remark(conversation: Conversation) -> None:
    path = f"/berichten/{conversation.greeting['berichten'][0]['id']}/waardering"
    assert conversation.call("PUT", path, {"nuttig": False, "toelichting": "x" * 1000}).status_code == 204
    assert_problem(conversation.call("PUT", path, {"nuttig": True, "toelichting": "x" * 1001}), 400, "1000 tekens")
    assert conversation.history()[0]["nuttig"] is False


@pytest.mark.parametrize("useful", ["off", "true", 1, 0, 1.0, None, [True]])
def test_a_rating_is_yes_or_no_and_nothing_like_it(conversation: Conversation, useful: object) -> None:
    path = f"/berichten/{conversation.greeting['berichten'][0]['id']}/waardering"
    assert_problem(conversation.call("PUT", path, {"nuttig": useful}), 400, "nuttig")
    assert conversation.history()[0]["nuttig"] is None


@pytest.mark.parametrize("value", [1, True, 1.5, ["hoi"], {"a": "b"}])
def test_a_text_is_text(conversation: Conversation, client: TestClient, value: object) -> None:
    path = f"/berichten/{conversation.greeting['berichten'][0]['id']}/waardering"
    for field in ("tekst", "keuze"):
        assert_problem(conversation.send({field: value}), 400, field)
    assert_problem(conversation.call("PUT", path, {"nuttig": True, "toelichting": value}), 400, "toelichting")
    for field in ("kanaal", "gemeente"):
        assert_problem(client.post("/v1/gesprekken", json={field: value}), 400, field)


def test_an_emoji_that_python_does_not_know_yet_is_a_message(conversation: Conversation, rasa: FakeRasa) -> None:
    assert conversation.send({"tekst": "\U0001faea"}).status_code == 201
    assert [turn.text for turn in rasa.asked] == ["\U0001faea"]


def test_an_error_that_nobody_foresaw_is_told_and_logged(
    client: TestClient, conversation: Conversation, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    quiet = told_of_errors(client)
    rasa.script = [an_answer(outcome=None)]
    reply = quiet.post(f"{conversation.path}/berichten", json={"tekst": "hoi"}, headers=conversation.headers)
    assert_problem(reply, 500, "aan onze kant")
    assert "Unexpected error at POST" in caplog.text


@pytest.mark.parametrize(
    ("body", "described"),
    [
        ({"tekst": "hoi"}, True),
        ({"tekst": None, "keuze": "een"}, True),
        ({"tekst": "hoi", "keuze": "een"}, False),
        ({}, False),
    ],
)
def test_the_description_says_that_it_is_a_text_or_a_choice(
    client: TestClient, conversation: Conversation, body: dict[str, Any], described: bool
) -> None:
    description = client.get("/v1/openapi.json").json()
    schema = {**description, "$ref": "#/components/schemas/NieuwBericht"}
    assert Draft202012Validator(schema).is_valid(body) is described
    assert (conversation.send(body).status_code != 400) is described
