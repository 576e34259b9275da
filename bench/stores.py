"""Stores with stored conversations in them, for measuring: made fast, in SQLite files or on a PostgreSQL server.

Each conversation has a key of its own, and its texts are encrypted as the door does. What was made in a folder is used
again the next time.
"""

from __future__ import annotations

import contextlib
import itertools
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from api.store.conversation_keys import ConversationKeys
from api.store.copying import copy_rows
from api.store.database import Database
from api.store.dialect import has_several_doors
from api.store.key_tables import ConversationKeyRow
from api.store.master_keys import MasterKeys, new_master_key, write_master_keys
from api.store.records import ASSISTANT, VISITOR, Reply, VisitorMessage
from api.store.row_translation import encrypted_json
from api.store.tables import ChoiceRow, ConversationRow, MessageRow, table_of
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Goal, Outcome
from runtime.text_cipher import TextCipher
from tests.support import postgres

DAYS = 29
"""Over so many the conversations are spread, so that none of them is too old."""

AT_ONCE = 5000
KINDS = ("sqlite", "postgresql")

GOAL = Goal(Intent.READ_MORE, Details())
ANSWER = Reply(Outcome.ANSWER, "Een inkoper kan opdrachten open zetten. " * 15, [Choice("Meer lezen", GOAL)])
QUESTION = VisitorMessage("Wat doet een inkoper?", None, None, "0" * 64)


class Place:
    """Where databases are made: two addresses for each name, of the conversations and of their keys."""

    def __init__(self, folder: Path, server: postgres.Server | None) -> None:
        self._folder = folder
        self._server = server
        file = folder / "master-key"
        if not file.exists():
            write_master_keys(file, [new_master_key()])
        self.master_keys = MasterKeys.of_file(file)

    def addresses(self, name: str) -> tuple[str, str]:
        """Those of the conversations and of their keys, in databases that are made when they are not there."""
        if self._server is None:
            return f"sqlite:///{self._folder / name}.db", f"sqlite:///{self._folder / name}-keys.db"
        there = {row[0] for row in self._server.execute("SELECT datname FROM pg_database")}
        for database in (f"talks_{name}", f"keys_{name}"):
            if database not in there:
                self._server.execute(f"CREATE DATABASE {database}")
        return self._server.address(f"talks_{name}"), self._server.address(f"keys_{name}")


@contextlib.contextmanager
def place_in(folder: Path, kind: str) -> Iterator[Place]:
    """Databases of this kind in the folder; PostgreSQL's server runs there, and the folder has a short path then."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the server runs as another user
    if kind == "sqlite":
        yield Place(folder, None)
        return
    of_server = folder / "server"
    of_server.mkdir(exist_ok=True)
    with postgres.server_in(of_server) as server:
        yield Place(folder, server)


async def filled(database: Database, keys: ConversationKeys, master_keys: MasterKeys, count: int) -> None:
    """Have about so many conversations in it, and say how long it took."""
    there = await database.read(lambda session: session.scalar(select(func.count()).select_from(ConversationRow)) or 0)
    if there > count * 0.9:
        print(f"{there} conversations are there", flush=True)
        return
    began = time.perf_counter()
    await database.do(fill, database, keys, master_keys, count - there)
    await database.empty_log()
    print(f"{count - there} conversations made in {time.perf_counter() - began:.0f} s", flush=True)


def fill(
    database: Database, keys: ConversationKeys, master_keys: MasterKeys, count: int, newest: datetime | None = None
) -> None:
    """Store so many conversations: a greeting with a choice, a question and its answer each.

    They are spread over the `DAYS` before `newest`, which is now by default.
    """
    talks = rows_of_talks(master_keys, count, newest or datetime.now(UTC))
    while part := list(itertools.islice(talks, AT_ONCE)):
        key_rows, conversations, messages, choices = (list(rows) for rows in zip(*part, strict=True))
        with keys._sessions.begin() as session:
            _store(session, ConversationKeyRow, key_rows)
        with database.sessions.begin() as session:
            _store(session, ConversationRow, conversations)
            _store(session, MessageRow, [row for three in messages for row in three])
            _store(session, ChoiceRow, choices)


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


def _store(session: Session, rows_of: type[DeclarativeBase], rows: list[dict[str, Any]]) -> None:
    """All at once; by COPY where the server has it, which takes a fifth of as many insertions."""
    table = table_of(rows_of)
    if not has_several_doors(session.connection()):
        session.connection().execute(insert(table), rows)
        return
    defaults = {
        one.name: one.default.arg for one in table.columns if isinstance(one.default, ScalarElementColumnDefault)
    }
    columns = [*defaults.keys() - rows[0].keys(), *rows[0]]
    copy_rows(session.connection(), table, columns, ([(defaults | row)[name] for name in columns] for row in rows))
