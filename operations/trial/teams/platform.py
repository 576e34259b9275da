"""Teams' side of the wire: signs the assistant in, delivers activities with a signed token, and takes its messages.

It is as strict as Teams where that is known: a wrong secret, a token that it did not give, a message above the limit,
a place it does not know or a card that is no card are refused.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import ssl
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from jwt.algorithms import RSAAlgorithm

from operations.trial.teams.activities import (
    CHANNEL,
    CLIENT_ID,
    CLIENT_SECRET,
    GROUP,
    OWN_CHAT,
    TENANT,
    Activities,
    Activity,
    own_chat,
)
from operations.trial.teams.card_check import wrong_with

ISSUER = "https://api.botframework.com"
KEY_ID = "proef"
LARGEST_MESSAGE = 100 * 1024
"""Bytes in UTF-16: learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages."""


@dataclass
class Trouble:
    """What the connector answers instead, once: a status with headers, or nothing for ever; in one room or in any."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    room: str = ""

    @property
    def never(self) -> bool:
        """Whether it does not answer at all."""
        return not self.status


NEVER = Trouble()


@dataclass
class Sent:
    """A message of the assistant, as it is now; `number` is its place, `versions` how often it was put there."""

    id: str
    room: str
    activity: Activity
    number: int
    versions: int = 1

    @property
    def card(self) -> dict[str, Any]:
        """Its card."""
        card: dict[str, Any] = self.activity["attachments"][0]["content"]
        return card


@cache
def _own_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def _tls() -> ssl.SSLContext:
    """For all deliveries: to read the certificates takes longer than most of them."""
    return ssl.create_default_context()


class TeamsPlatform:
    """Teams for one organisation.

    `url` is where it answers, `bot_url` where the assistant takes activities in, by `transport` if it is no network.
    """

    def __init__(self, url: str, bot_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.url = url
        self.bot_url = bot_url
        self.transport = transport
        self.activities = Activities(f"{url}/")
        self.sent: list[Sent] = []
        self.refused: list[str] = []
        self.trouble: deque[Trouble] = deque()
        self.has_own_chat = True
        self._key = _own_key()
        self._given: set[str] = set()
        self._numbers = itertools.count(1)
        self._closed = asyncio.Event()
        self._came = asyncio.Event()

    def token(self, **claims: Any) -> str:
        """A token as Teams puts beside an activity; `claims` in the place of the right ones, None for none."""
        now = int(time.time())
        right = {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "serviceurl": f"{self.url}/",
            "iat": now,
            "nbf": now,
            "exp": now + 3600,
        }
        kept = {key: value for key, value in {**right, **claims}.items() if value is not None}
        return jwt.encode(kept, self._key, "RS256", {"kid": KEY_ID})

    async def deliver(self, activity: Activity, token: str | None = None) -> httpx.Response:
        """What the assistant answers to an activity; `token` is that of Teams unless it is given ("" for none)."""
        token = self.token() if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with httpx.AsyncClient(transport=self.transport, verify=_tls(), timeout=20) as http:
            return await http.post(self.bot_url, json=activity, headers=headers)

    async def until(self, is_there: Callable[[], bool]) -> None:
        """Wait until what the assistant sent makes it so."""
        while not is_there():
            self._came.clear()
            await self._came.wait()

    def next_number(self) -> int:
        """The place of what is put in a room now."""
        return next(self._numbers)

    def close(self) -> None:
        """Let those go that are kept waiting for ever."""
        self._closed.set()

    @property
    def router(self) -> APIRouter:
        """Microsoft's addresses, as far as the assistant uses them."""
        router = APIRouter()
        router.add_api_route("/v1/.well-known/openidconfiguration", self._openid, methods=["GET"])
        router.add_api_route("/v1/.well-known/keys", self._keys, methods=["GET"])
        router.add_api_route("/{tenant}/oauth2/v2.0/token", self._sign_in, methods=["POST"])
        router.add_api_route("/v3/conversations", self._create, methods=["POST"])
        router.add_api_route("/v3/conversations/{room}/activities", self._post, methods=["POST"])
        router.add_api_route("/v3/conversations/{room}/activities/{message}", self._put, methods=["PUT"])
        return router

    def _openid(self) -> dict[str, Any]:
        return {"issuer": ISSUER, "jwks_uri": f"{self.url}/v1/.well-known/keys"}

    def _keys(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256", "endorsements": ["msteams"]}]}

    async def _sign_in(self, tenant: str, request: Request) -> Response:
        asked = await request.form()
        if asked.get("client_id") != CLIENT_ID or tenant != TENANT:
            return JSONResponse({"error": "unauthorized_client", "error_codes": [700016]}, 400)
        if asked.get("client_secret") != CLIENT_SECRET:
            return JSONResponse({"error": "invalid_client", "error_codes": [7000215]}, 401)
        given = secrets.token_urlsafe(32)
        self._given.add(given)
        return JSONResponse({"token_type": "Bearer", "expires_in": 3599, "access_token": given})

    async def _create(self, request: Request) -> Response:
        await self._admit("", request)
        asked = await request.json()
        if not self.has_own_chat:
            raise HTTPException(403, "ForbiddenOperationException")
        return JSONResponse({"id": own_chat(asked["members"][0]["id"])}, 201)

    async def _post(self, room: str, request: Request) -> Response:
        activity = await self._message(room, request)
        number = self.next_number()
        sent = Sent(f"bericht-{number}", room, activity, number)
        self.sent.append(sent)
        self._came.set()
        return JSONResponse({"id": sent.id}, 201)

    async def _put(self, room: str, message: str, request: Request) -> Response:
        activity = await self._message(room, request)
        sent = next((sent for sent in self.sent if (sent.room, sent.id) == (room, message)), None)
        if sent is None:
            raise HTTPException(404, "ActivityNotFoundInConversation")
        sent.activity = activity
        sent.versions += 1
        self._came.set()
        return JSONResponse({"id": message})

    async def _admit(self, room: str, request: Request) -> None:
        """Refuse who did not sign in, or give the trouble that is next."""
        if self.trouble and self.trouble[0].room in ("", room):
            trouble = self.trouble.popleft()
            self._came.set()
            if trouble.never:
                await self._closed.wait()
            raise HTTPException(trouble.status or 503, headers=dict(trouble.headers))
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self._given:
            raise HTTPException(401)

    async def _message(self, room: str, request: Request) -> Activity:
        await self._admit(room, request)
        text = (await request.body()).decode()
        if len(text.encode("utf-16-le")) > LARGEST_MESSAGE:
            raise HTTPException(413, "MessageSizeTooBig")
        if room not in (CHANNEL.id, GROUP.id) and not room.startswith(OWN_CHAT):
            raise HTTPException(404, "ConversationNotFound")
        activity: Activity = json.loads(text)
        wrong = [line for one in activity["attachments"] for line in wrong_with(one["content"])]
        if wrong:
            self.refused += wrong
            raise HTTPException(400, f"BadSyntax: {wrong[0]}")
        return activity
