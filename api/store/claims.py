"""Which of several doors does a piece of work in the background; one door alone just does it.

A claim is short, and renewed while its work lasts, all by the clock of the server: what a door had claimed that was
killed is free seconds later. A claim is known by the moment until which it holds, since no other door claims the same
row until the same moment. Who comes back after it ran out, and was taken, is stopped.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, true, update
from sqlalchemy.orm import Mapped, Session

from api.store.database import Database, writing
from api.store.dialect import has_several_doors
from api.store.errors import StoreUnavailable
from api.store.tables import ConversationRow, Waiting

logger = logging.getLogger(__name__)

CLAIM_TIME = timedelta(seconds=10)
RENEWED_AFTER_SECONDS = 3.0


class ClaimLost(Exception):
    """Another door works on it: this one was away for longer than its claim holds."""

    def __str__(self) -> str:
        return "this door was away for so long that another went on with it"


@dataclass
class Claim:
    """A row that this door works on; `until` is None where there is one door, and nothing is claimed."""

    rows: type[Waiting]
    which: ColumnElement[bool]
    until: datetime | None = None

    @property
    def holds(self) -> ColumnElement[bool]:
        """Of the rows, this one, for as long as no other door has claimed it; not to be asked while it is renewed."""
        return self.which & (self.rows.claimed_until == self.until if self.until is not None else true())


def is_free(claimed_until: Mapped[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether no other door works on it, by the clock of the server."""
    return or_(claimed_until.is_(None), claimed_until < func.now())


class Claims:
    """Claims rows of a table."""

    def __init__(self, database: Database, rows: type[Waiting]) -> None:
        self._database = database
        self._rows = rows

    @contextlib.asynccontextmanager
    async def held(self, this: ColumnElement[bool], *still: ColumnElement[bool]) -> AsyncIterator[Claim | None]:
        """The claim on `this` row, renewed for as long as the context is open; it stays its own for seconds after it.

        None when another door has it, it is gone, or what else has to hold of it `still` does not. ClaimLost, in the
        place of whatever is under way, when another door has claimed it since.
        """
        claim = await self._take(Claim(self._rows, this), still)
        if claim is None or claim.until is None:
            yield claim
            return
        ended = asyncio.Event()
        try:
            async with asyncio.timeout(None) as scope:
                renewing = asyncio.create_task(self._renew_until(ended, claim, scope))
                try:
                    yield claim
                finally:
                    ended.set()
                    await renewing
        except TimeoutError as error:
            if scope.expired():
                raise ClaimLost from error
            raise

    async def give_back(self, claim: Claim) -> None:
        """Let others have it."""
        if claim.until is not None:
            free = update(self._rows).where(claim.holds).values(claimed_until=None)
            await self._database.write(lambda session: session.execute(free))

    @writing
    def _take(self, session: Session, claim: Claim, still: tuple[ColumnElement[bool], ...]) -> Claim | None:
        if not has_several_doors(session.connection()):
            return claim
        free = update(self._rows).where(claim.which, *still, is_free(self._rows.claimed_until))
        claim.until = self._until(session, free)
        return claim if claim.until is not None else None

    @writing
    def _renew(self, session: Session, claim: Claim) -> datetime | None:
        """Until when it holds now; None when it is another's."""
        return self._until(session, update(self._rows).where(claim.holds))

    def _until(self, session: Session, claimed: Any) -> datetime | None:
        values = claimed.values(claimed_until=func.now() + CLAIM_TIME)
        until: datetime | None = session.scalar(values.returning(self._rows.claimed_until))
        return until

    async def _renew_until(self, ended: asyncio.Event, claim: Claim, scope: asyncio.Timeout) -> None:
        """Renew the claim until it has `ended`; end the `scope` once it is another's, or may be."""
        time = asyncio.get_running_loop().time
        renewed = time()
        while not await happens_within(RENEWED_AFTER_SECONDS, ended):
            began = time()
            try:
                until = await self._renew(claim)
            except StoreUnavailable:
                if time() < renewed + CLAIM_TIME.total_seconds():
                    continue
                until = None
            if until is None:
                scope.reschedule(time())
                return
            claim.until, renewed = until, began


class ConversationClaims:
    """Conversations whose deletion a door finishes; those in which it answers are leased (`turn_leases`)."""

    def __init__(self, database: Database) -> None:
        self._claims = Claims(database, ConversationRow)

    @contextlib.asynccontextmanager
    async def of(self, conversation_id: str) -> AsyncIterator[bool]:
        """Whether this door may, for as long as the context is open; its work ends there when another door has it."""
        claim: Claim | None = None
        try:
            async with self._claims.held(ConversationRow.id == conversation_id) as claim:
                yield claim is not None
        except ClaimLost as error:
            logger.warning("Work on a conversation is left: %s", error)
            return
        finally:
            if claim is not None:
                await self._claims.give_back(claim)


async def happens_within(seconds: float, event: asyncio.Event) -> bool:
    """Whether it happens in this time."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await event.wait()
    return False
