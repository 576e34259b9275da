"""Takes events in: each is stored once, however often it comes, before the platform hears that it has arrived."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from cachetools import LRUCache

from api.channels import event_json, outbox_messages
from api.channels.events import AccessWithdrawn, Act, ChannelEvent, MessageTyped, ToolFilledIn, Unreadable
from api.channels.outbox_messages import OwnText
from api.conversations.incoming import MARGIN
from api.conversations.locks import ConversationLocks
from api.limits.limiter import Limiter, LimitReached
from api.limits.senders import Sender
from api.store.channel_events import ChannelEvents
from api.store.channel_outbox import ChannelOutbox
from api.store.channel_records import Outgoing
from api.store.pseudonyms import HashedPlace, Pseudonyms
from api.telemetry.instruments import EVENTS_REFUSED

logger = logging.getLogger(__name__)

TOO_LONG = "te_lang"
LARGEST_PAYLOAD = 128 * 1024
"""Characters of JSON: an event that is larger holds more than anybody typed."""

MOST_TOLD = 10_000
"""Persons of whom is remembered that they were told of their limit."""


class Intake:
    """Stores events in the order in which they come, within bounds."""

    def __init__(
        self,
        events: ChannelEvents,
        outbox: ChannelOutbox,
        pseudonyms: Pseudonyms,
        limiter: Limiter,
        longest_text: int,
        now: Callable[[], datetime],
    ) -> None:
        """`now` gives the moment, in UTC."""
        self._events = events
        self._outbox = outbox
        self._pseudonyms = pseudonyms
        self._limiter = limiter
        self._longest_text = longest_text
        self._now = now
        self._locks = ConversationLocks()
        self._told_until: LRUCache[str, datetime] = LRUCache(MOST_TOLD)
        self.dropped = 0
        """Events that were not taken in since the start: over the limit after that was told, or far too large."""

    async def take_in(self, event: ChannelEvent) -> bool:
        """Store the event, or find that it was before; whether there is something to do now. StoreUnavailable.

        What is too long is stored without its text. A person over the limit is told so once; what they send until
        there is room again is dropped.
        """
        name = self._pseudonyms.of_event(event.channel, event.id)
        async with self._locks.of(name):
            if await self._events.is_known(name):
                return False
            payload = event_json.to_json(event, self._bounded(event.act))
            if len(json.dumps(payload)) > LARGEST_PAYLOAD:
                self._drop(event.channel, "too_large", "it is too large")
                return False
            place = event.place
            where = self._pseudonyms.of_place(event.channel, place.workspace, place.room, place.person)
            if not isinstance(event.act, AccessWithdrawn):
                try:
                    await self._limiter.message(sender_of(where), where.place)
                except LimitReached as error:
                    return await self._tell_limit(event, where, error)
            return await self._events.add(name, where, payload, self._now())

    def _bounded(self, act: Act) -> Act:
        """The act, without a text far longer than any that could be used."""
        is_usable = all(len(text) <= self._longest_text * MARGIN for text in _typed_in(act))
        return act if is_usable else Unreadable(TOO_LONG)

    async def _tell_limit(self, event: ChannelEvent, where: HashedPlace, error: LimitReached) -> bool:
        now = self._now()
        if self._told_until.get(where.person, now) > now:
            self._drop(event.channel, "over_limit", f"its person is over the limit of the {error.scope}")
            return False
        self._told_until[where.person] = now + timedelta(seconds=error.seconds)
        told = OwnText(("kanalen/te_snel",), {"seconden": error.seconds})
        await self._outbox.add([Outgoing(where, event.address, outbox_messages.to_json(told))], now)
        return True

    def _drop(self, channel: str, kind: str, why: str) -> None:
        self.dropped += 1
        EVENTS_REFUSED.labels(channel, kind).inc()
        logger.warning("An event of %s was not taken in: %s; %d since the start", channel, why, self.dropped)


def sender_of(where: HashedPlace, is_counted: bool = False) -> Sender:
    """A person as the sender of a message, so that all of theirs in a workspace share the limit of a network."""
    return Sender(network=f"{where.channel} {where.person}", is_counted=is_counted)


def _typed_in(act: Act) -> Iterable[str]:
    match act:
        case MessageTyped():
            return (act.text,)
        case ToolFilledIn():
            return act.answers.values()
        case _:
            return ()
