"""Delivers what waits in the outbox, again and again until the receiver has taken it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from api.delivery.errors import NotDelivered
from api.delivery.ways import DeliveryWay
from api.store.errors import StoreUnavailable
from api.store.outbox import Outbox
from api.store.records import OutboxMessage
from content.live import LiveContent

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
_DOUBLINGS = 10
"""More than it takes from the first wait to the longest."""


class OutboxWorker:
    """Looks up which way a municipality's messages go, and tries again, ever more seldom, when one is not taken."""

    def __init__(
        self,
        outbox: Outbox,
        content: LiveContent,
        ways: Mapping[str, DeliveryWay],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`ways` as of `usable_ways`; `now` gives the moment, in UTC."""
        self._outbox = outbox
        self._content = content
        self._ways = ways
        self._now = now

    async def deliver_forever(self) -> None:
        """Deliver what is due, again and again; runs until it is cancelled."""
        while True:
            try:
                await self.deliver()
            except StoreUnavailable:
                pass  # the store has logged it
            except Exception:
                logger.exception("Delivering messages failed; it is tried again")
            await asyncio.sleep(LOOK_SECONDS)

    async def deliver(self) -> None:
        """Deliver every message that is due; one that fails does not keep the others waiting."""
        for message in await self._outbox.due(self._now(), LONGEST_WAIT):
            try:
                await self._deliver(message)
            except NotDelivered as error:
                wait = wait_after(message.attempts)
                logger.warning("Message %s is not delivered yet, next attempt in %s: %s", message.id, wait, error)
                await self._outbox.try_again(message.id, self._now() + wait)
            else:
                await self._outbox.remove(message.id)

    async def _deliver(self, message: OutboxMessage) -> None:
        municipalities = self._content.current.municipalities
        own = municipalities.own_file(municipalities.register.find(message.municipality))
        way = self._ways.get(own.handover) if own is not None else None
        if own is None or way is None:
            raise NotDelivered(f"{message.municipality} has no handover that can be used now")
        await way.deliver(message, own)


def wait_after(attempts: int) -> timedelta:
    """How long to wait when so many attempts went before this one: twice as long each time, up to the longest."""
    factor: int = 2 ** min(attempts, _DOUBLINGS)
    return min(FIRST_WAIT * factor, LONGEST_WAIT)
