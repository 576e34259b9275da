"""`python -m bench.many_talks --talks 200000`: whether the door's store stays as fast with so many conversations in it.

Makes two databases with stored conversations, 1,000 and as many as are asked for (`bench/stores.py`). Then each call is
timed on both, in turns, some rounds: one round is not enough to tell a ratio of 1.4 from noise on a machine that others
use too. No Rasa is needed.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.conversations.deletion import Deletion
from api.conversations.locks import ConversationLocks
from api.conversations.retention import Retention
from api.store.conversation_keys import check_keys, open_keys
from api.store.conversations import ConversationStore
from api.store.database import open_database
from api.store.records import StoredVisitorMessage
from api.store.tables import ConversationRow
from bench.stores import ANSWER, DAYS, KINDS, QUESTION, Place, filled, place_in
from tests.support.fake_rasa import FakeRasa

FEW = 1000
TRIES = 60
WARMING_UP = 5
NEWEST = 0.6
"""Those that go on are among this part, the newest; for their age the oldest are deleted."""


class FilledStore:
    """A store with so many conversations in it, and some of the newer in an order of chance."""

    def __init__(self, count: int, store: ConversationStore, old: list[str], check: Callable[[], None]) -> None:
        self.count = count
        self.store = store
        self.times: dict[str, list[float]] = {}
        self._old = old
        self._check = check
        self._deletion = Deletion(store.removal, FakeRasa(), ConversationLocks(), Retention(DAYS))

    async def measure(self) -> None:
        """Each call once: a conversation is opened, and one of long ago, of which nothing is in memory, goes on."""
        store, removal, now = self.store, self.store.removal, datetime.now(UTC)
        new, _ = await self._timed("open", lambda: store.open("h" * 64, "web", None, ANSWER))
        await self._timed("read where a new one stands", lambda: store.standing(new.id))
        old = self._old.pop()
        standing = await self._timed("read where an old one stands", lambda: store.standing(old))
        asked: StoredVisitorMessage = await self._timed("store a question", lambda: store.add(standing, QUESTION))
        await self._timed("store its answer", lambda: store.answer(asked, ANSWER))
        await self._timed("read it back", lambda: store.history(old))
        await self._timed("look for what waits", lambda: store.conversations_without_answer())
        await self._timed("look for deletions", removal.begun)
        await self._timed("look for old ones", lambda: removal.silent_since(now - timedelta(days=DAYS + 1), 100))
        await self._timed("look for names", lambda: removal.forget_names(now - timedelta(days=1)))
        await self._timed("delete", lambda: self._delete(old))
        moment = await store._database.read(second_oldest)
        await self._timed("delete the oldest for its age", lambda: self._delete_old(moment))
        await self._timed("check the keys, as a start does", lambda: asyncio.to_thread(self._check))

    async def _delete(self, conversation_id: str) -> None:
        await self.store.removal.wipe(conversation_id)
        await self.store.removal.remove(conversation_id)

    async def _delete_old(self, moment: datetime) -> None:
        await self._deletion.delete_old(moment + timedelta(days=DAYS))
        await self._deletion.finish()

    async def _timed(self, what: str, call: Callable[[], Awaitable[Any]]) -> Any:
        began = time.perf_counter()
        found = await call()
        self.times.setdefault(what, []).append((time.perf_counter() - began) * 1000)
        return found


def main() -> int:
    """Make both, measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure a store with many conversations.")
    parser.add_argument("--talks", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5, help="of which each gives a ratio; at most 6")
    parser.add_argument("--database", choices=KINDS, default=KINDS[0])
    parser.add_argument("--folder", type=Path, help="in which the databases stay, to be measured again (a short path)")
    parser.add_argument("--only-make", action="store_true", help="them, and measure nothing")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zakboek-")))
        place = stack.enter_context(place_in(folder, arguments.database))
        rounds = 0 if arguments.only_make else arguments.rounds
        asyncio.run(compare(place, stack, (FEW, arguments.talks), rounds))
    return 0


async def compare(place: Place, stack: ExitStack, counts: tuple[int, int], rounds: int) -> None:
    """Fill a database for each count, time the calls on them in turns, and print the table."""
    databases, stores = [], []
    for count in counts:
        address, keys_address = place.addresses(str(count))
        database = await open_database(address)
        keys = stack.enter_context(open_keys(keys_address, place.master_keys))
        await filled(database, keys, place.master_keys, count)
        databases.append(database)
        some = await database.read(lambda session: some_of(session, WARMING_UP + rounds * TRIES))

        def check(addresses: tuple[str, str] = (keys_address, address)) -> None:
            check_keys(*addresses, place.master_keys)

        stores.append(FilledStore(count, ConversationStore(database, keys), some, check))
    for number in range(WARMING_UP + rounds * TRIES if rounds else 0):
        if number == WARMING_UP:
            for one in stores:
                one.times.clear()
        for one in stores if number % 2 else reversed(stores):
            await one.measure()
    few, many = stores
    print(f"| ms, median of {rounds * TRIES} | {few.count} | {many.count} | ratio, and of each {TRIES} |")
    print("|---|---|---|---|")
    for what in few.times:
        print(as_row(what, few.times[what], many.times[what]))
    for database in databases:
        await database.close()


def some_of(session: Session, most: int) -> list[str]:
    """Ids of conversations among the newest, in an order of chance."""
    since = datetime.now(UTC) - timedelta(days=DAYS * NEWEST)
    newer = select(ConversationRow.id).where(ConversationRow.created_at > since)
    return list(session.scalars(newer.order_by(func.random()).limit(most)))


def second_oldest(session: Session) -> datetime:
    """When it was opened."""
    oldest = select(ConversationRow.created_at).order_by(ConversationRow.created_at)
    return session.scalars(oldest.offset(1).limit(1)).one()


def as_row(what: str, few: list[float], many: list[float]) -> str:
    """The medians in milliseconds and their ratio, with the lowest and the highest of a round."""
    starts = range(0, len(few), TRIES)
    ratios = [statistics.median(many[i : i + TRIES]) / statistics.median(few[i : i + TRIES]) for i in starts]
    low, high = statistics.median(few), statistics.median(many)
    of_rounds = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return f"| {what} | {low:.2f} | {high:.2f} | {high / low:.2f} ({of_rounds}) |"


if __name__ == "__main__":
    sys.exit(main())
