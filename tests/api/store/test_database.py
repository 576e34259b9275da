"""The door's own database: opened, in order, and without what was deleted."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from api.delivery.outbox_worker import LONGEST_WAIT
from api.store import database
from api.store.conversations import ConversationStore
from api.store.database import Sessions, check_database, empty_log, migrate
from api.store.errors import StoreUnavailable
from api.store.outbox import Outbox
from api.store.records import Reply
from contract.message import Outcome
from runtime.sqlite_file import UnusableFile
from tests.api.conftest import DATABASE
from tests.support.clock import NOON, Clock
from tests.support.store_trouble import damage, read_by_another
from tests.support.stored import bytes_on_disk, leave

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "EMPTYING_MILLISECONDS", 1)


def address(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / DATABASE}"


def test_a_damaged_database_is_refused(var_dir: Path) -> None:
    check_database(address(var_dir))
    damage(var_dir / DATABASE)
    with pytest.raises(UnusableFile, match=f"{DATABASE} is damaged"):
        check_database(address(var_dir))


def test_a_database_of_a_newer_version_is_refused(var_dir: Path) -> None:
    with sqlite3.connect(var_dir / DATABASE) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(UnusableFile, match=r"newer version .* 9999"):
        check_database(address(var_dir))


def test_messages_left_before_keep_their_order_and_can_be_read_nowhere_else(tmp_path: Path) -> None:
    migrate(address(tmp_path))
    file = tmp_path / DATABASE
    with sqlite3.connect(file) as connection:
        for name in ("b", "a"):
            row = (name, name, "voorbeeldstad", "kenmerkend woord", "06", "2026-11-24", 0, "2026-11-24")
            connection.execute(
                "INSERT INTO conversations VALUES (?, 'h', 'web', NULL, '2026-11-24', NULL, false)", (name,)
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
    config.set_main_option("script_location", str(database.MIGRATIONS))
    config.set_main_option("sqlalchemy.url", address(folder))
    (command.upgrade if revision == "head" else command.downgrade)(config, revision)


async def test_messages_for_a_person_go_in_the_order_in_which_they_were_left_and_at_once(
    store: ConversationStore, outbox: Outbox, clock: type[Clock]
) -> None:
    conversation, _ = await store.open("hash", "web", "voorbeeldstad", Reply(Outcome.CONVERSATION, "Hallo"))
    for left in ("eerste", "tweede", "derde"):
        await leave(store, conversation.id, "voorbeeldstad", left)
        clock.moment -= timedelta(hours=1)
    waiting = await outbox.due(clock.moment, LONGEST_WAIT)
    assert [one.text for one in waiting] == ["eerste", "tweede", "derde"]
    await outbox.try_again(waiting[0].id, NOON + LONGEST_WAIT)
    await outbox.try_again(waiting[1].id, NOON)
    due = await outbox.due(NOON - timedelta(minutes=1), LONGEST_WAIT)
    assert [one.text for one in due] == ["eerste", "derde"]


async def test_the_log_is_emptied_unless_somebody_reads_it(sessions: Sessions, var_dir: Path) -> None:
    async with sessions.begin() as session:
        await session.execute(text("INSERT INTO write_probe (filler) VALUES (zeroblob(9000))"))
    with read_by_another(var_dir / DATABASE, "write_probe"):
        assert not await empty_log(sessions)
    assert await empty_log(sessions)
    assert (var_dir / f"{DATABASE}-wal").stat().st_size == 0
    async with sessions() as session:
        waits = await session.scalar(text("PRAGMA busy_timeout"))
    assert waits == database.LOCKED_MILLISECONDS


async def test_waiting_too_long_for_a_connection_is_a_store_that_is_away(
    sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    pool = sessions.kw["bind"].sync_engine.pool
    pool._timeout = 0.01
    async with AsyncExitStack() as taken:
        for _ in range(pool.size() + pool._max_overflow):
            session = await taken.enter_async_context(sessions())
            await session.execute(text("SELECT 1"))
        with pytest.raises(StoreUnavailable):
            async with sessions() as session:
                await session.execute(text("SELECT 1"))
    told = [record.getMessage() for record in caplog.records if record.name == database.__name__]
    assert told == ["The database cannot be used: no connection became free"]


async def test_an_error_of_a_statement_shows_no_parameters(
    sessions: Sessions, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(IntegrityError) as raised:
        async with sessions.begin() as session:
            await session.execute(
                text("INSERT INTO choices (id, label) VALUES (:id, :label)"), {"id": "k", "label": "kenmerkend woord"}
            )
    assert "kenmerkend" not in str(raised.value)
