"""Bounds on the door's connections: how many there are, and how long one may keep the server waiting.

uvicorn 0.54 bounds only the pause between two requests: one that never sends its first byte, or a
byte now and then, is held for ever, and its `limit_concurrency` refuses everybody once enough of
them stand open. Hypercorn 0.18 holds a body that trickles in, Granian 2.8 one that stays silent;
neither bounds how many there are.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from collections.abc import Iterator
from operator import itemgetter
from typing import cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from api.middleware import SAFE_HEADERS

logger = logging.getLogger(__name__)

REQUEST_SECONDS = 20.0
"""In this time a request must have come in whole, and an answer that stopped flowing must flow again."""
BACKLOG = 100
"""As many may wait in the system before the server takes them."""
FILES_BESIDE = 4 * BACKLOG + 100
"""Open files that are no connection in use: asyncio takes a backlog in one go, some more before the first of
them is refused, and the rest of the process has databases, Rasa and documents open."""


class BoundedProtocol(H11Protocol):
    """One connection; it ends when the client keeps the server waiting, or when another needs its place."""

    most: int
    """Connections at once; see `bounded_protocol`."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, in the place of the one that has waited longest when there are too many."""
        super().connection_made(transport)
        self._watch()
        if len(self.connections) > self.most:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """Read on, under the same deadline until the request is there whole."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        super().on_response_complete()
        self._rest()
        self._watch()

    def pause_writing(self) -> None:
        """The client does not read on."""
        super().pause_writing()
        self._watch()

    def resume_writing(self) -> None:
        """The client reads on."""
        super().resume_writing()
        self._rest()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the deadline."""
        super().connection_lost(exc)
        self._rest()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP: no app sees it, so the safe headers are added here."""
        headers = {**SAFE_HEADERS, "Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
        answer = h11.Response(status_code=400, headers=list(headers.items()), reason=b"Bad Request")
        for event in (answer, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    @property
    def _waits_for_client(self) -> bool:
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY) or self.flow.write_paused

    def _watch(self) -> None:
        if not self._waits_for_client:
            self._rest()
        elif self._deadline is None:
            # What was not sent yet goes too: `close` would hold the connection until it is read.
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)

    def _rest(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _make_room(self) -> None:
        """End the connection that has kept the server waiting longest; this one when all others are being answered."""
        waiting = [(one._deadline.when(), one) for one in self._others() if one._deadline]
        _, longest = min(waiting, key=itemgetter(0), default=(0.0, self))
        longest.transport.abort()

    def _others(self) -> Iterator[BoundedProtocol]:
        """uvicorn keeps all connections in one set; those that are ending already take no place for long."""
        for one in cast(set[BoundedProtocol], self.connections):
            if one is not self and not one.transport.is_closing():
                yield one


def bounded_protocol(most: int) -> type[BoundedProtocol]:
    """The protocol for `most` connections at once; for fewer where the system does not let it open so many files."""
    files = raise_files_to(most + FILES_BESIDE)
    possible = max(1, files - FILES_BESIDE)
    if possible < most:
        logger.warning("Only %d files may be open (ulimit -n): at most %d connections at once", files, possible)
    return type("Bounded", (BoundedProtocol,), {"most": min(most, possible)})


def raise_files_to(wanted: int) -> int:
    """Let this process open so many files, as far as the system allows; how many it may open then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= files:
        return wanted if soft == resource.RLIM_INFINITY else soft
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    return files
