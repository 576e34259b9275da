"""What the page of the stand-in shows and does: Slack as its people see it."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated, Any

import httpx
from fastapi import APIRouter, Body, Query
from fastapi.responses import FileResponse, JSONResponse, Response

from operations.trial.slack.platform import NotInstalled, Platform
from operations.trial.slack.workspace import BOT_USER, CHANNELS, PEOPLE, Message, direct_message_of

PAGE = Path(__file__).with_name("page")
LONGEST_WAIT_SECONDS = 20.0
COMMAND = "/zakboek"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'"
A_FILE = {"id": "F0BIJLAGE", "name": "bijlage.pdf"}


def page_of(platform: Platform) -> APIRouter:
    """The page, what it asks for, and what people do on it."""
    router = APIRouter()
    act = _Actions(platform)

    @router.get("/")
    async def index() -> Response:
        return FileResponse(PAGE / "index.html", headers={"Content-Security-Policy": POLICY})

    @router.get("/page.css")
    async def style() -> Response:
        return FileResponse(PAGE / "page.css")

    @router.get("/page.js")
    async def script() -> Response:
        return FileResponse(PAGE / "page.js", media_type="text/javascript")

    @router.get("/wereld")
    async def world(person: str, after: Annotated[int, Query(alias="na")] = -1) -> dict[str, Any]:
        """All that a person sees, once it is other than it was."""
        version = await platform.change_after(after, LONGEST_WAIT_SECONDS)
        return {"version": version, **_seen_by(platform, person)}

    @router.post("/doe")
    async def do(what: Annotated[dict[str, Any], Body()]) -> Response:
        """Something that a person does; the answer of the assistant's door, if there was one."""
        return JSONResponse({"status": await act.do(what)})

    @router.get("/bestand/{file}")
    async def file(file: str) -> Response:
        name, content = platform.workspace.uploads[file]
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(content, media_type="application/octet-stream", headers=headers)

    return router


class _Actions:
    """What can be done on the page, by its name there."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    async def do(self, what: dict[str, Any]) -> int:
        """The status of the assistant's answer; 0 where none is told."""
        platform, person = self._platform, str(what["person"])
        match what["doe"]:
            case "zeg":
                return await self._say(person, what)
            case "klik":
                return await platform.click(person, self._message(what), what["action"])
            case "klik_start":
                return await platform.click_home(person, what["action"])
            case "vraag":
                return await platform.shortcut(person, self._message(what))
            case "formulier":
                return await platform.submit(person, what["values"])
            case "sluit":
                platform.close_form(person)
            case "start":
                await platform.open_home(person)
            case "nieuw":
                await platform.new_talk(person)
            case "zet_erin":
                with contextlib.suppress(NotInstalled, httpx.HTTPError):  # it starts still: the page says so
                    await platform.install()
            case "haal_weg":
                await platform.uninstall()
        return 0

    async def _say(self, person: str, what: dict[str, Any]) -> int:
        text, channel = str(what["text"]), str(what["channel"])
        if text == COMMAND or text.startswith(f"{COMMAND} "):
            return await self._platform.command(person, text[len(COMMAND) :].strip(), channel)
        files = [A_FILE] if what.get("file") else []
        await self._platform.say(person, text, channel, str(what.get("thread") or ""), files)
        return 0

    def _message(self, what: dict[str, Any]) -> Message:
        where = (what["channel"], what["ts"])
        return next(one for one in self._platform.workspace.messages if (one.channel, one.ts) == where)


def _seen_by(platform: Platform, person: str) -> dict[str, Any]:
    workspace = platform.workspace
    return {
        "people": PEOPLE,
        "channels": {
            direct_message_of(person): "Berichten",
            **{channel: f"#{name}" for channel, name in CHANNELS.items()},
        },
        "direct": direct_message_of(person),
        "assistant": BOT_USER,
        "installed": bool(workspace.tokens),
        "messages": [
            {**one.to_json(), "channel": one.channel, "alone": bool(one.only_for)} for one in workspace.shown_to(person)
        ],
        "home": workspace.homes.get(person),
        "form": workspace.forms.get(person),
        "statuses": workspace.statuses,
        "prompts": workspace.prompts,
    }
