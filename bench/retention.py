"""`python -m bench.retention --due 10000`: how long visitors wait while so many old conversations are deleted.

One visitor goes on asking and gets an answer each time, by the door's store alone: what is timed is storing the one and
the other, from when it is asked for. Rasa is played, and forgets at once.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from api.conversations.deletion import Deletion
from api.conversations.locks import ConversationLocks
from api.conversations.retention import Retention
from api.store.conversation_keys import open_keys
from api.store.conversations import ConversationStore
from api.store.database import open_database
from api.store.records import Standing
from bench.stores import ANSWER, KINDS, QUESTION, Place, fill, filled, place_in
from tests.support.fake_rasa import FakeRasa

RETENTION_DAYS = 30
BETWEEN_SECONDS = 0.01
ALONE = 300
"""Questions before anything is deleted, to compare with."""


def main() -> int:
    """Make the store, delete, and print the table."""
    parser = argparse.ArgumentParser(description="Measure how long others wait while old conversations are deleted.")
    parser.add_argument("--talks", type=int, default=20_000, help="stored beside those that are due")
    parser.add_argument("--due", type=int, default=10_000)
    parser.add_argument("--database", choices=KINDS, default=KINDS[0])
    parser.add_argument("--folder", type=Path, help="in which `bench.many_talks` has made as many (a short path)")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zakboek-")))
        place = stack.enter_context(place_in(folder, arguments.database))
        asyncio.run(measure(place, stack, arguments.talks, arguments.due))
    return 0


async def measure(place: Place, stack: ExitStack, talks: int, due: int) -> None:
    """Ask while nothing is deleted, while the texts go, and while the rest goes; print milliseconds of each."""
    address, keys_address = place.addresses(str(talks))
    database = await open_database(address)
    keys = stack.enter_context(open_keys(keys_address, place.master_keys))
    now = datetime.now(UTC)
    await filled(database, keys, place.master_keys, talks)
    await database.do(fill, database, keys, place.master_keys, due, now - timedelta(days=RETENTION_DAYS + 1))
    store = ConversationStore(database, keys)
    deletion = Deletion(store.removal, FakeRasa(), ConversationLocks(), Retention(RETENTION_DAYS))
    print(f"{talks} conversations, {due} more that are due")
    print("| meanwhile | seconds | questions | median (ms) | p99 | longest |\n|---|---|---|---|---|---|")
    for meanwhile, work in (
        ("nothing is deleted", asyncio.sleep(ALONE * BETWEEN_SECONDS)),
        ("their texts are deleted", deletion.delete_old(now)),
        ("the rest of them is", deletion.finish()),
    ):
        began = time.perf_counter()
        times = await asked_during(work, store)
        waits = [statistics.median(times), statistics.quantiles(times, n=100)[-1], max(times)]
        cells = [f"{time.perf_counter() - began:.0f}", str(len(times)), *(f"{wait:.1f}" for wait in waits)]
        print(f"| {meanwhile} | {' | '.join(cells)} |", flush=True)
    await database.close()


async def asked_during(work: Awaitable[Any], store: ConversationStore) -> list[float]:
    """Milliseconds of storing each question and each answer, for as long as `work` takes."""
    times: list[float] = []
    running = asyncio.ensure_future(work)
    conversation, _ = await store.open("h" * 64, "web", None, ANSWER)
    while not running.done():
        standing = cast("Standing", await store.standing(conversation.id))
        began = time.perf_counter()
        asked = await store.add(standing, QUESTION)
        stored = time.perf_counter()
        await store.answer(asked, ANSWER)
        times += [(stored - began) * 1000, (time.perf_counter() - stored) * 1000]
        await asyncio.sleep(BETWEEN_SECONDS)
    await running
    return times


if __name__ == "__main__":
    sys.exit(main())
