"""Delivers what waits in the outbox, until the receiver has taken it or the message has waited too long.

Each destination has its own queue, so that one that is away keeps no other waiting.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.delivery.ways import DeliveryWay
from api.repeating import repeat
from api.store.claims import Claim
from api.store.errors import StoreUnavailable
from api.store.outbox import Outbox
from api.store.records import OutboxMessage
from api.telemetry.instruments import DELIVERIES
from content.live import LiveContent
from content.municipalities.own_file import OwnFile

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
LONGEST_DELIVERY_SECONDS = 30.0
"""For one message, however slowly the receiver takes or answers it."""

MOST_AT_ONCE = 20
"""Destinations that are delivered to at the same time."""

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
        longest_stay: timedelta,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`ways` as of `usable_ways`; after `longest_stay` a message is given up; `now` gives the moment, in UTC."""
        self._outbox = outbox
        self._content = content
        self._ways = ways
        self._longest_stay = longest_stay
        self._now = now
        self._busy: set[str] = set()
        self._places = asyncio.Semaphore(MOST_AT_ONCE)
        self.given_up = 0
        """Messages given up since the start."""

    async def deliver_forever(self) -> None:
        """Deliver what is due, again and again; runs until it is cancelled."""
        async with asyncio.TaskGroup() as tasks:
            await repeat(lambda: self._begin(tasks), LOOK_SECONDS, "Delivering messages")

    async def deliver(self) -> None:
        """Deliver every message that is due; returns when all have been tried."""
        async with asyncio.TaskGroup() as tasks:
            await self._begin(tasks)

    async def waiting(self) -> dict[str, int]:
        """How many messages wait after a failed attempt, by their municipality's slug."""
        return await self._outbox.waiting()

    async def size(self) -> int:
        """How many messages wait, tried before or not."""
        return await self._outbox.size()

    async def _begin(self, tasks: asyncio.TaskGroup) -> None:
        """Begin with each destination that has something due and is not being delivered to yet."""
        queues: dict[str, list[OutboxMessage]] = defaultdict(list)
        for message in await self._outbox.due(self._now(), LONGEST_WAIT):
            queues[self._destination(message)].append(message)
        for destination, messages in queues.items():
            if destination not in self._busy:
                self._busy.add(destination)
                tasks.create_task(self._deliver_to(destination, messages))

    async def _deliver_to(self, destination: str, messages: Sequence[OutboxMessage]) -> None:
        """Deliver these one by one; when the destination is away, none of the rest is tried."""
        try:
            async with self._places:
                for number, message in enumerate(messages):
                    error = await self._try(message)
                    if isinstance(error, Unreachable):
                        await self._put_off_untried(messages[number + 1 :], wait_after(message.attempts), error)
                        break
        except StoreUnavailable:
            pass  # the store has logged it
        except Exception:
            logger.exception("Delivering to %s failed; it is tried again", destination)
        finally:
            self._busy.discard(destination)

    async def _try(self, message: OutboxMessage) -> NotDelivered | None:
        """Deliver one message, or put it off; what stood in the way."""
        told = self._told("bezorgd", message)
        done = await self._outbox.while_held(message, lambda: self._delivered(message))
        if done is None:
            return None
        claim, error = done
        if error is not None:
            wait = LONGEST_WAIT if isinstance(error, Refused) else wait_after(message.attempts)
            await self._put_off(claim, message, wait, error)
            return error
        await self._outbox.close(claim, told)
        DELIVERIES.labels("delivered").inc()
        return None

    async def _delivered(self, message: OutboxMessage) -> NotDelivered | None:
        """What stood in the way."""
        try:
            await self._deliver(message)
        except NotDelivered as error:
            return error
        return None

    async def _deliver(self, message: OutboxMessage) -> None:
        found = self._way(message)
        if found is None:
            raise NotDelivered("no handover that can be used now")
        own, way = found
        try:
            async with asyncio.timeout(LONGEST_DELIVERY_SECONDS):
                await way.deliver(message, own)
        except NotDelivered:
            raise
        except TimeoutError as error:
            raise Unreachable(f"{way.destination(own)} took longer than {LONGEST_DELIVERY_SECONDS:.0f} s") from error
        except Exception as error:  # such as an address that nothing can be sent to
            raise NotDelivered(f"it cannot be sent: {type(error).__name__}") from error

    async def _put_off_untried(self, messages: Sequence[OutboxMessage], wait: timedelta, error: NotDelivered) -> None:
        """Try them again later, but those that another door has."""
        for message in messages:
            claim = await self._outbox.take(message)
            if claim is not None:
                await self._put_off(claim, message, wait, error)

    async def _put_off(self, claim: Claim, message: OutboxMessage, wait: timedelta, error: NotDelivered) -> None:
        """Try it again later; one that has waited as long as it may is deleted."""
        about = (message.id, message.municipality)
        if self._now() < message.created_at + self._longest_stay:
            logger.warning("Message %s for %s is not delivered yet, next attempt in %s: %s", *about, wait, error)
            DELIVERIES.labels("put_off").inc()
            await self._outbox.try_again(claim, self._now() + wait)
        else:
            logger.error("Message %s for %s is given up and deleted: %s", *about, error)
            self.given_up += 1
            DELIVERIES.labels("given_up").inc()
            await self._outbox.close(claim, self._told("niet_bezorgd", message))

    def _destination(self, message: OutboxMessage) -> str:
        """The server that the message goes to; its municipality where there is none."""
        found = self._way(message)
        if found is None:
            return message.municipality
        own, way = found
        return way.destination(own)

    def _way(self, message: OutboxMessage) -> tuple[OwnFile, DeliveryWay] | None:
        """How the message goes and what the municipality says of it; None when it cannot go now."""
        municipalities = self._content.current.municipalities
        own = municipalities.own_file(municipalities.register.find(message.municipality))
        way = self._ways.get(own.handover) if own is not None else None
        return (own, way) if own is not None and way is not None else None

    def _told(self, name: str, message: OutboxMessage) -> str:
        """What the conversation says of the message from now on."""
        now = self._content.current
        return now.texts["bericht"][name].fill(gemeente=now.municipalities.name_of(message.municipality))


def wait_after(attempts: int) -> timedelta:
    """How long to wait when so many attempts went before this one: twice as long each time, up to the longest."""
    factor: int = 2 ** min(attempts, _DOUBLINGS)
    return min(FIRST_WAIT * factor, LONGEST_WAIT)
