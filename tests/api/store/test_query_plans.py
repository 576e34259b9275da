"""However many conversations are stored, none of the calls looks through all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from api.conversations.deletion import Deletion
from api.conversations.locks import ConversationLocks
from api.conversations.retention import Retention
from api.store.conversations import ConversationStore
from api.store.database import Database
from api.store.records import Reply
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Goal, Outcome
from tests.api.conftest import DATABASE
from tests.support.fake_rasa import FakeRasa
from tests.support.stored import said

pytestmark = pytest.mark.anyio

OF_EACH_CONVERSATION = ("conversations", "messages", "choices", "documents")
OF_WHAT_WAITS = ("ix_messages_waiting", "ix_conversations_deleting", "ix_documents_named")
"""Indexes that hold few rows, which may all be looked at."""

Plans = dict[str, list[str]]


@pytest.fixture
def plans(database: Database, var_dir: Path) -> Iterator[Plans]:
    """How SQLite goes about each statement, step by step; filled when a test reads and writes."""
    plans: Plans = {}

    def executed(_: Any, __: Any, statement: str, parameters: Any, ___: Any, is_many: bool) -> None:
        with closing(sqlite3.connect(var_dir / DATABASE)) as connection:
            given = parameters[0] if is_many else parameters
            plans[statement] = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", given)]

    event.listen(database._engine, "before_cursor_execute", executed)
    yield plans
    event.remove(database._engine, "before_cursor_execute", executed)


def looked_through(plans: Plans) -> list[tuple[str, str]]:
    """The statements that look at each row of a table with all conversations in it, with the step that does."""
    scans = tuple(f"SCAN {table}" for table in OF_EACH_CONVERSATION)
    steps = [(statement, step) for statement, its_steps in plans.items() for step in its_steps]
    return [(of, step) for of, step in steps if step.startswith(scans) and not step.endswith(OF_WHAT_WAITS)]


async def test_no_turn_looks_through_all_conversations(store: ConversationStore, plans: Plans) -> None:
    reply = Reply(Outcome.ANSWER, "Ja", [Choice("Meer lezen", Goal(Intent.READ_MORE, Details()))])
    conversation, greeting = await store.open("hash", "web", None, reply)
    await store.standing(conversation.id, "sleutel", greeting.choices[0].id)
    asked = await said(store, conversation.id, "hoi")
    await store.unanswered(conversation.id)
    await store.conversations_without_answer()
    await store.answer(asked, reply)
    await store.history(conversation.id)
    await store.part(conversation.id, 9, 3)
    assert len(plans) > 10
    assert looked_through(plans) == []


async def test_no_deletion_does_either(store: ConversationStore, plans: Plans) -> None:
    conversation, _ = await store.open("hash", "web", None, Reply(Outcome.ANSWER, "Hallo"))
    await said(store, conversation.id, "hoi")
    deletion, later = Deletion(store.removal, FakeRasa(), ConversationLocks(), Retention(30)), timedelta(days=31)
    now = datetime.now(UTC)
    await store.removal.withdraw_hidden(now)
    await deletion.forget_names(now)
    assert await deletion.delete_old(now + later) == await deletion.waiting() == 1
    await deletion.finish()
    assert looked_through(plans) == []


async def test_where_a_conversation_stands_is_found_by_what_is_read_of_it_alone(
    store: ConversationStore, plans: Plans
) -> None:
    conversation, _ = await store.open("hash", "web", None, Reply(Outcome.ANSWER, "Hallo"))
    plans.clear()
    await store.standing(conversation.id)
    [steps] = plans.values()
    of_messages = [step for step in steps if step.startswith("SEARCH messages")]
    assert of_messages
    assert all("(conversation_id=?" in step for step in of_messages), of_messages
