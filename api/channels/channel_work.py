"""All work of the channels, put together on one store: taking in, working, sending, tips and tidying up."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from api.channels.channel import Channel, ChannelContext
from api.channels.commands import TypedCommands
from api.channels.composer import Composer
from api.channels.event_handlers import ChannelStores, EventHandlers
from api.channels.event_worker import EventWorker
from api.channels.events import ChannelEvent
from api.channels.intake import Intake
from api.channels.links import Links
from api.channels.outbox_sender import OutboxSender
from api.channels.tips import Tips
from api.channels.workspaces import Workspaces
from api.conversations.service import ConversationService
from api.limits.limiter import Limiter
from api.repeating import repeat
from api.store.channel_events import ChannelEvents
from api.store.channel_outbox import ChannelOutbox
from api.store.channel_talks import ChannelTalks
from api.store.channel_tips import ChannelTips
from api.store.transit_keys import TransitKeys
from content.paths import DATA

WAIT_SECONDS, TIPS_SECONDS, TIDY_SECONDS = 1.0, 60.0, 600.0
LAST_SENDING_SECONDS = 5.0
"""For what is being sent when the assistant stops; what is cut off Teams may have, and show again after the start."""

REMEMBERED = timedelta(days=7)
"""How long a repeat of an event is known; platforms deliver again for some hours."""


class ChannelWork:
    """What the door does for its channels for as long as it runs."""

    def __init__(
        self,
        channels: Mapping[str, Channel],
        context: ChannelContext,
        service: ConversationService,
        limiter: Limiter,
        now: Callable[[], datetime],
    ) -> None:
        """`channels` by name; `now` gives the moment, in UTC. ContentError or PhraseListsError of what is read here."""
        self._now, self._database = now, context.database
        settings, content, database = context.settings, context.content, context.database
        self._keys = TransitKeys(context.keys, now)
        self.stores = stores = ChannelStores(
            ChannelEvents(database, self._keys),
            ChannelOutbox(database, self._keys),
            ChannelTalks(database),
            ChannelTips(database, context.keys, self._keys),
        )
        longest_stay = timedelta(days=settings.delivery_days)
        self.workspaces = Workspaces(settings.workspaces_file, content)
        self.intake = Intake(stores.events, stores.outbox, context.pseudonyms, limiter, settings.max_text_length, now)
        composer = Composer(service, content, Links(str(settings.public_url).rstrip("/")))
        self.sender = OutboxSender(stores, channels, composer, longest_stay, now)
        commands = TypedCommands.read(DATA.channel_words)
        longest_text = settings.max_text_length
        handlers = EventHandlers(stores, service, content, commands, self.workspaces, longest_text, now)
        self.worker = EventWorker(stores, handlers, longest_stay, self.sender.queues.wake, now)
        self.tips = Tips(stores.tips, content, now)

    async def take_in(self, event: ChannelEvent) -> None:
        """Store an event, and begin with it."""
        if await self.intake.take_in(event):
            self.worker.queues.wake()
            self.sender.queues.wake()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work for as long as the context is open, and then let what is being sent arrive."""
        sending = asyncio.create_task(self.sender.queues.work_forever())
        work = [
            asyncio.create_task(self.worker.queues.work_forever()),
            asyncio.create_task(repeat(self.worker.tell_who_waits, WAIT_SECONDS, "Telling who waits")),
            asyncio.create_task(repeat(self._send_tips, TIPS_SECONDS, "Sending tips")),
            asyncio.create_task(repeat(self.tidy_up, TIDY_SECONDS, "Tidying up after channels")),
        ]
        try:
            yield
        finally:
            for task in work:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            self.sender.queues.stop()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_SENDING_SECONDS):
                    await sending

    async def tidy_up(self) -> None:
        """Forget the names of events that are too old to come again, and the keys that nothing waits under."""
        await self.stores.events.forget_names(self._now() - REMEMBERED)
        in_use = await self.stores.events.keys_in_use() | await self.stores.outbox.keys_in_use()
        await self._database.do(self._keys.destroy_old, in_use)

    async def state(self) -> dict[str, Any]:
        """How it goes, for the operator: what waits, by channel, and what was dropped or given up since the start."""
        return {
            "events_waiting": await self.stores.events.waiting(),
            "messages_waiting": await self.stores.outbox.waiting(),
            "dropped": self.intake.dropped,
            "given_up": self.worker.given_up + self.sender.given_up,
            "problem": self.workspaces.problem,
        }

    async def _send_tips(self) -> None:
        if await self.tips.send_due():
            self.sender.queues.wake()
