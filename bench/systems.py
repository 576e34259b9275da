"""The two that are measured side by side, each by its own public interface over HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable

import httpx

Ask = Callable[[str], Awaitable[None]]
"""Asks one question in one conversation, and comes back with its answer; httpx.HTTPError when there is none."""

LONGEST_SECONDS = 120
MOST_CONNECTIONS = 400
KEEPALIVE_SECONDS = 2.0
"""uvicorn ends an idle connection after 5 seconds, which is as long as httpx takes it for a good one."""


class Zakboek:
    """Our public API."""

    name = "Zakboek"

    def __init__(self, url: str) -> None:
        self.client = _client(url)

    async def open(self) -> Ask:
        """A new conversation."""
        opened = (await self.client.post("/v1/gesprekken", json={})).raise_for_status().json()
        headers = {"Authorization": f"Bearer {opened['token']}"}

        async def ask(question: str) -> None:
            path = f"/v1/gesprekken/{opened['id']}/berichten"
            (await self.client.post(path, json={"tekst": question}, headers=headers)).raise_for_status()

        return ask


class Stock:
    """Rasa's REST channel."""

    name = "stock Rasa"

    def __init__(self, url: str) -> None:
        self.client = _client(url)
        self._senders = itertools.count()
        self.asked = 0
        self.silent = 0
        """Questions that Rasa's own fallback answered with nothing; they count in the times."""

    async def open(self) -> Ask:
        """A sender that has never asked anything."""
        sender = f"sender-{next(self._senders)}"

        async def ask(question: str) -> None:
            body = {"sender": sender, "message": question}
            reply = (await self.client.post("/webhooks/rest/webhook", json=body)).raise_for_status()
            self.silent += not reply.json()
            self.asked += 1

        return ask


System = Zakboek | Stock


def _client(url: str) -> httpx.AsyncClient:
    limits = httpx.Limits(
        max_connections=MOST_CONNECTIONS,
        max_keepalive_connections=MOST_CONNECTIONS,
        keepalive_expiry=KEEPALIVE_SECONDS,
    )
    return httpx.AsyncClient(base_url=url, timeout=LONGEST_SECONDS, limits=limits, trust_env=False)
