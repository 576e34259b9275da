"""Teams' client: a page in the browser that shows the rooms and lets one type, press, search and fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import httpx
from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import FileResponse
from pydantic import BaseModel

from operations.trial.teams.activities import (
    CHANNEL,
    GROUP,
    KIM,
    ROBIN,
    Activity,
    Person,
    Room,
    file_attachment,
    own_chat,
)
from operations.trial.teams.platform import NEVER, TeamsPlatform, Trouble

HERE = Path(__file__).parent
PAGE = HERE / "page"
FROM_NPM = {
    "adaptivecards.js": HERE / "node_modules" / "adaptivecards" / "dist" / "adaptivecards.min.js",
    "markdown-it.js": HERE / "node_modules" / "markdown-it" / "dist" / "browser" / "markdown-it.umd.min.js",
}
"""The official renderer of cards, and what it reads Markdown with; neither is part of the assistant."""

PEOPLE = {"robin": ROBIN, "kim": KIM}


def app_of(platform: TeamsPlatform) -> FastAPI:
    """Microsoft's addresses and the page, on one port."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(platform.router)
    app.include_router(Client(platform).router)
    return app


RoomName = Literal["persoonlijk", "kanaal", "groep"]
PersonName = Literal["robin", "kim"]


class FromPage(BaseModel):
    """What somebody does on the page, and where; `value` is what was typed, pressed or filled in."""

    what: Literal["type", "file", "press", "fill_in", "search", "put", "add", "remove", "edit", "delete", "trouble"]
    room: RoomName = "persoonlijk"
    person: PersonName = "robin"
    text: str = ""
    message: str = ""
    value: dict[str, Any] = {}


class Client:
    """The page's own addresses; what people put in the rooms stands here beside what the assistant sent."""

    def __init__(self, platform: TeamsPlatform) -> None:
        self._platform = platform
        self._put: list[dict[str, Any]] = []
        self._typed: dict[str, Activity] = {}

    @property
    def router(self) -> APIRouter:
        """To be served beside Microsoft's addresses."""
        router = APIRouter()
        router.add_api_route("/", lambda: FileResponse(PAGE / "index.html"), methods=["GET"])
        router.add_api_route("/page/{name}", _page_file, methods=["GET"])
        router.add_api_route("/npm/{name}", _npm_file, methods=["GET"])
        router.add_api_route("/room/{name}/{person}", self.messages, methods=["GET"])
        router.add_api_route("/do", self.do, methods=["POST"])
        return router

    def messages(self, name: RoomName, person: PersonName) -> list[dict[str, Any]]:
        """All in a room, in the order in which it came."""
        room = _room(name, PEOPLE[person])
        sent = [
            {"number": one.number, "id": one.id, "who": "Zakboek", "card": one.card, "version": one.versions}
            for one in self._platform.sent
            if one.room == room.id
        ]
        return sorted([*sent, *(one for one in self._put if one["room"] == room.id)], key=lambda one: one["number"])

    async def do(self, asked: FromPage) -> dict[str, Any]:
        """Deliver it as Teams would; `status` and `body` are what the assistant answers."""
        if asked.what == "trouble":
            self._platform.trouble.append(NEVER if asked.text == "never" else Trouble(int(asked.text)))
            return {}
        person = PEOPLE[asked.person]
        room = _room(asked.room, person)
        if asked.what == "put":
            self._show(room, person, card=asked.value)
            return {}
        try:
            answer = await self._platform.deliver(self._activity(asked, room, person))
        except httpx.HTTPError as error:
            return {"status": 0, "body": None, "error": type(error).__name__}
        return {"status": answer.status_code, "body": answer.json() if answer.content else None}

    def _activity(self, asked: FromPage, room: Room, person: Person) -> Activity:
        make = self._platform.activities
        if asked.what == "type":
            return self._typed_in(make.message(asked.text, room, person), room, person, asked.text)
        if asked.what == "file":
            with_file = make.message(asked.text, room, person, attachments=[file_attachment("voorbeeld.docx")])
            return self._typed_in(with_file, room, person, f"{asked.text} [voorbeeld.docx]")
        if asked.what == "press" and asked.value.get("msteams", {}).get("type") == "task/fetch":
            return make.dialog_opened(asked.value, room, person)
        if asked.what == "press":
            return make.pressed(asked.value, asked.message, room, person)
        if asked.what == "fill_in":
            return make.dialog_sent(asked.value, room, person)
        if asked.what == "search":
            return make.query(asked.text, room, person)
        if asked.what == "add":
            return make.added(room, person)
        if asked.what == "remove":
            return make.installation("remove", room, person)
        message = self._typed.get(asked.message)
        if message is None:
            raise HTTPException(404)
        return make.edited(message, asked.text) if asked.what == "edit" else make.deleted(message)

    def _typed_in(self, activity: Activity, room: Room, person: Person, text: str) -> Activity:
        self._typed[activity["id"]] = activity
        self._show(room, person, id=activity["id"], text=text)
        return activity

    def _show(self, room: Room, person: Person, **what: Any) -> None:
        number = self._platform.next_number()
        self._put.append(
            {"number": number, "id": f"p{number}", "room": room.id, "who": person.name, "version": 1, **what}
        )


def _room(name: RoomName, person: Person) -> Room:
    if name == "persoonlijk":
        return Room(own_chat(person.account["id"]), "personal")
    return CHANNEL if name == "kanaal" else GROUP


def _page_file(name: Literal["page.js", "page.css"]) -> FileResponse:
    return FileResponse(PAGE / name)


def _npm_file(name: Literal["adaptivecards.js", "markdown-it.js"]) -> Response:
    if not FROM_NPM[name].is_file():
        raise HTTPException(404, "run `npm ci` in operations/trial/teams, as make teams-proef does")
    return FileResponse(FROM_NPM[name])
