"""Which of Rasa's engines is asked for a conversation, on one machine or several, while some cannot take turns."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import urlsplit

logger = logging.getLogger(__name__)

ASKED_AGAIN_SECONDS = 1.0
"""From one look whether an engine that was left out can take turns again to the next."""


class RasaEngines:
    """Each conversation has an engine of its own, so that this has it in memory, and the next ones in its place.

    Where two doors ask other engines for it nothing goes wrong: Rasa stores no turn behind another than it has read.
    """

    def __init__(self, addresses: Sequence[str], is_back: Callable[[str], Awaitable[bool]]) -> None:
        """`addresses` in the same order wherever a door asks them; `is_back` says whether one can take turns."""
        self.all = tuple(addresses)
        self._is_back = is_back
        self._out: dict[str, asyncio.Task[None]] = {}

    @property
    def in_service(self) -> list[str]:
        """Those that are not left out."""
        return [address for address in self.all if address not in self._out]

    @property
    def in_use(self) -> Mapping[str, bool]:
        """Whether each is, and not left out, by its host and port."""
        return {urlsplit(address).netloc.rpartition("@")[2]: address not in self._out for address in self.all}

    def of(self, conversation_id: str) -> list[str]:
        """Those to ask, one after the other until one can answer; all of them when each is left out."""
        places = {address: f"{place} {conversation_id}".encode() for place, address in enumerate(self.all)}
        return sorted(self.in_service or self.all, key=lambda address: hashlib.blake2b(places[address]).digest())

    def leave_out(self, address: str) -> None:
        """Ask it no more until it can take turns; the only one is asked all the same."""
        if len(self.all) > 1 and address not in self._out:
            logger.warning("The engine at %s does not answer, or has no model; its conversations go to others", address)
            self._out[address] = asyncio.create_task(self._wait_for(address))

    async def close(self) -> None:
        """Look for none any more."""
        waiting = list(self._out.values())
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _wait_for(self, address: str) -> None:
        while True:
            await asyncio.sleep(ASKED_AGAIN_SECONDS)
            if await self._is_back(address):
                break
        del self._out[address]
        logger.warning("The engine at %s can take turns again, and has its conversations back", address)
