"""The page of the stand-in for Teams: what one does on it reaches the assistant, and what that sends is there to see."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from operations.trial.teams.client import FROM_NPM, app_of
from operations.trial.teams.platform import TeamsPlatform


class Assistant:
    """Acknowledges all, and remembers it."""

    def __init__(self) -> None:
        self.heard: list[dict[str, object]] = []
        self.app = FastAPI()
        self.app.add_api_route("/kanalen/teams", self._hear, methods=["POST"])

    async def _hear(self, request: Request) -> dict[str, str]:
        self.heard.append(await request.json())
        return {"told": str(self.heard[-1]["type"])}


@pytest.fixture
def assistant() -> Assistant:
    return Assistant()


@pytest.fixture
def page(assistant: Assistant) -> TestClient:
    platform = TeamsPlatform("http://teams", "http://door/kanalen/teams", httpx.ASGITransport(assistant.app))
    return TestClient(app_of(platform))


def test_what_is_typed_reaches_the_assistant_and_stands_in_the_room(page: TestClient, assistant: Assistant) -> None:
    done = page.post("/do", json={"what": "type", "room": "kanaal", "person": "kim", "text": "Wat is SROI?"})
    assert done.json() == {"status": 200, "body": {"told": "message"}}
    assert "<at>Zakboek</at>" in str(assistant.heard[0]["text"])
    [shown] = page.get("/room/kanaal/kim").json()
    assert (shown["who"], shown["text"]) == ("Kim", "Wat is SROI?")
    assert page.get("/room/persoonlijk/kim").json() == []


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"what": "press", "value": {"act": "choice"}, "message": "m"}, "message"),
        ({"what": "press", "value": {"msteams": {"type": "task/fetch"}}}, "invoke"),
        ({"what": "fill_in", "value": {"act": "filled_in"}}, "invoke"),
        ({"what": "search", "text": "inkoop"}, "invoke"),
        ({"what": "file", "text": "Zie bestand"}, "message"),
        ({"what": "add"}, "conversationUpdate"),
        ({"what": "remove"}, "installationUpdate"),
    ],
)
def test_each_thing_that_one_can_do_is_what_teams_sends(
    page: TestClient, assistant: Assistant, asked: dict[str, object], kind: str
) -> None:
    assert page.post("/do", json=asked).json()["status"] == 200
    assert assistant.heard[0]["type"] == kind


def test_a_message_can_be_changed_and_taken_away(page: TestClient, assistant: Assistant) -> None:
    page.post("/do", json={"what": "type", "text": "Hallo"})
    [shown] = page.get("/room/persoonlijk/robin").json()
    for what, kind in (("edit", "messageUpdate"), ("delete", "messageDelete")):
        page.post("/do", json={"what": what, "message": shown["id"], "text": "Dag"})
        assert (assistant.heard[-1]["type"], assistant.heard[-1]["id"]) == (kind, shown["id"])
    assert page.post("/do", json={"what": "edit", "message": "weg"}).status_code == 404


def test_a_card_of_ones_own_stands_in_the_room_and_goes_nowhere(page: TestClient, assistant: Assistant) -> None:
    page.post("/do", json={"what": "put", "value": {"type": "AdaptiveCard"}})
    assert page.get("/room/persoonlijk/robin").json()[0]["card"] == {"type": "AdaptiveCard"}
    assert assistant.heard == []


def test_an_assistant_that_is_away_is_told(page: TestClient) -> None:
    away = TeamsPlatform("http://teams", "http://127.0.0.1:1/kanalen/teams")
    assert TestClient(app_of(away)).post("/do", json={"what": "add"}).json()["error"] == "ConnectError"


def test_the_page_and_its_parts_are_served(page: TestClient) -> None:
    for path in ("/", "/page/page.js", "/page/page.css"):
        assert page.get(path).status_code == 200
    assert page.get("/page/package.json").status_code == 422
    for name, file in FROM_NPM.items():
        assert page.get(f"/npm/{name}").status_code == (200 if file.is_file() else 404)
