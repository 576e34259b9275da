"""A Rasa at the border of the public door that says what a test tells it to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from api.conversations.rasa_client import Answer, RasaClient, RasaError, RasaUnavailable, TurnFailed

MODEL = {"rasa": "3.6.21"}
DOCUMENT: dict[str, Any] = {
    "titel": "Profiel",
    "kenmerk": "Concept",
    "naam": None,
    "naam_kop": "Gemaakt door",
    "delen": [],
    "voet": "Profiel",
}
"""What a guided tool ends in, as `content/guided_tools/outline.py` makes it."""


@dataclass(frozen=True)
class Asked:
    """One message that Rasa was asked to answer."""

    conversation_id: str
    message_id: str
    text: str
    choice: dict[str, Any] | None
    metadata: dict[str, Any]


class FakeRasa(RasaClient):
    """Gives what `script` holds, one a message, then an answer to each; `away` is as if its process were gone."""

    def __init__(self, script: Iterable[Answer | RasaError] = ()) -> None:
        self.script = list(script)
        self.away = False
        self.store_away = False
        self.model: dict[str, Any] | None = MODEL
        self.actions = True
        self.asked: list[Asked] = []
        self.forgotten: list[str] = []

    async def close(self) -> None:
        """Nothing to close."""

    async def answer(
        self, conversation_id: str, message_id: str, text: str, choice: dict[str, Any] | None, metadata: dict[str, Any]
    ) -> Answer:
        """The next of the script."""
        self._be_there()
        self.asked.append(Asked(conversation_id, message_id, text, choice, metadata))
        told = self.script.pop(0) if self.script else an_answer(f"Antwoord op: {text}")
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
        return {"model": self.model, "actions": self.actions}

    def _be_there(self) -> None:
        if self.away:
            raise RasaUnavailable("it is away")


def an_answer(text: str = "Dit is het antwoord.", choices: Sequence[str] = (), **more: Any) -> Answer:
    """An answer with choices by their labels; `more` are further fields of `Answer`."""
    offered = [{"label": label, "doel": {"intent": "lees_meer", "gids": {}}} for label in choices]
    fields = {"outcome": "antwoord", "sources": [], **more}
    return Answer(text=text, choices=offered, **fields)
