"""The two that are measured side by side, each by its own public interface over HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from typing import Protocol

from bench.clients import Post

Ask = Callable[[str], Awaitable[None]]
"""Asks one question in one conversation, and comes back with its answer; `bench.clients.NO_ANSWER` when none comes."""


class System(Protocol):
    """What can be asked."""

    name: str

    async def open(self) -> Ask:
        """A new conversation."""


class Zakboek:
    """Our public API."""

    name = "Zakboek"

    def __init__(self, post: Post) -> None:
        self._post = post

    async def open(self) -> Ask:
        """A new conversation."""
        opened = await self._post("/v1/gesprekken", {}, {})
        headers = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/v1/gesprekken/{opened['id']}/berichten"

        async def ask(question: str) -> None:
            await self._post(path, {"tekst": question}, headers)

        return ask


class Stock:
    """Rasa's REST channel."""

    name = "stock Rasa"

    def __init__(self, post: Post) -> None:
        self._post = post
        self._senders = itertools.count()
        self.asked = 0
        self.silent = 0
        """Questions that Rasa's own fallback answered with nothing; they count in the times."""

    async def open(self) -> Ask:
        """A sender that has never asked anything."""
        sender = f"{id(self)}-{next(self._senders)}"

        async def ask(question: str) -> None:
            reply = await self._post("/webhooks/rest/webhook", {"sender": sender, "message": question}, {})
            self.silent += not reply
            self.asked += 1

        return ask
