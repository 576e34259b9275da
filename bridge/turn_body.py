"""Reads a turn before all of its request is there: the door ends that once it has stored the message.

So Rasa understands a message while the door stores it, and does nothing with it before.
"""

from __future__ import annotations

from typing import Protocol

import orjson

from contract.records import ContractError
from contract.turn import END_OF_TURN, Turn


class Stream(Protocol):
    """The body of a request, as Sanic gives it."""

    async def read(self) -> bytes | None:
        """What has come in since, at least a byte; None at the end."""


class TurnBody:
    """The body of a request with a turn."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def turn(self) -> Turn:
        """The turn, as soon as it is there; ContractError when it is none.

        That is once a line is, or with a door that stores the message first once the body ends.
        """
        read = b""
        while END_OF_TURN not in read and (more := await self._stream.read()):
            read += more
        try:
            return Turn.from_json(orjson.loads(read))
        except ValueError as error:
            raise ContractError(f"Turn: no JSON: {error}") from error

    async def end(self) -> None:
        """Until the message is stored."""
        while await self._stream.read():
            pass
