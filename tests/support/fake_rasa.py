"""A Rasa at the border of the public door that says what a test tells it to."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from api.conversations.rasa_client import AheadOfStore, RasaClient, RasaError, RasaUnavailable, TurnFailed
from contract.details import Details
from contract.documents import Document
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Goal, Outcome
from contract.turn import Turn

PATIENCE_SECONDS = 10
MODEL = {"rasa": "3.6.21"}
DOCUMENT = Document(title="Profiel", subtitle="Concept", parts=(), footer="Profiel", name_label="Gemaakt door")
"""What a guided tool ends in."""


class Gate:
    """Holds answers back until it is opened."""

    def __init__(self) -> None:
        self._arrived = asyncio.Semaphore(0)
        self._opened = asyncio.Event()

    async def arrival(self) -> None:
        """Until one more turn has come to it; TimeoutError when none comes."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            await self._arrived.acquire()

    def open(self) -> None:
        """Let all answers go, also those that are still to come."""
        self._opened.set()

    async def passed(self) -> None:
        """Wait in front of it."""
        self._arrived.release()
        await self._opened.wait()


class FakeRasa(RasaClient):
    """Gives what `script` holds, one a message, then an answer to each; `away` is as if its process were gone.

    While it has a `gate`, answers wait for that to be opened.
    """

    def __init__(self, script: Iterable[AssistantMessage | RasaError] = ()) -> None:
        self.script = list(script)
        self.away = False
        self.store_away = False
        self.gate: Gate | None = None
        self.model: dict[str, Any] | None = MODEL
        self.actions = True
        self.engines: dict[str, bool] = {}
        self.asked: list[Turn] = []
        self.forgotten: list[str] = []

    def begin_anew(self) -> None:
        """As if it were new, for the next test at the same door."""
        self.__init__()  # type: ignore[misc]

    @property
    def engines_in_use(self) -> dict[str, bool]:
        """As a test sets `engines`; by itself it is the only one."""
        return self.engines

    async def close(self) -> None:
        """Nothing to close."""

    async def answer(self, turn: Turn, within: float, ahead: AheadOfStore | None = None) -> AssistantMessage:
        """The next of the script."""
        self._be_there()
        if ahead is not None:
            await ahead.stored()
        self.asked.append(turn)
        if self.gate:
            await self.gate.passed()
        told = self.script.pop(0) if self.script else an_answer(f"Antwoord op: {turn.text}")
        if isinstance(told, RasaError):
            raise told
        return told

    async def forget(self, conversation_id: str) -> None:
        """Remember that it was asked to."""
        self._be_there()
        if self.store_away:
            raise TurnFailed("its store is away")
        self.forgotten.append(conversation_id)

    async def status(self) -> dict[str, Any]:
        """As the bridge says it."""
        self._be_there()
        return {"model": self.model, "actions": self.actions, "store": not self.store_away}

    def _be_there(self) -> None:
        if self.away:
            raise RasaUnavailable("it is away")


def an_answer(text: str = "Dit is het antwoord.", choices: Sequence[str] = (), **more: Any) -> AssistantMessage:
    """An answer with choices by their labels; `more` are further fields of `AssistantMessage`."""
    offered = tuple(Choice(label, Goal(Intent.READ_MORE, Details())) for label in choices)
    return AssistantMessage(**{"outcome": Outcome.ANSWER, "text": text, "choices": offered, **more})
