"""Conversations of before are read as before, and encrypted from the next start on."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import MIGRATIONS, open_database
from api.store.encryption_of_earlier import encrypt_earlier
from api.store.outbox import Outbox
from api.store.records import ChosenChoice, Reply
from contract.details import Details
from contract.intents import Intent
from contract.message import Goal, Outcome
from tests.api.conftest import DATABASE
from tests.support.clock import NOON
from tests.support.stored import raw_bytes

pytestmark = pytest.mark.anyio

TYPED = "kenmerkend woord"
GOAL = Goal(Intent.CHOOSE_TOPIC, Details(topic="rol/inkoper"))
MOMENT = NOON.isoformat(sep=" ")


@pytest.fixture
def earlier(tmp_path: Path) -> str:
    """The address of a database of before, with a conversation in it."""
    folder = tmp_path
    url = f"sqlite:///{folder / DATABASE}"
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("sqlalchemy.url", url)
    command.upgrade(config, "0007")
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        insert(database, "conversations", id="g", token_hash="h", channel="web", created_at=MOMENT)  # noqa: S106
        of_it = {"conversation_id": "g", "created_at": MOMENT, "attempts": 0, "asks_name": 0, "asks_private": 0}
        for number, (sender, said, sources) in enumerate(
            [
                ("assistent", "Hallo", [{"titel": "Rollen"}]),
                ("bezoeker", TYPED, []),
                ("bezoeker", "verborgen tekst", []),
            ]
        ):
            insert(
                database,
                "messages",
                **of_it,
                id=f"m{number + 1}",
                number=number + 1,
                sender=sender,
                text=said,
                sources=json.dumps(sources),
                answered=number != 2,
                left_out="[]",
                body_hash="verborgen" if number == 2 else "hash",
                idempotency_key=f"k{number}",
                action=json.dumps(GOAL.to_json()) if number == 1 else None,
            )
        insert(
            database,
            "choices",
            id="c",
            conversation_id="g",
            message_id="m1",
            position=0,
            label="Wat doet een inkoper?",
            action=json.dumps(GOAL.to_json()),
        )
        insert(
            database,
            "left_messages",
            id="l",
            conversation_id="g",
            municipality="zwolle",
            text="een bericht",
            reachable_at="06",
            created_at=MOMENT,
            attempts=0,
            next_attempt_at=MOMENT,
        )
    return url


def insert(database: sqlite3.Connection, table: str, **values: object) -> None:
    """One row."""
    marks = ", ".join("?" * len(values))
    database.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))  # noqa: S608


async def test_all_is_there_as_before_and_none_of_it_can_be_read_on_the_disk(
    earlier: str, tmp_path: Path, keys: ConversationKeys
) -> None:
    assert TYPED.encode() in raw_bytes(tmp_path)
    database = await open_database(earlier)
    assert (encrypt_earlier(database.sessions, keys), encrypt_earlier(database.sessions, keys)) == (1, 0)

    store = ConversationStore(database, keys)
    greeting, typed, hidden = await store.history("g")
    assert (greeting.text, greeting.sources) == ("Hallo", [{"titel": "Rollen"}])
    assert [choice.label for choice in greeting.choices] == ["Wat doet een inkoper?"]
    assert (typed.text, hidden.text) == (TYPED, "verborgen tekst")
    standing = await store.standing("g", "k1", "c")
    assert standing is not None
    assert standing.repeated is not None
    assert (standing.repeated.goal, standing.repeated.body_hash) == (GOAL, "hash")
    assert [message.hidden for message in standing.unanswered] == [True]
    assert standing.chosen == ChosenChoice("Wat doet een inkoper?", GOAL, asked_deletion=False)
    [waiting] = await Outbox(database, keys).due(NOON, NOON - NOON)
    assert (waiting.text, waiting.reachable_at) == ("een bericht", "06")
    await store.answer(standing.unanswered[0], Reply(Outcome.CONVERSATION, "Dag"))
    await database.close()
    held = raw_bytes(tmp_path)
    for written in (TYPED, "verborgen tekst", "een bericht", "Hallo", "Rollen"):
        assert written.encode() not in held
