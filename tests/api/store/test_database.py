"""The door's own database: opened, in order, and without what was deleted."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from types import NoneType
from typing import Any

import pytest
from sqlalchemy import event, insert, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.delivery.outbox_worker import LONGEST_WAIT
from api.store import database as database_module
from api.store import sqlite
from api.store.conversations import ConversationStore
from api.store.database import Database, check_database, migrate
from api.store.errors import StoreUnavailable
from api.store.outbox import Outbox
from api.store.records import Reply
from api.store.tables import WriteProbeRow
from contract.message import Outcome
from runtime.postgresql_database import UnusableDatabase
from runtime.sqlite_file import UnusableFile
from tests.api.conftest import DATABASE
from tests.support.clock import NOON, Clock
from tests.support.store_trouble import damage, read_by_another
from tests.support.stored import bytes_on_disk, leave, rows_in_file_alone

pytestmark = pytest.mark.anyio

PATIENCE_SECONDS = 10
SYNCHRONOUS_FULL = 2


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "EMPTYING_MILLISECONDS", 1)


def address(folder: Path) -> str:
    return f"sqlite:///{folder / DATABASE}"


def test_a_damaged_database_is_refused(var_dir: Path) -> None:
    check_database(address(var_dir))
    damage(var_dir / DATABASE)
    with pytest.raises(UnusableFile, match=f"{DATABASE} is damaged"):
        check_database(address(var_dir))


def test_a_database_of_a_newer_version_is_refused(var_dir: Path) -> None:
    with sqlite3.connect(var_dir / DATABASE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(UnusableDatabase, match=r"newer version .* 9999"):
        check_database(address(var_dir))


def test_the_revisions_are_known_by_the_names_of_the_migrations() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(database_module.MIGRATIONS))
    assert database_module.known_revisions() == {script.revision for script in scripts.walk_revisions()}
    assert scripts.get_current_head() == max(database_module.known_revisions())


def test_messages_left_before_keep_their_order_and_can_be_read_nowhere_else(tmp_path: Path) -> None:
    migrate(address(tmp_path))
    file = tmp_path / DATABASE
    with sqlite3.connect(file) as connection:
        for name in ("b", "a"):
            row = (name, name, "voorbeeldstad", "kenmerkend woord", "06", "2026-11-24", 0, "2026-11-24")
            connection.execute(
                "INSERT INTO conversations (id, token_hash, channel, created_at) VALUES (?, 'h', 'web', '2026-11-24')",
                (name,),
            )
            connection.execute(
                "INSERT INTO left_messages (id, conversation_id, municipality, text, reachable_at, created_at, attempts,"
                " next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
    _again("0003", tmp_path)
    _again("head", tmp_path)
    assert connection.execute("SELECT id FROM left_messages ORDER BY number").fetchall() == [("b",), ("a",)]
    connection.close()
    assert bytes_on_disk(tmp_path).count(b"kenmerkend woord") == 2


def _again(revision: str, folder: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(database_module.MIGRATIONS))
    config.set_main_option("sqlalchemy.url", address(folder))
    (command.upgrade if revision == "head" else command.downgrade)(config, revision)


@pytest.mark.both_databases
async def test_messages_for_a_person_go_in_the_order_in_which_they_were_left_and_at_once(
    store: ConversationStore, outbox: Outbox, clock: type[Clock]
) -> None:
    conversation, _ = await store.open("hash", "web", "voorbeeldstad", Reply(Outcome.CONVERSATION, "Hallo"))
    for left in ("eerste", "tweede", "derde"):
        await leave(store, conversation.id, "voorbeeldstad", left)
        clock.moment -= timedelta(hours=1)
    waiting = await outbox.due(clock.moment, LONGEST_WAIT)
    assert [one.text for one in waiting] == ["eerste", "tweede", "derde"]
    for message, moment in zip(waiting, (NOON + LONGEST_WAIT, NOON)):
        claim = await outbox.take(message)
        assert claim is not None
        await outbox.try_again(claim, moment)
    due = await outbox.due(NOON - timedelta(minutes=1), LONGEST_WAIT)
    assert [one.text for one in due] == ["eerste", "derde"]


async def test_the_log_is_emptied_unless_somebody_reads_it(database: Database, var_dir: Path) -> None:
    with database.sessions.begin() as session:
        session.execute(text("INSERT INTO write_probe (filler) VALUES (zeroblob(9000))"))
    with read_by_another(var_dir / DATABASE, "write_probe"):
        assert not await database.empty_log()
    assert await database.empty_log()
    assert (var_dir / f"{DATABASE}-wal").stat().st_size == 0
    with database.sessions() as session:
        waits = session.scalar(text("PRAGMA busy_timeout"))
    assert waits == sqlite.LOCKED_MILLISECONDS


def inserted(session: Session) -> None:
    """Add a row."""
    session.execute(insert(WriteProbeRow).values(filler=b"\0"))


def inserted_in_vain(session: Session) -> None:
    inserted(session)
    raise LookupError


def count(session: Session) -> int:
    found: int = session.execute(text("SELECT count(*) FROM write_probe")).scalar_one()
    return found


def waits_for_disk(session: Session) -> bool:
    return bool(session.scalar(text("PRAGMA synchronous")) >= SYNCHRONOUS_FULL)


async def written_together(
    database: Database, *work: Callable[[Session], Any], durable: Sequence[bool] | None = None
) -> list[Any]:
    """What each gives, or its error; they wait together behind another."""
    begun, end = threading.Event(), threading.Event()

    def holding(_: Session) -> bool:
        begun.set()
        return end.wait(PATIENCE_SECONDS)

    first = asyncio.create_task(database.write(holding))
    await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
    by_piece = zip(work, durable or [True] * len(work))
    waiting = [asyncio.create_task(database.write(one, durable=is_durable)) for one, is_durable in by_piece]
    await asyncio.sleep(0)
    end.set()
    assert await first
    return await asyncio.gather(*waiting, return_exceptions=True)


async def test_what_waits_is_written_together_and_each_of_it_whole_or_not_at_all(database: Database) -> None:
    commits: list[object] = []
    event.listen(database._engine, "commit", commits.append)
    outcomes = await written_together(database, inserted, inserted_in_vain, inserted, count)
    assert len(commits) == 2  # of what they waited behind, and theirs
    assert [type(one) for one in outcomes] == [NoneType, LookupError, NoneType, int]
    assert outcomes[-1] == await database.read(count) == 2


async def test_a_write_that_somebody_is_told_of_waits_for_the_disk(database: Database) -> None:
    assert await written_together(database, waits_for_disk, durable=[False]) == [False]
    assert await written_together(database, waits_for_disk) == [True]
    assert await written_together(database, waits_for_disk, waits_for_disk, durable=[False, True]) == [True, True]


async def test_what_did_not_wait_for_the_disk_is_in_the_file_after_a_flush(database: Database, var_dir: Path) -> None:
    await database.write(inserted, durable=False)
    assert rows_in_file_alone(var_dir / DATABASE, "write_probe") == 0
    await database.flush()
    assert rows_in_file_alone(var_dir / DATABASE, "write_probe") == 1


async def test_when_the_database_fails_all_that_was_written_together_is_told_so_and_nothing_is_there(
    database: Database,
) -> None:
    def failing(session: Session) -> None:
        session.execute(text("SELECT * FROM no_table"))

    outcomes = await written_together(database, inserted, failing, inserted)
    assert [type(one) for one in outcomes] == [StoreUnavailable] * 3
    assert await database.read(count) == 0


@pytest.mark.both_databases
async def test_what_was_begun_is_done_also_when_nobody_waits_for_it(database: Database) -> None:
    begun, end = threading.Event(), threading.Event()

    def work(session: Session) -> None:
        begun.set()
        end.wait(PATIENCE_SECONDS)
        inserted(session)

    asked = asyncio.create_task(database.write(work))
    await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    end.set()
    await database._writer.end()
    assert await database.read(count) == 1


@pytest.mark.both_databases
async def test_an_error_of_a_statement_shows_no_parameters(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(IntegrityError) as raised, database.sessions.begin() as session:
        session.execute(
            text("INSERT INTO choices (id, label) VALUES (:id, :label)"), {"id": "k", "label": "kenmerkend woord"}
        )
    assert "kenmerkend" not in str(raised.value)
