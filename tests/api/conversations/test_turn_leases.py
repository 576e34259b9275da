"""Two doors get messages of one conversation at once, or one of them stops: its turns follow each other all the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.conversations.errors import ConversationNotFound, StillAnswering
from api.conversations.service import ConversationService
from api.conversations.turn_queue import TurnQueue
from api.store import turn_leases
from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import Database, open_database
from api.store.records import Conversation
from api.store.tables import ConversationRow
from content.live import LiveContent
from tests.api.conftest import Addresses
from tests.api.conversations.conftest import a_service
from tests.support.fake_rasa import FakeRasa, Gate
from tests.support.stored import said, texts

pytestmark = pytest.mark.anyio

AT_ONCE = 0.0
"""As the longest turn: who has to wait does not."""


@pytest.fixture
def kind_of_database() -> str:
    return "postgresql"


@pytest.fixture(autouse=True)
def _asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn_leases, "ASKED_AGAIN_SECONDS", 0)


@pytest.fixture
async def other_database(addresses: Addresses, database: Database) -> AsyncIterator[Database]:
    """The same, as another door has it open."""
    other = await open_database(addresses.database)
    yield other
    await other.close()


@pytest.fixture
def other(
    other_database: Database, keys: ConversationKeys, rasa: FakeRasa, content: LiveContent
) -> ConversationService:
    """The service of another door, with the same Rasa behind it."""
    return a_service(ConversationStore(other_database, keys), rasa, content, TurnQueue(4, 20.0))


@pytest.fixture
def impatient(
    other_database: Database, keys: ConversationKeys, rasa: FakeRasa, content: LiveContent
) -> ConversationService:
    """The other door, where nobody waits."""
    return a_service(ConversationStore(other_database, keys), rasa, content, TurnQueue(4, AT_ONCE))


async def lease_of(database: Database, conversation: Conversation) -> Any:
    """When it ends, and whether that is to come."""

    def read(session: Session) -> Any:
        this = select(ConversationRow.claimed_until, ConversationRow.claimed_until > text("now()"))
        return tuple(session.execute(this.where(ConversationRow.id == conversation.id)).one())

    return await database.read(read)


async def let_it_run_out(database: Database) -> None:
    """As when the door that has it has stopped for so long."""
    ended = text("UPDATE conversations SET claimed_until = now() - interval '1 second'")
    await database.write(lambda session: session.execute(ended))


async def typed(service: ConversationService, conversation: Conversation) -> list[str]:
    return [told for _, told in await texts(service, conversation)]


async def test_two_messages_at_once_are_answered_one_after_the_other(
    service: ConversationService, other: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.gate = gate = Gate()
    first = asyncio.create_task(service.say(conversation, "eerst", None))
    await gate.arrival()
    second = asyncio.create_task(other.say(conversation, "daarna", None))
    for _ in range(200):
        await asyncio.sleep(0)
    assert [turn.text for turn in rasa.asked] == ["eerst"]
    gate.open()
    assert (await first).answer.text == "Antwoord op: eerst"
    assert (await second).answer.text == "Antwoord op: daarna"
    assert await typed(service, conversation) == ["eerst", "Antwoord op: eerst", "daarna", "Antwoord op: daarna"]


async def test_many_at_once_at_both_doors_are_each_answered_once_and_in_order(
    service: ConversationService, other: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    said_at = [(service, other)[number % 2].say(conversation, f"vraag {number}", f"k{number}") for number in range(12)]
    answers = await asyncio.gather(*said_at)
    assert [one.answer.text for one in answers] == [f"Antwoord op: vraag {number}" for number in range(12)]
    history = await typed(service, conversation)
    assert sorted(history[::2]) == sorted(f"vraag {number}" for number in range(12))
    assert history[1::2] == [f"Antwoord op: {question}" for question in history[::2]]
    assert [turn.text for turn in rasa.asked] == history[::2]


async def test_who_waits_too_long_is_told_to_try_again_and_nothing_of_it_is_stored(
    service: ConversationService, impatient: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.gate = gate = Gate()
    first = asyncio.create_task(service.say(conversation, "eerst", None))
    await gate.arrival()
    with pytest.raises(StillAnswering):
        await impatient.say(conversation, "daarna", "sleutel")
    gate.open()
    await first
    await impatient.say(conversation, "daarna", "sleutel")
    assert (await typed(service, conversation))[::2] == ["eerst", "daarna"]


async def test_what_a_door_leaves_that_has_stopped_is_answered_first_and_once(
    service: ConversationService,
    impatient: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    database: Database,
) -> None:
    rasa.gate = gate = Gate()
    paused = asyncio.create_task(service.say(conversation, "eerst", "k1"))
    await gate.arrival()
    with pytest.raises(StillAnswering):
        await impatient.say(conversation, "daarna", "k2")
    await let_it_run_out(database)
    rasa.gate = None
    await impatient.say(conversation, "daarna", "k2")
    gate.open()
    assert (await paused).answer.text == "Antwoord op: eerst"
    assert await typed(service, conversation) == ["eerst", "Antwoord op: eerst", "daarna", "Antwoord op: daarna"]


async def test_a_paused_door_does_not_end_the_lease_of_another(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, database: Database
) -> None:
    rasa.gate = gate = Gate()
    paused = asyncio.create_task(service.say(conversation, "eerst", None))
    await gate.arrival()
    taken = text("UPDATE conversations SET claimed_until = now() + interval '1 hour' RETURNING claimed_until")
    of_another = await database.write(lambda session: session.scalar(taken))
    gate.open()
    await paused
    assert await lease_of(database, conversation) == (of_another, True)


async def test_a_lease_is_made_longer_while_its_turn_lasts_and_given_back_after_it(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service._store.leases._claims, "_term", replace(turn_leases.LEASE, renewed_after=0.0))
    rasa.gate = gate = Gate()
    long = asyncio.create_task(service.say(conversation, "eerst", None))
    await gate.arrival()
    seen = {await lease_of(database, conversation) for _ in range(20)}
    assert len(seen) > 1
    assert {in_force for _, in_force in seen} == {True}
    gate.open()
    await long
    assert (await lease_of(database, conversation))[0] is None


async def test_it_ends_soon_after_its_door_by_the_clock_of_the_server(
    store: ConversationStore, conversation: Conversation, database: Database
) -> None:
    now = text("SELECT clock_timestamp()")
    before = await database.read(lambda session: session.scalar(now))
    async with store.leases.hold(conversation.id, 0.0):
        ends_at, _ = await lease_of(database, conversation)
        after = await database.read(lambda session: session.scalar(now))
    assert before is not None
    assert after is not None
    lasts = turn_leases.LEASE.holds
    assert before + lasts <= ends_at <= after + lasts
    assert lasts <= timedelta(seconds=10)


async def test_late_answers_are_given_once_no_door_takes_a_turn_there(
    store: ConversationStore, other: ConversationService, conversation: Conversation, service: ConversationService
) -> None:
    await said(store, conversation.id, "hoi")
    async with store.leases.hold(conversation.id, 0.0):
        await other.catch_up()
        assert await typed(service, conversation) == ["hoi"]
    await other.catch_up()
    assert await typed(service, conversation) == ["hoi", "Antwoord op: hoi"]


async def test_a_conversation_that_is_not_there_is_not_waited_for(
    service: ConversationService, other: ConversationService, conversation: Conversation
) -> None:
    await service.erase(conversation)
    with pytest.raises(ConversationNotFound):
        await other.say(conversation, "hoi", None)
