"""`python -m bench.many_talks --talks 200000`: whether the door's store stays as fast with so many conversations in it.

Makes two databases with stored conversations, 1,000 and as many as are asked for: each has a key of its own, and its
texts are encrypted as the door does. Then each call is timed on both, in turns. No Rasa is needed.
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

from sqlalchemy import insert

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
AT_ONCE = 5000
DAYS = 29
"""Over so many the conversations are spread, so that none of them is too old."""

GOAL = Goal(Intent.READ_MORE, Details())
ANSWER = Reply(Outcome.ANSWER, "Een inkoper kan opdrachten open zetten. " * 15, [Choice("Meer lezen", GOAL)])
QUESTION = VisitorMessage("Wat doet een inkoper?", None, None, "0" * 64)


class Kept:
    """A store with so many conversations in it."""

    def __init__(self, count: int, database: Database, keys: ConversationKeys) -> None:
        self.count = count
        self.store = ConversationStore(database, keys)
        self.times: dict[str, list[float]] = {}
        self._opened: list[str] = []

    async def measure(self) -> None:
        """Each call once, in a conversation of its own."""
        store, removal, now = self.store, self.store.removal, datetime.now(UTC)
        conversation, _ = await self._timed("open", lambda: store.open("h" * 64, "web", None, ANSWER))
        standing = await self._timed("read where it stands", lambda: store.standing(conversation.id))
        asked: StoredVisitorMessage = await self._timed("store a question", lambda: store.add(standing, QUESTION))
        await self._timed("store its answer", lambda: store.answer(asked, ANSWER))
        await self._timed("read it back", lambda: store.history(conversation.id))
        await self._timed("look for what waits", store.conversations_without_answer)
        await self._timed("look for deletions", removal.begun)
        await self._timed("look for old ones", lambda: removal.silent_since(now - timedelta(days=DAYS + 1), 100))
        await self._timed("look for names", lambda: removal.forget_names(now - timedelta(days=1)))
        await self._timed("delete", lambda: self._delete(conversation.id))

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
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        asyncio.run(compare(Path(folder), stack, (FEW, arguments.talks)))
    return 0


async def compare(folder: Path, stack: ExitStack, counts: tuple[int, ...]) -> None:
    """Fill a database for each count, time the calls on them in turns, and print medians in milliseconds."""
    master_keys = MasterKeys.of_text(new_master_key(), "here")
    databases, kept = [], []
    for count in counts:
        database = await open_database(f"sqlite:///{folder / f'{count}.db'}")
        keys = stack.enter_context(open_keys(f"sqlite:///{folder / f'{count}-keys.db'}", master_keys))
        began = time.perf_counter()
        await database.do(fill, database, keys, master_keys, count)
        size = (folder / f"{count}.db").stat().st_size / 1e6
        print(f"{count} conversations: {size:.0f} MB, made in {time.perf_counter() - began:.0f} s", flush=True)
        databases.append(database)
        kept.append(Kept(count, database, keys))
    for number in range(TRIES + 5):
        if number == 5:  # the first ones warm up
            for one in kept:
                one.times.clear()
        for one in kept if number % 2 else reversed(kept):
            await one.measure()
    print(f"| ms, median of {TRIES} | {' | '.join(str(count) for count in counts)} | ratio |")
    print(f"|---|{'---|' * len(counts)}---|")
    for what in kept[0].times:
        medians = [statistics.median(one.times[what]) for one in kept]
        print(f"| {what} | {' | '.join(f'{one:.2f}' for one in medians)} | {medians[-1] / medians[0]:.2f} |")
    for database in databases:
        await database.close()


def fill(database: Database, keys: ConversationKeys, master_keys: MasterKeys, count: int) -> None:
    """Store so many conversations: a greeting with a choice, a question and its answer each."""
    talks = rows_of_talks(master_keys, count)
    while part := list(islice(talks, AT_ONCE)):
        key_rows, conversations, messages, choices = (list(rows) for rows in zip(*part, strict=True))
        with keys._sessions.begin() as session:
            session.connection().execute(insert(table_of(ConversationKeyRow)), key_rows)
        with database.sessions.begin() as session:
            connection = session.connection()
            connection.execute(insert(table_of(ConversationRow)), conversations)
            connection.execute(insert(table_of(MessageRow)), [row for three in messages for row in three])
            connection.execute(insert(table_of(ChoiceRow)), choices)


def rows_of_talks(master_keys: MasterKeys, count: int) -> Iterator[tuple[dict[str, Any], ...]]:
    """The rows of a key, a conversation, its messages and a choice, for each conversation."""
    now = datetime.now(UTC)
    for number in range(count):
        cipher, conversation_id = TextCipher.new(), str(uuid.uuid4())
        wrapped = master_keys.wrap(cipher.key)
        moment = now - timedelta(days=DAYS) * (number / count)
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
