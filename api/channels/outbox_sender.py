"""Sends what waits in the outbox: in order in each place, several places at once, again while a platform is away."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from api.channels import outbox_messages
from api.channels.channel import Channel, NeverSent, NotSent, SendLater
from api.channels.composer import Composer, Gone
from api.channels.event_handlers import ChannelStores
from api.channels.outbox_messages import Answer, OwnText, Tip
from api.channels.place_queues import PlaceQueues
from api.delivery.outbox_worker import wait_after
from api.store.channel_records import OutboxItem
from api.store.claims import Claim
from api.store.errors import StoreUnavailable

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 8
"""Places to which something is sent at the same time."""

LONGEST_SENDING_SECONDS = 30.0
"""For one message with its files, however slow the platform is."""

LONGEST_PAUSE = timedelta(days=1)
"""A platform that asks to wait longer is tried after this."""


class OutboxSender:
    """Gives each message to its channel until that has taken it, or it has waited too long."""

    def __init__(
        self,
        stores: ChannelStores,
        channels: Mapping[str, Channel],
        composer: Composer,
        longest_stay: timedelta,
        now: Callable[[], datetime],
    ) -> None:
        """`channels` by name; after `longest_stay` a message is given up; `now` gives the moment, in UTC."""
        self._stores = stores
        self._channels = channels
        self._composer = composer
        self._longest_stay = longest_stay
        self._now = now
        self.given_up = 0
        """Messages that were never sent, since the start."""
        self.queues = PlaceQueues(
            lambda: stores.outbox.due(now(), LONGEST_PAUSE),
            lambda place: stores.outbox.next_of(place, now(), LONGEST_PAUSE),
            self._work,
            MOST_AT_ONCE,
            "Sending to channels",
        )

    async def _work(self, item: OutboxItem) -> bool:
        """Send it, or put it off; whether the next of its place can go."""
        done = await self._stores.outbox.while_held(item, lambda: self._sent(item))
        if done is None:
            return False
        claim, error = done
        if isinstance(error, SendLater):
            return await self._put_off(claim, item, error)
        if error is not None:
            await self._give_up(item, error)
        await self._stores.outbox.close(claim)
        return True

    async def _sent(self, item: OutboxItem) -> NotSent | None:
        """What stood in the way: SendLater where that may pass."""
        try:
            await self._send(item)
        except Gone:
            return None  # it went while it waited
        except (SendLater, NeverSent) as error:
            return error
        except StoreUnavailable:
            raise
        except Exception as error:
            logger.exception("A message for %s failed", item.channel)
            return SendLater(type(error).__name__)
        return None

    async def _send(self, item: OutboxItem) -> None:
        channel, outgoing = self._channels.get(item.channel), item.outgoing
        if channel is None:
            raise SendLater("the channel is off")
        if outgoing is None:
            raise NeverSent("its key is gone")
        one = outbox_messages.from_json(outgoing.content)
        conversation = await self._stores.talks.by_id(outgoing.conversation_id) if outgoing.conversation_id else None
        message, attachments = await self._composer.compose(item.id, one, conversation)
        replaces = one.replaces if isinstance(one, Answer | OwnText) else ""
        if not item.tried:
            await self._stores.outbox.begin(item.id)
        try:
            async with asyncio.timeout(LONGEST_SENDING_SECONDS):
                await channel.send(outgoing.address, message, attachments, replaces, item.id, item.tried)
        except TimeoutError as error:
            raise SendLater(f"it took longer than {LONGEST_SENDING_SECONDS:.0f} s") from error

    async def _put_off(self, claim: Claim, item: OutboxItem, error: SendLater) -> bool:
        """Try it again later, unless it has waited as long as it may; whether it was given up."""
        if self._now() >= item.created_at + self._longest_stay:
            await self._give_up(item, error)
            await self._stores.outbox.close(claim)
            return True
        asked = error.seconds
        wait = wait_after(item.attempts) if asked is None else min(timedelta(seconds=asked), LONGEST_PAUSE)
        logger.warning("A message for %s is not sent yet, next attempt in %s: %s", item.channel, wait, error)
        await self._stores.outbox.try_again(claim, self._now() + wait)
        return False

    async def _give_up(self, item: OutboxItem, error: NotSent) -> None:
        """Count it; where not even a tip can be sent none is any more."""
        logger.error("A message for %s is given up: %s", item.channel, error)
        self.given_up += 1
        if item.outgoing is not None and item.outgoing.content.get("kind") == Tip.__name__:
            await self._stores.tips.forget(item.place)
