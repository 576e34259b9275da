"""Which of several doors has a row to itself, for a turn or for work in the background; one door alone just goes on.

A claim is short, and renewed while it is needed, all by the clock of the server: what a door had claimed that was
killed is free seconds later. A claim is known by the moment until which it holds, since no other door claims the same
row until the same moment.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Engine,
    Executable,
    Table,
    Update,
    bindparam,
    func,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped

from api.store.database import Database
from api.store.errors import StoreUnavailable

logger = logging.getLogger(__name__)

Found = TypeVar("Found")


@dataclass(frozen=True)
class Term:
    """How long a claim holds that is not renewed, and the seconds after which it is."""

    holds: timedelta
    renewed_after: float


WORK = Term(timedelta(seconds=10), 3.0)


@dataclass
class Claim:
    """The row with this `key`, that this door has; `until` is None where there is one door, and nothing is claimed."""

    column: Column[Any]
    key: str | int
    until: datetime | None = None

    @property
    def holds(self) -> ColumnElement[bool]:
        """Of the rows, this one, for as long as no other door has claimed it; not to be asked while it is renewed."""
        mine = self.column.table.c.claimed_until == self.until if self.until is not None else true()
        return (self.column == self.key) & mine


def is_free(claimed_until: Mapped[Any] | ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether no other door has it, by the clock of the server."""
    return or_(claimed_until.is_(None), claimed_until < func.now())


class Claims:
    """Claims on rows of a table, by one statement each."""

    def __init__(self, database: Database, key: InstrumentedAttribute[Any], term: Term = WORK) -> None:
        """`key` is the column that names a row of what is `api.store.tables.Waiting`."""
        table: Table = key.class_.__table__
        self._database = database
        self._term = term
        self._column = table.c[key.key]
        self._until = table.c.claimed_until
        self._this = self._column == bindparam("key")
        self._rows = update(table)
        self._from_now_on = {"claimed_until": func.clock_timestamp() + term.holds}
        mine = self._rows.where(self._this, self._until == bindparam("until"))
        self._take_free = self._taking()
        self._renew = mine.values(self._from_now_on).returning(self._until)
        self._give_back = mine.values(claimed_until=None).returning(self._column)
        self._is_there = select(self._column).where(self._this)
        engine: Engine = database.sessions.kw["bind"]
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT") if database.has_several_doors else engine

    async def take(self, key: str | int, *still: ColumnElement[bool]) -> Claim | None:
        """The claim on a row, for seconds; None when another door has it, it is gone, or not all of `still` holds."""
        claim = Claim(self._column, key)
        if self._database.has_several_doors:
            claim.until = await self._run(self._taking(*still) if still else self._take_free, claim)
            return claim if claim.until is not None else None
        return claim

    async def is_there(self, key: str | int) -> bool:
        """Whether there is such a row, whoever has it."""
        return await self._run(self._is_there, Claim(self._column, key)) is not None

    async def give_back(self, claim: Claim) -> None:
        """Let others have it; where the database is away it ends by itself."""
        if claim.until is not None:
            with contextlib.suppress(StoreUnavailable):
                await self._run(self._give_back, claim)

    @contextlib.asynccontextmanager
    async def renewed(self, claim: Claim, lose: Callable[[], None]) -> AsyncIterator[None]:
        """Renew it for as long as the context is open; `lose` is called once another door has it, or may have."""
        if claim.until is None:
            yield
            return
        ended = asyncio.Event()
        renewing = asyncio.create_task(self._renew_until(ended, claim, lose))
        try:
            yield
        finally:
            ended.set()
            await renewing  # and not cancelled: its writing would go on, and nobody would know until when

    async def while_held(
        self, key: str | int, work: Callable[[], Awaitable[Found]], what: str, *still: ColumnElement[bool]
    ) -> tuple[Claim, Found] | None:
        """The claim on a row, as `take` gives it, and what `work` found; it is this door's for seconds after that.

        None too when another door took it meanwhile: the work is stopped then, and the log says so of `what`. When the
        work fails others may have the row at once.
        """
        claim = await self.take(key, *still)
        if claim is None:
            return None
        now = asyncio.get_running_loop().time
        try:
            async with asyncio.timeout(None) as scope, self.renewed(claim, lambda: scope.reschedule(now())):
                return claim, await work()
        except Exception as error:
            if not (isinstance(error, TimeoutError) and scope.expired()):
                await self.give_back(claim)
                raise
        logger.warning("%s is left: this door was away for so long that another went on with it", what)
        return None

    def _taking(self, *still: ColumnElement[bool]) -> Update:
        """What somebody writes in just now is not waited for: it counts as another door's."""
        free = select(self._column).where(self._this, is_free(self._until), *still)
        locked = free.with_for_update(key_share=True, skip_locked=True).scalar_subquery()
        return self._rows.where(self._column == locked).values(self._from_now_on).returning(self._until)

    async def _renew_until(self, ended: asyncio.Event, claim: Claim, lose: Callable[[], None]) -> None:
        time = asyncio.get_running_loop().time
        renewed = time()
        while not await happens_within(self._term.renewed_after, ended):
            began = time()
            try:
                until: datetime | None = await self._run(self._renew, claim)
            except StoreUnavailable:
                if time() < renewed + self._term.holds.total_seconds():
                    continue
                until = None
            if until is None:
                lose()
                return
            claim.until, renewed = until, began

    async def _run(self, statement: Executable, claim: Claim) -> Any:
        """What one statement gives, in no transaction: that would be three ways to the server more."""

        def run() -> Any:
            with self._engine.connect() as connection:
                return connection.execute(statement, {"key": claim.key, "until": claim.until}).scalar()

        return await self._database.do(run)


async def happens_within(seconds: float, event: asyncio.Event) -> bool:
    """Whether it happens in this time."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await event.wait()
    return False
