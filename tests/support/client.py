"""The public API as a visitor's client uses it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Reply:
    """The outcome of one message, with its sources' ids, its choices by label and its documents' addresses by kind."""

    outcome: str
    text: str
    sources: list[str]
    choices: dict[str, str]
    documents: dict[str, str]

    @classmethod
    def of(cls, body: dict[str, Any]) -> Reply:
        """From the body of an answer."""
        message = body["berichten"][-1]
        return cls(
            body["uitkomst"],
            message["tekst"],
            [source["id"] for source in message["bronnen"]],
            {choice["label"]: choice["keuze"] for choice in message["keuzes"]},
            {document["type"]: document["url"] for document in message["documenten"]},
        )


class Talk:
    """One conversation."""

    def __init__(self, client: httpx.Client, **place: str) -> None:
        """`place` is where it takes place, as the API takes it: kanaal, gemeente."""
        self._client = client
        opened = client.post("/v1/gesprekken", json=place).raise_for_status().json()
        self._path = f"/v1/gesprekken/{opened['id']}/berichten"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}

    def say(self, text: str) -> Reply:
        """Send typed text; raises httpx.HTTPStatusError on a problem."""
        return self._send({"tekst": text})

    def choose(self, choice: str) -> Reply:
        """Send a choice that was offered."""
        return self._send({"keuze": choice})

    def download(self, address: str) -> bytes:
        """A document that was made in the conversation."""
        return self._client.get(address, headers=self._headers).raise_for_status().content

    def history(self) -> list[dict[str, Any]]:
        """All messages so far, as the API gives them."""
        found: list[dict[str, Any]] = (
            self._client.get(self._path, headers=self._headers).raise_for_status().json()["berichten"]
        )
        return found

    def delete(self) -> None:
        """Delete the conversation."""
        self._client.delete(self._path.removesuffix("/berichten"), headers=self._headers).raise_for_status()

    def _send(self, body: dict[str, str]) -> Reply:
        reply = self._client.post(self._path, json=body, headers=self._headers).raise_for_status()
        return Reply.of(reply.json())


TalkIn = Callable[[str], Talk]
"""Opens a conversation on the site of the municipality of this name."""
