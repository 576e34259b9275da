"""`python -m bench.many_talks --talks 200000`: whether the door's store stays as fast with so many conversations in it.

Makes two databases with stored conversations, 1,000 and as many as are asked for: each has a key of its own, and its
texts are encrypted as the door does. Then each call is timed on both, in turns, some rounds: one round is not enough to
tell a ratio of 1.4 from noise on a machine that others use too. No Rasa is needed.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from api.store.conversation_keys import ConversationKeys, open_keys
from api.store.conversations import ConversationStore
from api.store.database import Database, open_database
from api.store.key_tables import ConversationKeyRow
from api.store.master_keys import MasterKeys, new_master_key
from api.store.records import ASSISTANT, VISITOR, Reply, StoredVisitorMessage, VisitorMessage
from api.store.row_translation import encrypted_json
from api.store.tables import ChoiceRow, ConversationRow, MessageRow, table_of
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Goal, Outcome
from runtime.text_cipher import TextCipher

FEW = 1000
TRIES = 60
WARMING_UP = 5
AT_ONCE = 5000
DAYS = 29
"""Over so many the conversations are spread, so that none of them is too old."""

GOAL = Goal(Intent.READ_MORE, Details())
ANSWER = Reply(Outcome.ANSWER, "Een inkoper kan opdrachten open zetten. " * 15, [Choice("Meer lezen", GOAL)])
QUESTION = VisitorMessage("Wat doet een inkoper?", None, None, "0" * 64)


class FilledStore:
    """A store with so many conversations in it, and some of them in an order of chance."""

    def __init__(self, count: int, store: ConversationStore, old: list[str]) -> None:
        self.count = count
        self.store = store
        self.times: dict[str, list[float]] = {}
        self._old = old

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

    async def _delete(self, conversation_id: str) -> None:
        await self.store.removal.wipe(conversation_id)
        await self.store.removal.remove(conversation_id)

    async def _timed(self, what: str, call: Callable[[], Awaitable[Any]]) -> Any:
        began = time.perf_counter()
        found = await call()
        self.times.setdefault(what, []).append((time.perf_counter() - began) * 1000)
        return found


def main() -> int:
    """Make both, measure, and print the table."""
    parser = argparse.ArgumentParser(description="Measure a store with many conversations.")
    parser.add_argument("--talks", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5, help="of which each gives a ratio; at most 16")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        asyncio.run(compare(Path(folder), stack, (FEW, arguments.talks), arguments.rounds))
    return 0


async def compare(folder: Path, stack: ExitStack, counts: tuple[int, int], rounds: int) -> None:
    """Fill a database for each count, time the calls on them in turns, and print the table."""
    master_keys = MasterKeys.of_text(new_master_key(), "here")
    databases, stores = [], []
    for count in counts:
        database = await open_database(f"sqlite:///{folder / f'{count}.db'}")
        keys = stack.enter_context(open_keys(f"sqlite:///{folder / f'{count}-keys.db'}", master_keys))
        began = time.perf_counter()
        await database.do(fill, database, keys, master_keys, count)
        await database.empty_log()
        size = (folder / f"{count}.db").stat().st_size / 1e6
        print(f"{count} conversations: {size:.0f} MB, made in {time.perf_counter() - began:.0f} s", flush=True)
        databases.append(database)
        some = await database.read(lambda session: some_of(session, WARMING_UP + rounds * TRIES))
        stores.append(FilledStore(count, ConversationStore(database, keys), some))
    for number in range(WARMING_UP + rounds * TRIES):
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
    """Ids of conversations, in an order of chance."""
    return list(session.scalars(select(ConversationRow.id).order_by(func.random()).limit(most)))


def as_row(what: str, few: list[float], many: list[float]) -> str:
    """The medians in milliseconds and their ratio, with the lowest and the highest of a round."""
    starts = range(0, len(few), TRIES)
    ratios = [statistics.median(many[i : i + TRIES]) / statistics.median(few[i : i + TRIES]) for i in starts]
    low, high = statistics.median(few), statistics.median(many)
    of_rounds = f"{min(ratios):.2f} to {max(ratios):.2f}"
    return f"| {what} | {low:.2f} | {high:.2f} | {high / low:.2f} ({of_rounds}) |"


def fill(
    database: Database, keys: ConversationKeys, master_keys: MasterKeys, count: int, newest: datetime | None = None
) -> None:
    """Store so many conversations: a greeting with a choice, a question and its answer each.

    They are spread over the `DAYS` before `newest`, which is now by default.
    """
    talks = rows_of_talks(master_keys, count, newest or datetime.now(UTC))
    while part := list(islice(talks, AT_ONCE)):
        key_rows, conversations, messages, choices = (list(rows) for rows in zip(*part, strict=True))
        with keys._sessions.begin() as session:
            session.connection().execute(insert(table_of(ConversationKeyRow)), key_rows)
        with database.sessions.begin() as session:
            connection = session.connection()
            connection.execute(insert(table_of(ConversationRow)), conversations)
            connection.execute(insert(table_of(MessageRow)), [row for three in messages for row in three])
            connection.execute(insert(table_of(ChoiceRow)), choices)


def rows_of_talks(master_keys: MasterKeys, count: int, newest: datetime) -> Iterator[tuple[dict[str, Any], ...]]:
    """The rows of a key, a conversation, its messages and a choice, for each conversation."""
    for number in range(count):
        cipher, conversation_id = TextCipher.new(), str(uuid.uuid4())
        wrapped = master_keys.wrap(cipher.key)
        moment = newest - timedelta(days=DAYS) * (number / count)
        key = {"conversation_id": conversation_id, "created_at": moment}
        key |= {"master_id": wrapped.master_id, "wrapped": wrapped.wrapped}
        conversation = {"id": conversation_id, "token_hash": "h" * 64, "channel": "web", "created_at": moment}
        messages = []
        for place, (sender, text) in enumerate(
            ((ASSISTANT, "Hallo"), (VISITOR, QUESTION.text), (ASSISTANT, ANSWER.text))
        ):
            is_answer = sender == ASSISTANT
            messages.append(
                {
                    "id": str(uuid.uuid4()),
                    "conversation_id": conversation_id,
                    "number": place + 1,
                    "sender": sender,
                    "text": cipher.encrypt(text),
                    "created_at": moment,
                    "body_hash": None if is_answer else cipher.encrypt(QUESTION.body_hash),
                    "outcome": Outcome.ANSWER.value if is_answer else None,
                    "sources": encrypted_json(cipher, []) if is_answer else None,
                }
            )
        choice = {"id": str(uuid.uuid4()), "conversation_id": conversation_id, "message_id": messages[0]["id"]}
        choice |= {
            "position": 0,
            "label": cipher.encrypt("Meer lezen"),
            "action": encrypted_json(cipher, GOAL.to_json()),
        }
        yield key, conversation, messages, choice  # type: ignore[misc]


if __name__ == "__main__":
    sys.exit(main())
