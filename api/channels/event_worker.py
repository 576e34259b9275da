"""Works on the events that wait: in order in each place, several at once, and again when it cannot be done now."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from api.channels import event_json, outbox_messages
from api.channels.event_handlers import ChannelStores, EventHandlers, Handled
from api.channels.event_json import Payload
from api.channels.events import Chosen, MessageTyped, ToolBegun, ToolFilledIn, TopicChosen
from api.channels.outbox_messages import OwnText
from api.channels.place_queues import PlaceQueues
from api.conversations.errors import ConversationNotFound, PutOff, TryLater
from api.limits.limiter import LimitReached
from api.store.channel_records import Outgoing, StoredEvent
from api.store.claims import Claim
from api.store.errors import EventDropped, StoreUnavailable
from api.telemetry.instruments import EVENTS_REFUSED

logger = logging.getLogger(__name__)

MOST_AT_ONCE = 8
"""Places in which an event is worked on at the same time; how many of them Rasa works on is the turn queue's."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(seconds=10)
LONGEST_SILENCE = timedelta(seconds=4)
"""After this without an answer the person hears that it takes longer."""

MOST_FAILURES = 5
_ASKS = (MessageTyped, Chosen, TopicChosen, ToolBegun, ToolFilledIn)
"""What somebody waits for an answer to."""


class EventWorker:
    """Takes each event from the store, has it done, and puts what is to be sent in the outbox in its place."""

    def __init__(
        self,
        stores: ChannelStores,
        handlers: EventHandlers,
        longest_stay: timedelta,
        wake_sender: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        """After `longest_stay` an event is given up; `now` gives the moment, in UTC."""
        self._stores = stores
        self._handlers = handlers
        self._longest_stay = longest_stay
        self._wake_sender = wake_sender
        self._now = now
        self._failures: Counter[int] = Counter()
        self.given_up = 0
        """Events that could not be worked on, since the start."""
        self.queues = PlaceQueues(
            lambda: stores.events.due(now(), LONGEST_WAIT),
            lambda place: stores.events.next_of(place, now(), LONGEST_WAIT),
            self._work,
            MOST_AT_ONCE,
            "Working on events of channels",
        )

    async def tell_who_waits(self) -> None:
        """Tell who has waited for some seconds that it takes longer, once until they have their answer."""
        moment = self._now()
        for event in await self._stores.events.waiting_since(moment - LONGEST_SILENCE):
            payload = _payload(event)
            if payload is not None and isinstance(payload.act, _ASKS):
                told = _outgoing(event, payload, OwnText(("kanalen/nog_bezig",)))
                await self._stores.events.tell_wait(event, told, moment)
                self._wake_sender()

    async def _work(self, event: StoredEvent) -> bool:
        """Have it done, or put it off; whether it is done."""
        payload = _payload(event)
        worked_on = await self._stores.events.while_held(event, lambda: self._handled(event, payload))
        if worked_on is None:
            return False
        claim, done = worked_on
        if isinstance(done, Handled):
            await self._finish(claim, event, payload, done)
            return True
        if done is None:
            return await self._give_up(claim, event, payload)
        return await self._put_off(claim, event, payload, done)

    async def _handled(self, event: StoredEvent, payload: Payload | None) -> Handled | Exception | None:
        """What came of it; why it has to wait, or None where it failed too often or can never be done."""
        if payload is None:
            logger.error("An event of %s cannot be read: its key is gone, or it is of another version", _name(event))
            return None
        try:
            return await self._handlers.handle(event, payload)
        except (PutOff, TryLater, LimitReached, ConversationNotFound, EventDropped) as error:
            return error
        except StoreUnavailable:
            raise
        except Exception as error:
            logger.exception("An event of %s failed", _name(event))
            self._failures[event.number] += 1
            return error if self._failures[event.number] < MOST_FAILURES else None

    async def _put_off(self, claim: Claim, event: StoredEvent, payload: Payload | None, error: Exception) -> bool:
        if self._now() > event.taken_in_at + self._longest_stay:
            logger.error("An event of %s is given up: %s", _name(event), type(error).__name__)
            return await self._give_up(claim, event, payload)
        wait = min(FIRST_WAIT * 2 ** min(event.attempts, MOST_FAILURES), LONGEST_WAIT)
        await self._stores.events.try_again(claim, self._now() + wait)
        return False

    async def _give_up(self, claim: Claim, event: StoredEvent, payload: Payload | None) -> bool:
        self.given_up += 1
        EVENTS_REFUSED.labels(event.where.channel, "given_up").inc()
        told = (
            Handled((OwnText(("fouten/onverwachte_fout",)),))
            if payload and isinstance(payload.act, _ASKS)
            else Handled()
        )
        await self._finish(claim, event, payload, told)
        return True

    async def _finish(self, claim: Claim, event: StoredEvent, payload: Payload | None, done: Handled) -> None:
        outgoing = [_outgoing(event, payload, one, done.conversation_id) for one in done.to_send if payload]
        await self._stores.events.finish(claim, outgoing, self._now())
        self._failures.pop(event.number, None)
        self._wake_sender()


def _payload(event: StoredEvent) -> Payload | None:
    """What the event says; None when nobody can tell any more."""
    try:
        return event_json.from_json(event.payload) if event.payload is not None else None
    except (ValueError, KeyError, TypeError):
        return None


def _outgoing(
    event: StoredEvent, payload: Payload | None, one: outbox_messages.OutboxMessage, conversation_id: str | None = None
) -> Outgoing:
    address = payload.address if payload else {}
    return Outgoing(event.where, address, outbox_messages.to_json(one), conversation_id)


def _name(event: StoredEvent) -> str:
    """The channel and the number, for a log."""
    return f"{event.where.channel} (number {event.number})"
