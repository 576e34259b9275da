"""Which limits hold for whom, and the one line a minute on what they refused."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator

from api.limits.counts import Bound, Counts, Scope
from api.limits.senders import Sender
from api.settings import Limits
from api.telemetry.instruments import REFUSALS

logger = logging.getLogger(__name__)

OPENINGS, MESSAGES, REQUESTS = "openings", "messages", "requests"
LOG_SECONDS = 60.0
_EVERYBODY = "everybody"


class LimitReached(Exception):
    """Nothing was done or stored; in `seconds` there is room for one more. `scope` says whose limit it is."""

    def __init__(self, scope: Scope, seconds: int) -> None:
        self.scope = scope
        self.seconds = seconds
        super().__init__(f"limit of the {scope}; room in {seconds} s")


class Limiter:
    """Counts what comes in, and raises LimitReached, without counting, for what is too much.

    Requests of this machine itself are counted in total only: measurements run here. Where the network is
    not known, no limit per network holds.
    """

    def __init__(self, limits: Limits, counts: Counts, clock: Callable[[], float] = time.monotonic) -> None:
        """`limits` a minute, 0 for none; `clock` in seconds, for the log."""
        self._limits = limits
        self._counts = counts
        self._clock = clock
        self._refused: Counter[str] = Counter()
        self._next_line = clock()

    async def opening(self, sender: Sender) -> None:
        """Count a conversation that is opened."""
        limits = self._limits
        await self._take(
            self._shared(sender, OPENINGS, limits.conversations_per_network, limits.conversations_in_total)
        )

    async def message(self, sender: Sender, conversation_id: str) -> None:
        """Count a message in this conversation, if it is not yet."""
        if sender.is_counted:
            return
        bounds = self._messages(sender)
        if not sender.is_here:
            bounds.append(Bound("conversation", MESSAGES, conversation_id, self._limits.messages_per_conversation))
        await self._take(bounds)

    async def check_message(self, sender: Sender) -> None:
        """Raise what the first message of a new conversation would; for who opens one only to send it."""
        await self._check(self._messages(sender))

    async def request(self, sender: Sender) -> None:
        """Count a request of any kind; many are let in, so that only a flood meets this limit."""
        await self._take(self._shared(sender, REQUESTS, self._limits.requests_per_network, 0))

    def _messages(self, sender: Sender) -> list[Bound]:
        return self._shared(sender, MESSAGES, self._limits.messages_per_network, self._limits.messages_in_total)

    def _shared(self, sender: Sender, what: str, per_network: int, in_total: int) -> list[Bound]:
        bounds = [Bound("total", what, _EVERYBODY, in_total)]
        if sender.network is not None:
            bounds.append(Bound("network", what, sender.network, per_network))
        return bounds

    async def _take(self, bounds: list[Bound]) -> None:
        await self._check(bounds)
        await self._counts.add(list(_in_force(bounds)))

    async def _check(self, bounds: list[Bound]) -> None:
        full = await self._counts.full(list(_in_force(bounds)))
        if full is not None:
            self._log(full.bound)
            raise LimitReached(full.bound.scope, full.seconds)

    def _log(self, bound: Bound) -> None:
        REFUSALS.labels(bound.what, bound.scope).inc()
        self._refused[f"{bound.what} ({bound.scope})"] += 1
        if self._clock() < self._next_line:
            return
        self._next_line = self._clock() + LOG_SECONDS
        told = ", ".join(f"{count} {what}" for what, count in sorted(self._refused.items()))
        logger.warning("Refused by the limits since the line before: %s", told)
        self._refused.clear()


def _in_force(bounds: list[Bound]) -> Iterator[Bound]:
    return (bound for bound in bounds if bound.most)
