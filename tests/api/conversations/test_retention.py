"""A conversation that nobody goes on with is deleted from every store after its time."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from api.conversations.errors import ConversationNotFound
from api.conversations.retention import Retention
from api.conversations.service import ConversationService, OpenedConversation
from api.store import sqlite
from api.store.conversations import ConversationStore
from tests.support.clock import NOON, Clock
from tests.support.fake_rasa import FakeRasa
from tests.support.stored import bytes_on_disk, said

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "EMPTYING_MILLISECONDS", 1)


def days_on(days: float) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


async def test_its_texts_go_at_once_and_the_rest_once_rasa_has_forgotten_its_part(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation, tmp_path: Path
) -> None:
    await service.say(opened.conversation, "kenmerkend woord", None)
    rasa.away = True
    assert await service.deletion.delete_old(days_on(31)) == 1
    assert b"kenmerkend woord" not in bytes_on_disk(tmp_path)
    with pytest.raises(ConversationNotFound):
        await service.find(opened.conversation.id, opened.token)
    rasa.away = False
    await service.catch_up()
    assert rasa.forgotten == [opened.conversation.id]
    assert await service.deletion.delete_old(days_on(62)) == 0


async def test_one_that_goes_on_stays(service: ConversationService, opened: OpenedConversation) -> None:
    await service.say(opened.conversation, "hoi", None)
    assert await service.deletion.delete_old(days_on(29)) == 0
    assert await service.history(opened.conversation)


async def test_one_that_goes_on_at_the_last_moment_stays(
    service: ConversationService,
    store: ConversationStore,
    clock: type[Clock],
    opened: OpenedConversation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    find, found = store.removal.silent_since, asyncio.Event()

    async def silent_since(moment: datetime, most: int) -> Sequence[str]:
        ids = await find(moment, most)
        found.set()
        return ids

    monkeypatch.setattr(store.removal, "silent_since", silent_since)
    end = clock.moment + timedelta(days=31)
    async with asyncio.TaskGroup() as tasks, service._locks.of(opened.conversation.id):
        deleting = tasks.create_task(service.deletion.delete_old(end))
        await found.wait()
        clock.moment = end
        await said(store, opened.conversation.id, "ben je er nog?")
    assert deleting.result() == 0
    assert len(await service.history(opened.conversation)) == 2


async def test_all_are_found_however_many_there_are(
    service: ConversationService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.conversations.deletion.MOST_AT_ONCE", 2)
    for _ in range(5):
        await service.open("web", None)
    assert await service.deletion.delete_old(days_on(31)) == 5


async def test_the_day_is_told(service: ConversationService, opened: OpenedConversation) -> None:
    assert service.last_day([opened.greeting]) == Retention(30).last_day(opened.greeting.created_at)


def test_the_day_counts_from_the_last_message_and_is_that_of_the_netherlands() -> None:
    late = NOON.replace(hour=23, minute=30)
    assert Retention(30).last_day(NOON) == date(2026, 12, 24)
    assert Retention(30).last_day(late) == date(2026, 12, 25)


def test_without_days_it_goes_when_it_is_over() -> None:
    assert Retention(0).oldest(NOON) == NOON - timedelta(hours=1)
    assert Retention(0).last_day(NOON) == date(2026, 11, 24)
