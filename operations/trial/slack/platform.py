"""The stand-in as a whole: what people do in it, the signed calls that follow, and the API for the assistant.

Events come again when they are not acknowledged, as Slack's do. `trouble` makes the next calls of the API go wrong.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from api.channels.slack.settings import CALLBACK_PATH, EVENTS_PATH, INSTALL_PATH
from operations.trial.slack import payloads
from operations.trial.slack.block_kit import wrong_with
from operations.trial.slack.web_api import ApiError, WebApi
from operations.trial.slack.workspace import (
    BOT_USER,
    CHANNELS,
    Body,
    Message,
    Workspace,
    direct_message_of,
)

SCOPE_OF_EVENT = {
    "app_mention": "app_mentions:read",
    "assistant_thread_started": "assistant:write",
    "message": "im:history",
}
"""The permission that Slack asks before it tells of an event; of the others it always does."""

MENTION = f"<@{BOT_USER}>"
OK = 200
RETRY_AFTER_SECONDS = 30


class NotInstalled(Exception):
    """The assistant could not be put in the workspace; the message says at which step."""


class Platform:
    """Slack at `url` (which ends in `/`), for the assistant that `assistant` calls."""

    def __init__(
        self,
        url: str,
        assistant: httpx.AsyncClient,
        signing_secret: str,
        client_id: str,
        client_secret: str,
        now: Callable[[], float] = time.time,
        waits: Sequence[float] = (0, 1, 5),
    ) -> None:
        """`now` gives Unix time; `waits` are the seconds before each further delivery of an event."""
        self.url = url
        self.workspace = Workspace()
        self.trouble: list[tuple[str, str]] = []
        """What goes wrong with the next call of a method: 429, 500, never, cut (done but not told), or a code."""
        self.calls: list[str] = []
        """The methods that the assistant called."""
        self.statuses: list[int] = []
        """What the assistant answered to what it was sent."""
        self.closed = asyncio.Event()
        self.version = 0
        """Counts what changes, for who waits for it."""
        self._changed = asyncio.Event()
        self._assistant = assistant
        self._secret = signing_secret
        self._api = WebApi(self.workspace, url, client_id, client_secret)
        self._now = now
        self._waits = tuple(waits)
        self.app = self._make_app()

    async def change_after(self, version: int, seconds: float) -> int:
        """The version once it is another than this one, or after so many seconds."""
        if self.version == version and not self.closed.is_set():
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._changed.wait()
        return self.version

    def close(self) -> None:
        """Let go of all who wait."""
        self.closed.set()
        self._changed.set()

    async def until(self, is_so: Callable[[Workspace], bool], seconds: float = 10.0) -> None:
        """Until something is so in the workspace; TimeoutError."""
        async with asyncio.timeout(seconds):
            while not is_so(self.workspace):
                await self.change_after(self.version, seconds)

    def _note_change(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    # What people do

    async def say(
        self, person: str, text: str, channel: str = "", thread: str = "", files: Sequence[Body] = ()
    ) -> Message:
        """A message in a channel, or in the person's direct message without one."""
        channel = channel or direct_message_of(person)
        message = self.workspace.post(
            Message(channel, self.workspace.new_ts(), person, _escaped(text), thread=thread, files=list(files))
        )
        self._note_change()
        if channel not in CHANNELS:
            await self.tell(payloads.message_event(message, "message"))
        elif MENTION in message.text:
            await self.tell(payloads.message_event(message, "app_mention"))
        return message

    async def command(self, person: str, text: str, channel: str = "") -> int:
        """`/zakboek` with a text; what the assistant answered."""
        channel = channel or next(iter(CHANNELS))
        url = self._respond_at(person, channel)
        body = payloads.command(person, channel, text, self.workspace.new_trigger(person), url)
        return await self.send_form(body)

    async def shortcut(self, person: str, message: Message) -> int:
        """The shortcut on a message."""
        url = self._respond_at(person, message.channel)
        return await self.send_payload(payloads.shortcut(person, message, self.workspace.new_trigger(person), url))

    async def click(self, person: str, message: Message, action: Body) -> int:
        """A button or an option of a message; `action` as `actions_of` gives it."""
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": bool(message.only_for),
        }
        where: Body = {
            "container": container,
            "channel": {"id": message.channel, "name": "algemeen"},
            "response_url": self._respond_at(person, message.channel, message.ts),
        }
        if not message.only_for:
            where["message"] = message.to_json()
        return await self.send_payload(payloads.click(person, action, self.workspace.new_trigger(person), where))

    async def click_home(self, person: str, action: Body) -> int:
        """A button or an option of the Home tab."""
        view = self.workspace.homes[person]
        where = {"container": {"type": "view", "view_id": view["id"]}, "view": view}
        return await self.send_payload(payloads.click(person, action, self.workspace.new_trigger(person), where))

    async def submit(self, person: str, values: Body) -> int:
        """The open form; `values` by block and action, in Slack's form. It closes when the assistant takes it."""
        view = self.workspace.forms[person]
        status = await self.send_payload(payloads.submission(person, view, values))
        if status == OK:
            self.workspace.forms.pop(person, None)
            self._note_change()
        return status

    def close_form(self, person: str) -> None:
        """Put the open form away; the assistant is not told."""
        self.workspace.forms.pop(person, None)
        self._note_change()

    async def open_home(self, person: str) -> None:
        """Look at the Home tab."""
        await self.tell(payloads.home_opened(person, direct_message_of(person), self.workspace.new_ts(), "home"))

    async def new_talk(self, person: str) -> str:
        """A new talk with the assistant, in a thread of the direct message; its thread."""
        channel = direct_message_of(person)
        begun = self.workspace.post(Message(channel, self.workspace.new_ts(), person, "Nieuw gesprek"))
        self._note_change()
        await self.tell(payloads.thread_started(person, channel, begun.ts))
        return begun.ts

    async def install(self) -> None:
        """Put the assistant in the workspace, as an administrator's browser would; NotInstalled."""
        page = await self._assistant.get(INSTALL_PATH)
        found = re.search(r'href="([^"]+)"', page.text)
        if page.status_code != OK or found is None:
            raise NotInstalled(f"{INSTALL_PATH} answered {page.status_code}")
        query = parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)
        code = self.workspace.new_id("code.")
        self.workspace.codes[code] = frozenset(query["scope"][0].split(","))
        cookie = page.headers["set-cookie"].partition(";")[0]
        answer = {"code": code, "state": query["state"][0]}
        back = await self._assistant.get(CALLBACK_PATH, params=answer, headers={"Cookie": cookie})
        if back.status_code != OK:
            raise NotInstalled(f"{CALLBACK_PATH} answered {back.status_code}")

    async def uninstall(self) -> None:
        """Take the assistant away."""
        self.workspace.tokens.clear()
        self._note_change()
        await self.tell({"type": "app_uninstalled"})

    # What the assistant is sent

    async def tell(self, event: Body) -> None:
        """Send an event until it is acknowledged, or was sent four times."""
        scope = SCOPE_OF_EVENT.get(event["type"], "")
        if scope and not any(scope in scopes for scopes in self.workspace.tokens.values()):
            return
        body = json.dumps(payloads.envelope(event, self.workspace.new_id("Ev"), self._now()), ensure_ascii=False)
        for number, wait in enumerate((0.0, *self._waits)):
            if wait:
                await asyncio.sleep(wait)
            again = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": "http_error"} if number else {}
            if await self.send(body.encode(), "application/json", again) == OK:
                return

    async def send_form(self, fields: Mapping[str, str]) -> int:
        """Send a command."""
        return await self.send(urlencode(fields).encode(), "application/x-www-form-urlencoded")

    async def send_payload(self, payload: Body) -> int:
        """Send what was clicked or filled in."""
        return await self.send_form({"payload": json.dumps(payload, ensure_ascii=False)})

    async def send(self, body: bytes, media_type: str, more: Mapping[str, str] | None = None) -> int:
        """Send a signed body; the status of the answer, 0 where none comes."""
        headers = {"Content-Type": media_type, **self.signature(body), **(more or {})}
        try:
            status = (await self._assistant.post(EVENTS_PATH, content=body, headers=headers)).status_code
        except httpx.TransportError:
            status = 0
        self.statuses.append(status)
        return status

    def signature(self, body: bytes, moment: float | None = None) -> dict[str, str]:
        """The headers that say that Slack sent it: https://docs.slack.dev/authentication/verifying-requests-from-slack."""
        stamp = str(int(self._now() if moment is None else moment))
        signed = hmac.new(self._secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={signed}"}

    def _respond_at(self, person: str, channel: str, ts: str = "") -> str:
        return f"{self.url}commands/{self.workspace.new_response_url(person, channel, ts)}"

    # What the assistant calls

    def _make_app(self) -> FastAPI:
        app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

        @app.api_route("/api/{method}", methods=["GET", "POST"])
        async def api(method: str, request: Request) -> Response:
            self.calls.append(method)
            body, token = await _fields(request), request.headers.get("authorization", "").removeprefix("Bearer ")
            wrong = self._next_trouble(method)
            if wrong and wrong != "cut":
                return await self._go_wrong(wrong)
            try:
                if method == "oauth.v2.access":
                    answer = self._api.grant(str(body.get("code")), *_client(request, body))
                else:
                    answer = self._api.call(method, token or str(body.get("token") or ""), body)
            except ApiError as error:
                return JSONResponse({"ok": False, "error": error.code, **error.more})
            self._note_change()
            return await self._go_wrong("500") if wrong else JSONResponse({"ok": True, **answer})

        @app.post("/upload/{file}")
        async def upload(file: str, request: Request) -> Response:
            name, _ = self.workspace.uploads[file]
            self.workspace.uploads[file] = (name, await request.body())
            return Response("OK", media_type="text/plain")

        @app.post("/commands/{name}")
        async def respond(name: str, request: Request) -> Response:
            self.calls.append("response_url")
            wrong = self._next_trouble("response_url")
            return await self._go_wrong(wrong) if wrong else self._respond(name, await request.json())

        @app.get("/oauth/v2/authorize")
        async def agree(request: Request) -> Response:
            """Agrees at once: the page of Slack that asks is the one thing that there is no point in trying."""
            query = request.query_params
            code = self.workspace.new_id("code.")
            self.workspace.codes[code] = frozenset(query["scope"].split(","))
            return RedirectResponse(f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}")

        return app

    def _respond(self, name: str, body: Body) -> Response:
        where = self.workspace.response_urls.get(name)
        if where is None or where.uses == 0:
            return JSONResponse({"ok": False, "error": "used_url"}, 404)
        blocks = body.get("blocks") or []
        if wrong := wrong_with("message", blocks):
            return JSONResponse({"ok": False, "error": "invalid_blocks", "messages": wrong}, 400)
        where.uses -= 1
        old = next((one for one in self.workspace.messages if (one.channel, one.ts) == (where.channel, where.ts)), None)
        if body.get("replace_original") and old is not None:
            old.text, old.blocks = str(body.get("text") or ""), blocks
        else:
            ts, text = self.workspace.new_ts(), str(body.get("text") or "")
            self.workspace.post(Message(where.channel, ts, BOT_USER, text, blocks, only_for=where.user))
        self._note_change()
        return Response("ok", media_type="text/plain")

    def _next_trouble(self, method: str) -> str:
        for number, (which, wrong) in enumerate(self.trouble):
            if which == method:
                del self.trouble[number]
                return wrong
        return ""

    async def _go_wrong(self, wrong: str) -> Response:
        if wrong == "never":
            await self.closed.wait()
        if wrong == "429":
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, {"Retry-After": str(RETRY_AFTER_SECONDS)})
        if wrong in ("500", "never"):
            return Response("<html>Server error</html>", 500, media_type="text/html")
        return JSONResponse({"ok": False, "error": wrong})


def actions_of(blocks: Sequence[Body]) -> dict[str, Body]:
    """What can be clicked, by its label, as Slack sends it when it is."""
    found: dict[str, Body] = {}
    for number, block in enumerate(blocks):
        for element in block.get("elements", ()) if block["type"] == "actions" else ():
            shared = {
                "block_id": block.get("block_id", f"block-{number}"),
                "action_id": element["action_id"],
                "type": element["type"],
                "action_ts": "1700000000.000000",
            }
            if element["type"] == "button":
                found[element["text"]["text"]] = {**shared, "value": element.get("value", "")}
            groups = element.get("option_groups") or [{"options": element.get("options", ())}]
            for option in (one for group in groups for one in group["options"]):
                found[option["text"]["text"]] = {**shared, "selected_option": option}
    return found


async def _fields(request: Request) -> Body:
    """What was sent, as JSON, as a form or in the address."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return {**request.query_params, **(await request.json())}
    return {**request.query_params, **(await request.form())}


def _client(request: Request, body: Body) -> tuple[str, str]:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme == "Basic":
        client_id, _, secret = b64decode(given).decode().partition(":")
        return client_id, secret
    return str(body.get("client_id")), str(body.get("client_secret"))


def _escaped(text: str) -> str:
    """As Slack stores what somebody types; a mention of the assistant is one."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("@zakboek", MENTION).replace("@Zakboek", MENTION)
