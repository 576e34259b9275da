"""A deleted conversation leaves nothing in any store, though Rasa's part may go later."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from api.conversations.errors import (
    ConversationNotFound,
    DeletionPutOff,
    DocumentNotFound,
)
from api.conversations.service import ConversationService, OpenedConversation
from api.store import sqlite
from tests.api.conftest import DATABASE
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.store_trouble import read_by_another
from tests.support.stored import bytes_on_disk

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "EMPTYING_MILLISECONDS", 1)


async def test_nothing_of_it_is_left(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation, tmp_path: Path
) -> None:
    await service.say(opened.conversation, "kenmerkend woord", "sleutel")
    await service.delete(opened.conversation.id, opened.token)
    assert rasa.forgotten == [opened.conversation.id]
    for trace in (b"kenmerkend woord", opened.conversation.id.encode()):
        assert trace not in bytes_on_disk(tmp_path)
    with pytest.raises(ConversationNotFound):
        await service.delete(opened.conversation.id, opened.token)
    with pytest.raises(ConversationNotFound):
        await service.say(opened.conversation, "hoi", None)


async def test_only_with_its_token(service: ConversationService, opened: OpenedConversation) -> None:
    with pytest.raises(ConversationNotFound):
        await service.delete(opened.conversation.id, "other")
    assert await service.history(opened.conversation)


async def test_while_rasa_is_away_its_part_goes_later(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation, tmp_path: Path
) -> None:
    await service.say(opened.conversation, "kenmerkend woord", None)
    rasa.away = True
    with pytest.raises(DeletionPutOff):
        await service.delete(opened.conversation.id, opened.token)
    assert b"kenmerkend woord" not in bytes_on_disk(tmp_path)
    with pytest.raises(ConversationNotFound):
        await service.find(opened.conversation.id, opened.token)
    with pytest.raises(DeletionPutOff):
        await service.delete(opened.conversation.id, opened.token)
    rasa.away, rasa.store_away = False, True
    await service.catch_up()
    assert rasa.forgotten == []
    rasa.store_away = False
    await service.catch_up()
    assert rasa.forgotten == [opened.conversation.id]
    assert opened.conversation.id.encode() not in bytes_on_disk(tmp_path)


async def test_a_document_goes_with_it(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation
) -> None:
    rasa.script = [an_answer(document=DOCUMENT)]
    answer = (await service.say(opened.conversation, "maak het document", None)).answer
    await service.delete(opened.conversation.id, opened.token)
    with pytest.raises(DocumentNotFound):
        await service.document(opened.conversation, answer.documents[0].id)


async def test_a_message_that_waited_for_its_turn_is_not_answered(
    service: ConversationService,
    rasa: FakeRasa,
    opened: OpenedConversation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    under_way, may_end = asyncio.Event(), asyncio.Event()

    async def forget(_: str) -> None:
        under_way.set()
        await may_end.wait()

    monkeypatch.setattr(rasa, "forget", forget)
    deleting = asyncio.create_task(service.delete(opened.conversation.id, opened.token))
    await under_way.wait()
    asking = asyncio.create_task(service.say(opened.conversation, "hoi", None))
    may_end.set()
    await deleting
    with pytest.raises(ConversationNotFound):
        await asking
    assert rasa.asked == []


@pytest.mark.sqlite_files
async def test_what_a_reader_keeps_in_the_log_is_deleted_when_it_ends_and_not_said_to_be_gone_before(
    service: ConversationService, opened: OpenedConversation, var_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await service.say(opened.conversation, "kenmerkend woord", None)
    with read_by_another(var_dir / DATABASE, "messages"):
        with pytest.raises(DeletionPutOff):
            await service.delete(opened.conversation.id, opened.token)
        with pytest.raises(ConversationNotFound):
            await service.find(opened.conversation.id, opened.token)
        await service.catch_up()
        assert "1 conversations are not wholly deleted" in caplog.text
        assert b"kenmerkend woord" in bytes_on_disk(var_dir)
    await service.catch_up()
    for trace in (b"kenmerkend woord", opened.conversation.id.encode()):
        assert trace not in bytes_on_disk(var_dir)


@pytest.mark.sqlite_files
async def test_others_go_on_while_a_reader_stays(
    service: ConversationService, opened: OpenedConversation, var_dir: Path
) -> None:
    other = await service.open("web", None)
    with read_by_another(var_dir / DATABASE, "messages"):
        with pytest.raises(DeletionPutOff):
            await service.delete(opened.conversation.id, opened.token)
        assert (await service.say(other.conversation, "hoi", None)).answer.text == "Antwoord op: hoi"
