"""Several doors on one PostgreSQL: what only shows when they write at the same time, and when the server goes."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.delivery.outbox_worker import LONGEST_WAIT
from api.store import postgresql
from api.store.claims import WORK, Claim, Claims
from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import Database, check_database, engine_of, open_database
from api.store.errors import Overtaken, StoreUnavailable
from api.store.outbox import Outbox
from api.store.probe import StoreProbe
from api.store.records import Conversation, Reply, VisitorMessage
from api.store.tables import Base, ConversationRow, MessageRow
from content.paths import ROOT
from contract.message import Outcome
from runtime.postgresql_database import UnusableDatabase
from tests.api.conftest import Addresses
from tests.support.postgres import Server
from tests.support.stored import leave, said

pytestmark = pytest.mark.anyio

PATIENCE_SECONDS = 10
MANY = 12


@pytest.fixture
def kind_of_database() -> str:
    return "postgresql"


@pytest.fixture
async def other_database(addresses: Addresses, database: Database) -> AsyncIterator[Database]:
    """The same, as another door has it open."""
    other = await open_database(addresses.database)
    yield other
    await other.close()


@pytest.fixture
def other(other_database: Database, keys: ConversationKeys) -> ConversationStore:
    return ConversationStore(other_database, keys)


@pytest.fixture
async def conversation(store: ConversationStore) -> Conversation:
    found, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
    return found


def message(word: str, key: str | None = None) -> VisitorMessage:
    return VisitorMessage(word, None, key, "hash")


async def at_once(*work: Any) -> list[Any]:
    """What each gives, or its error."""
    return await asyncio.gather(*work, return_exceptions=True)


async def test_one_of_two_with_the_same_key_is_stored_and_the_other_finds_it(
    store: ConversationStore, other: ConversationStore, conversation: Conversation
) -> None:
    for number in range(MANY):
        key = f"sleutel {number}"
        standing = await store.standing(conversation.id, key)
        assert standing is not None
        found = await at_once(*(one.add(standing, message("hoi", key)) for one in (store, other) * 3))
        [added] = [one for one in found if not isinstance(one, Overtaken)]
        again = await other.standing(conversation.id, key)
        assert again is not None
        assert again.repeated == added
        answers = await at_once(*(one.answer(added, Reply(Outcome.ANSWER, "Dag")) for one in (store, other) * 3))
        assert len([one for one in answers if one is not None]) == 1
    history = await store.history(conversation.id)
    assert [one.number for one in history] == list(range(1, 2 * MANY + 2))


async def test_numbers_have_no_gap_and_none_is_given_twice(
    store: ConversationStore, other: ConversationStore, conversation: Conversation
) -> None:
    async def say(one: ConversationStore, word: str) -> None:
        while True:
            standing = await one.standing(conversation.id)
            assert standing is not None
            try:
                asked = await one.add(standing, message(word))
            except Overtaken:
                continue
            assert await one.answer(asked, Reply(Outcome.ANSWER, f"Over {word}"))
            return

    await asyncio.gather(*(say(one, f"{number}") for number, one in enumerate((store, other) * (MANY // 2))))
    history = await other.history(conversation.id)
    assert [one.number for one in history] == list(range(1, 2 * MANY + 2))
    typed, told = [one.text for one in history[1::2]], [one.text for one in history[2::2]]
    assert told == [f"Over {word}" for word in typed]


async def test_nothing_comes_in_behind_a_deletion(
    store: ConversationStore, other: ConversationStore, database: Database
) -> None:
    for _ in range(MANY):
        conversation, _ = await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo"))
        standing = await other.standing(conversation.id)
        assert standing is not None
        await at_once(store.removal.wipe(conversation.id), other.add(standing, message("hoi")))
    count = select(func.count()).select_from(MessageRow)
    assert await database.read(lambda session: session.scalar(count)) == 0


async def test_a_conversation_is_not_taken_for_silent_while_a_message_comes_in(
    store: ConversationStore, other: ConversationStore, conversation: Conversation
) -> None:
    moment = datetime.now(UTC)
    standing = await other.standing(conversation.id)
    assert standing is not None
    added, wiped = await at_once(
        other.add(standing, message("hoi")), store.removal.wipe_silent(conversation.id, moment)
    )
    assert isinstance(added, Overtaken) == wiped
    assert await store.removal.wipe_silent(conversation.id, moment) is False


async def test_work_in_the_background_is_done_by_one_door(
    store: ConversationStore, other: ConversationStore, conversation: Conversation, database: Database
) -> None:
    first = await store.removal.claims.take(conversation.id)
    assert first is not None
    assert await other.removal.claims.take(conversation.id) is None
    await store.removal.claims.give_back(first)
    assert await other.removal.claims.take(conversation.id)
    ended = text("UPDATE conversations SET claimed_until = now() - interval '1 second'")
    await database.write(lambda session: session.execute(ended))
    assert await store.removal.claims.take(conversation.id)
    assert await store.removal.claims.take("of nobody") is None


async def test_a_message_for_a_person_is_delivered_by_one_door(
    store: ConversationStore,
    conversation: Conversation,
    database: Database,
    other_database: Database,
    keys: ConversationKeys,
) -> None:
    await leave(store, conversation.id, "voorbeeldstad", "eerste")
    doors = (Outbox(database, keys), Outbox(other_database, keys))
    now = datetime.now(UTC)
    [waiting] = await doors[0].due(now, LONGEST_WAIT)
    taken = [one for one in await at_once(*(door.take(waiting) for door in doors * 3)) if one is not None]
    assert len(taken) == 1
    assert await doors[1].due(now, LONGEST_WAIT) == []
    await doors[0].try_again(taken[0], now)
    assert await doors[1].take(waiting) is None  # it was tried since it was read
    assert await doors[1].take(replace(waiting, attempts=1)) is not None


SECONDS_LEFT = text("SELECT extract(epoch FROM claimed_until - clock_timestamp()) FROM conversations")
TAKEN = text("UPDATE conversations SET claimed_until = now() + interval '9 seconds'")
AT_ONCE = replace(WORK, renewed_after=0.0)


@pytest.fixture
def held(database: Database) -> Claims:
    """Claims on conversations, renewed again and again."""
    return Claims(database, ConversationRow.id, AT_ONCE)


async def never() -> None:
    await asyncio.Event().wait()


async def test_a_claim_ends_seconds_after_its_door_and_is_renewed_while_that_works(
    database: Database, held: Claims, conversation: Conversation
) -> None:
    until = select(ConversationRow.claimed_until)

    async def see_it_renewed() -> int:
        assert 0 < float(await database.read(lambda session: session.scalar(SECONDS_LEFT)) or 0) <= 10
        seen: set[datetime | None] = set()
        while len(seen) < 4:
            seen.add(await database.read(lambda session: session.scalar(until)))
        return len(seen)

    async with asyncio.timeout(PATIENCE_SECONDS):
        done = await held.while_held(conversation.id, see_it_renewed, "A test")
    assert done is not None
    assert done[1] == 4
    assert await database.read(lambda session: session.scalar(until)) == done[0].until


async def test_who_comes_back_after_another_door_took_its_claim_is_stopped(
    database: Database, held: Claims, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    async def be_overtaken() -> None:
        await database.write(lambda session: session.execute(TAKEN))
        await never()

    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await held.while_held(conversation.id, be_overtaken, "A delivery for voorbeeldstad") is None
    left = await database.read(lambda session: session.scalar(SECONDS_LEFT))
    assert 0 < float(left or 0) <= 9  # the other has it still
    assert "A delivery for voorbeeldstad is left: this door was away" in caplog.text


async def test_what_failed_another_door_may_try_at_once(
    held: Claims, other_database: Database, conversation: Conversation
) -> None:
    async def fail() -> None:
        raise TimeoutError("of the work itself")

    with pytest.raises(TimeoutError, match="of the work itself"):
        await held.while_held(conversation.id, fail, "A test")
    assert await Claims(other_database, ConversationRow.id).take(conversation.id)


async def test_who_cannot_renew_for_as_long_as_a_claim_holds_stops(
    held: Claims, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held._run
    tries: list[str] = []

    async def away(statement: Any, claim: Claim) -> Any:
        if statement is not held._renew:
            return await run(statement, claim)
        tries.append("renew")
        if len(tries) == 3:
            monkeypatch.setattr(held, "_term", replace(AT_ONCE, holds=timedelta(0)))
        raise StoreUnavailable("away")

    monkeypatch.setattr(held, "_run", away)
    async with asyncio.timeout(PATIENCE_SECONDS):
        assert await held.while_held(conversation.id, never, "A test") is None
    assert len(tries) == 3


async def test_a_row_that_somebody_writes_in_just_now_is_not_waited_for(
    server: Server, addresses: Addresses, held: Claims, conversation: Conversation
) -> None:
    with server.connect(addresses.database.split("@/")[1].split("?")[0]) as beside:
        beside.execute("BEGIN")
        beside.execute("SELECT 1 FROM conversations FOR UPDATE")
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await held.take(conversation.id) is None
        beside.execute("ROLLBACK")
    assert await held.take(conversation.id)


async def test_what_a_door_writes_of_a_delivery_that_another_has_now_changes_nothing(
    store: ConversationStore,
    conversation: Conversation,
    database: Database,
    other_database: Database,
    keys: ConversationKeys,
) -> None:
    await leave(store, conversation.id, "voorbeeldstad", "eerste")
    outbox, another = Outbox(database, keys), Outbox(other_database, keys)
    now = datetime.now(UTC)
    [waiting] = await outbox.due(now, LONGEST_WAIT)
    paused = await outbox.take(waiting)
    assert paused is not None
    ended = text("UPDATE left_messages SET claimed_until = now() - interval '1 second'")
    await database.write(lambda session: session.execute(ended))
    claim = await another.take(waiting)
    assert claim is not None
    await outbox.try_again(paused, now)
    await outbox.close(paused, "Bezorgd")
    assert await another.due(now, LONGEST_WAIT) == []  # it is claimed still
    await another.try_again(claim, now)
    assert [one.attempts for one in await another.due(now, LONGEST_WAIT)] == [1]


async def test_a_late_answer_is_left_to_the_door_that_may_be_at_it(
    store: ConversationStore, other: ConversationStore, conversation: Conversation
) -> None:
    await said(store, conversation.id, "hoi")
    async with store.leases.hold(conversation.id, 0.0):
        assert await other.conversations_without_answer() == []
    assert await other.conversations_without_answer() == [conversation]


async def test_work_that_others_cross_is_done_anew(database: Database, store: ConversationStore) -> None:
    ids = [(await store.open("hash", "web", None, Reply(Outcome.CONVERSATION, "Hallo")))[0].id for _ in range(2)]
    met = threading.Barrier(2)

    def crossing(first: str, second: str, name: str) -> Any:
        tries: list[str] = []

        def work(session: Session) -> int:
            tries.append(name)
            for one in (first, second):
                session.execute(update(ConversationRow).where(ConversationRow.id == one).values(municipality=name))
                if len(tries) == 1 and one == first:
                    met.wait(PATIENCE_SECONDS)
            return len(tries)

        return work

    tries = await asyncio.gather(
        database.write(crossing(ids[0], ids[1], "a")), database.write(crossing(ids[1], ids[0], "b"))
    )
    assert sorted(tries) == [1, 2]


async def test_a_door_that_stops_in_the_middle_of_writing_holds_its_rows_for_seconds(
    database: Database, other_database: Database, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "BEGIN_WRITING", postgresql.BEGIN_WRITING.replace("'8s'", "'50ms'"))
    begun, goes_on = threading.Event(), threading.Event()
    name = update(ConversationRow).where(ConversationRow.id == conversation.id)

    def stop_in_the_middle(session: Session) -> None:
        session.execute(name.values(municipality="stopped"))
        begun.set()
        goes_on.wait(PATIENCE_SECONDS)
        session.execute(text("SELECT 1"))

    stopped = asyncio.create_task(database.write(stop_in_the_middle))
    await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
    await other_database.write(lambda session: session.execute(name.values(municipality="other")))
    goes_on.set()
    with pytest.raises(StoreUnavailable):
        await stopped
    found = await database.read(lambda session: session.scalar(select(ConversationRow.municipality)))
    assert found == "other"


async def test_who_gets_no_connection_is_told_that_the_store_is_away(
    addresses: Addresses, database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(postgresql, "FREE_CONNECTION_SECONDS", 0.01)
    small = await open_database(addresses.database, 2)
    end = threading.Event()

    def holding(session: Session) -> None:
        session.execute(text("SELECT 1"))
        end.wait(PATIENCE_SECONDS)

    held = [asyncio.create_task(small.write(holding)) for _ in range(2)]
    while small._engine.pool.checkedout() < 2:  # type: ignore[attr-defined]  # noqa: ASYNC110
        await asyncio.sleep(0)
    with pytest.raises(StoreUnavailable, match="all 2 connections are in use"):
        await small.read(lambda session: session.scalar(text("SELECT 1")))
    end.set()
    await asyncio.gather(*held)
    assert await small.read(lambda session: session.scalar(text("SELECT 1"))) == 1
    await small.close()
    assert "ZAKBOEK_DATABASE_CONNECTIONS" in caplog.text


async def test_while_the_server_is_away_the_store_says_so_and_afterwards_all_is_well(
    server: Server, store: ConversationStore, conversation: Conversation, database: Database, addresses: Addresses
) -> None:
    probe = StoreProbe(database)
    assert await probe.can_store()
    server.stop()
    try:
        with pytest.raises(StoreUnavailable):
            await store.history(conversation.id)
        with pytest.raises(StoreUnavailable):
            await said(store, conversation.id, "hoi")
        assert not await StoreProbe(database).can_store()
        with pytest.raises(UnusableDatabase, match=r"database_\d+ at .* cannot be reached"):
            check_database(addresses.database)
    finally:
        server.start()
    await said(store, conversation.id, "hoi")
    assert [one.text for one in await store.history(conversation.id)] == ["Hallo", "hoi"]


START = """
import sys
from api.store.conversation_keys import open_keys
from api.store.database import migrate
from api.store.master_keys import MasterKeys, new_master_key
migrate(sys.argv[1])
with open_keys(sys.argv[2], MasterKeys.of_text(new_master_key(), "here")):
    pass
"""


def test_doors_that_start_at_once_make_the_tables_once_and_all_of_them(server: Server) -> None:
    name, keys = server.make_database(), server.make_database()
    with server.connect(name) as beside:
        beside.execute("SELECT pg_advisory_lock(%s)", [postgresql.TABLES_CHANGE])
        command = [sys.executable, "-c", START, server.address(name), server.address(keys)]
        doors = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        while server.execute(waiting) != [(2,)]:
            assert [door.poll() for door in doors] == [None, None]
    assert [door.wait(PATIENCE_SECONDS) for door in doors] == [0, 0]
    engine = engine_of(server.address(name))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


@pytest.fixture
def refused(server: Server) -> Iterator[str]:
    """The address of a database with a user who may not do what the door has to."""
    server.execute("CREATE ROLE lezer LOGIN PASSWORD 'geheim'")
    yield server.address(server.make_database()).replace("//zakboek@", "//lezer:geheim@")


def test_what_is_wrong_with_a_server_is_told_without_the_password(server: Server, refused: str) -> None:
    newer = server.make_database()
    server.execute(
        "CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('9999')", newer
    )
    latin = "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
    server.execute(latin)
    nowhere = "postgresql+psycopg://zakboek:geheim@127.0.0.1:1/gesprekken"
    for address, told in (
        (server.address(newer), "newer version .* 9999"),
        (server.address("latin"), "encoding LATIN1"),
        (server.address("nergens"), "nergens at .* cannot be reached"),
        (refused, "user lezer may make no tables"),
        (nowhere, "gesprekken at 127.0.0.1 cannot be reached"),
    ):
        with pytest.raises(UnusableDatabase, match=told) as raised:
            check_database(address)
        assert "geheim" not in str(raised.value)
        assert raised.value.__cause__ is None
        assert "\n" not in str(raised.value)


async def test_an_id_that_is_none_is_not_found(store: ConversationStore, database: Database) -> None:
    for name in ("a\0b", "\ud800", "é", "x" * 200):
        assert await store.find(name) is None
        assert await store.standing(name, None, name) is None


async def test_a_broken_rule_of_a_table_shows_no_row(
    database: Database, conversation: Conversation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    again = insert(ConversationRow).values(
        id=conversation.id,
        token_hash="kenmerkend",  # noqa: S106
        channel="web",
        created_at=datetime.now(UTC),
    )
    with pytest.raises(IntegrityError) as raised:
        await database.write(lambda session: session.execute(again))
    assert conversation.id not in str(raised.value)
    assert "kenmerkend" not in str(raised.value) + caplog.text
