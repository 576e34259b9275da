"""Deleting conversations: at once and from every store, those that are too old, and what could not be done before."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import partial

from api.conversations.errors import DeletionPutOff
from api.conversations.locks import ConversationLocks
from api.conversations.rasa_client import RasaClient, RasaError, TurnFailed
from api.conversations.retention import Retention
from api.repeating import repeat
from api.store.errors import StillInLog
from api.store.removal import Removal
from api.telemetry.instruments import DELETED

logger = logging.getLogger(__name__)

RETENTION_SECONDS = 600.0
MOST_AT_ONCE = 100
"""As many old conversations are deleted one after the other before others are looked for."""

MOST_COUNTED = 3
"""So often conversations and keys are counted: one that is opened or deleted between the two makes them differ."""

LONGEST_NAME = timedelta(days=1)
"""How long a name stays in a document."""

LONGEST_OPENING = timedelta(hours=1)
"""A conversation that is not there after its key has been for so long will not come."""


class Deletion:
    """Deletes in the door's store first, so that nobody can read or open it any more, then at Rasa."""

    def __init__(self, removal: Removal, rasa: RasaClient, locks: ConversationLocks, retention: Retention) -> None:
        self._removal = removal
        self._rasa = rasa
        self._locks = locks
        self._retention = retention
        self._unreadable_are_gone = False
        self.last_run: datetime | None = None
        """When conversations that are too old were last looked for, in UTC."""

    async def delete(self, conversation_id: str) -> None:
        """Delete one, whose lock is held; DeletionPutOff when a part has to wait for Rasa or for a reader."""
        await self._removal.wipe(conversation_id)
        DELETED.labels("visitor").inc()
        try:
            await self._finish(conversation_id)
        except (RasaError, StillInLog) as error:
            raise DeletionPutOff(conversation_id) from error

    async def run_forever(self) -> None:
        """Delete what nobody can read, once, and what is too old, again and again; runs until it is cancelled."""
        await repeat(self._delete_what_is_over, RETENTION_SECONDS, "Deleting old conversations")

    async def _delete_what_is_over(self) -> None:
        if not self._unreadable_are_gone:
            await self.delete_unreadable()
            self._unreadable_are_gone = True
        now = datetime.now(UTC)
        await self.forget_names(now)
        await self.delete_old(now)
        self.last_run = now

    async def forget_names(self, now: datetime) -> None:
        """Delete the names in documents that were made a day before `now`."""
        await self._removal.forget_names(now - LONGEST_NAME)

    async def delete_unreadable(self) -> int:
        """Delete the conversations whose key is gone: a backup that was put back holds them. Gives how many.

        So are keys whose conversation is gone; one is opened after its key was made, so that young keys stay. Looking
        at each takes seconds where there are many: it is done where they do not fit each other as a whole.
        """
        for _ in range(MOST_COUNTED):
            if await self._removal.fit_their_keys(datetime.now(UTC)):
                return 0
        await self._removal.forget_keys_of_nobody(datetime.now(UTC) - LONGEST_OPENING)
        count = await self._removal.forget_unreadable()
        DELETED.labels("unreadable").inc(count)
        if count:
            logger.warning("%d conversations were deleted: their keys are gone", count)
        return count

    async def delete_old(self, now: datetime) -> int:
        """Delete the conversations that are too old at `now`; gives how many.

        Their texts go at once. What another process holds, or Rasa while it is away, goes by `finish`.
        """
        count, moment = 0, self._retention.oldest(now)
        while old := await self._removal.silent_since(moment, MOST_AT_ONCE):
            for conversation_id in old:
                async with self._locks.of(conversation_id):  # which a message may have held that came in just now
                    if await self._removal.wipe_silent(conversation_id, moment):
                        DELETED.labels("retention").inc()
                        count += 1
        if count:
            logger.info("%d conversations were deleted: their last message is too old", count)
        return count

    async def waiting(self) -> int:
        """How many deletions are not finished in every store."""
        return len(await self._removal.begun())

    async def finish(self) -> None:
        """Finish every deletion that was begun; what still has to wait is said in the log."""
        to_delete, deleted = await self._removal.begun(), 0
        for conversation_id in to_delete:
            async with self._locks.of(conversation_id):
                finish = partial(self._finish, conversation_id)
                try:
                    if await self._removal.claims.while_held(conversation_id, finish, "A deletion"):
                        deleted += 1
                except TurnFailed as error:
                    logger.warning("Conversation %s is not wholly deleted yet: %s", conversation_id, error)
                except StillInLog:  # which is one for all
                    break
        if deleted < len(to_delete):
            logger.warning("%d conversations are not wholly deleted yet; it is tried again", len(to_delete) - deleted)

    async def _finish(self, conversation_id: str) -> None:
        await self._rasa.forget(conversation_id)
        await self._removal.remove(conversation_id)
