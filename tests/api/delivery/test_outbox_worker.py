"""What waits in the outbox is delivered once, tried again ever more seldom while the receiver is gone, then given up."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.delivery import outbox_worker
from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.delivery.outbox_worker import FIRST_WAIT, LONGEST_WAIT, OutboxWorker, wait_after
from api.delivery.ways import usable_ways
from api.settings import Settings
from api.store.conversations import ConversationStore
from api.store.outbox import Outbox
from api.store.records import OutboxMessage, Reply
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from contract.message import Outcome
from tests.support import stored
from tests.support.stored import bytes_on_disk

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

LONGEST_STAY = timedelta(days=7)


class Receiver:
    """A way that takes messages, unless one `fails`; it waits with them while it is not `open`."""

    def __init__(self, name: str = "receiver") -> None:
        self.name = name
        self.fails: dict[str, Exception] = {}
        self.open = asyncio.Event()
        self.open.set()
        self.took = asyncio.Event()
        self.tried: list[str] = []
        self.taken: list[OutboxMessage] = []

    def destination(self, own: OwnFile) -> str:
        """One for all municipalities."""
        return self.name

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Take the message."""
        self.tried.append(message.text)
        await self.open.wait()
        if message.text in self.fails:
            raise self.fails[message.text]
        self.taken.append(message)
        self.took.set()


class Clock:
    """A moment that a test moves on."""

    def __init__(self) -> None:
        self.moment = datetime.now(UTC)

    def now(self) -> datetime:
        """The moment as it is now."""
        return self.moment


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(outbox: Outbox, content: LiveContent, receiver: Receiver, clock: Clock) -> OutboxWorker:
    return OutboxWorker(outbox, content, {"email": receiver}, LONGEST_STAY, clock.now)


async def leave(store: ConversationStore, clock: Clock, *texts: str, municipality: str = "voorbeeldstad") -> str:
    """A conversation in which these messages for a person were left; gives its id."""
    conversation, _ = await store.open("hash", "web", municipality, Reply(Outcome.CONVERSATION, "Hallo"))
    await stored.leave(store, conversation.id, municipality, *texts)
    clock.moment = datetime.now(UTC)
    return conversation.id


async def last_said(store: ConversationStore, conversation_id: str) -> str:
    """What the last message of the conversation says now."""
    return (await store.history(conversation_id))[-1].text


def told(content: LiveContent, name: str) -> str:
    """What the conversation says of a message that is gone."""
    return content.current.texts["bericht"][name].fill(gemeente="Voorbeeldstad")


async def test_it_is_delivered_once_and_then_gone(
    store: ConversationStore,
    worker: OutboxWorker,
    receiver: Receiver,
    clock: Clock,
    content: LiveContent,
    tmp_path: Path,
) -> None:
    conversation = await leave(store, clock, "een kenmerkend bericht")
    await worker.deliver()
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["een kenmerkend bericht"]
    assert b"kenmerkend" not in bytes_on_disk(tmp_path)
    assert await last_said(store, conversation) == told(content, "bezorgd")


async def test_one_that_fails_is_tried_again_later_and_keeps_none_waiting(
    store: ConversationStore, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await leave(store, clock, "eerste", "tweede")
    receiver.fails = {"eerste": NotDelivered("not this one")}
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["tweede"]
    receiver.fails = {}
    clock.moment += FIRST_WAIT - timedelta(seconds=1)
    await worker.deliver()
    assert len(receiver.taken) == 1
    clock.moment += timedelta(seconds=1)
    await worker.deliver()
    assert [(message.text, message.attempts) for message in receiver.taken] == [("tweede", 0), ("eerste", 1)]


def test_the_wait_doubles_up_to_the_longest_however_often_it_fails() -> None:
    assert [wait_after(attempts) for attempts in range(3)] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert wait_after(9) < wait_after(10) == wait_after(10_000) == LONGEST_WAIT


@pytest.mark.parametrize("municipality", ["proefhaven", "oefendorp", "zwolle"])
async def test_without_a_way_that_can_be_used_it_waits(
    store: ConversationStore, outbox: Outbox, worker: OutboxWorker, receiver: Receiver, clock: Clock, municipality: str
) -> None:
    await leave(store, clock, "bericht", municipality=municipality)
    await worker.deliver()
    assert receiver.taken == []
    [waiting] = await outbox.due(clock.moment + FIRST_WAIT, LONGEST_WAIT)
    assert waiting.attempts == 1


async def test_a_destination_that_does_not_answer_keeps_no_other_waiting(
    store: ConversationStore, outbox: Outbox, content: LiveContent, clock: Clock
) -> None:
    slow, quick = Receiver("slow"), Receiver("quick")
    slow.open.clear()
    worker = OutboxWorker(outbox, content, {"email": slow, "webhook": quick}, LONGEST_STAY, clock.now)
    await leave(store, clock, "eerst", municipality="voorbeeldstad")
    await leave(store, clock, "later", municipality="proefhaven")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.deliver())
        await quick.took.wait()
        await leave(store, clock, "nog een", municipality="proefhaven")
        await worker.deliver()
        assert (slow.tried, [message.text for message in quick.taken]) == (["eerst"], ["later", "nog een"])
        slow.open.set()
    assert len(slow.taken) == 1


async def test_a_destination_that_is_away_is_tried_once_for_all_that_waits(
    store: ConversationStore, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await leave(store, clock, "eerste", "tweede", "derde")
    receiver.fails = {"eerste": Unreachable("away")}
    await worker.deliver()
    assert receiver.tried == ["eerste"]
    assert await worker.waiting() == {"voorbeeldstad": 3}
    clock.moment += FIRST_WAIT
    receiver.fails = {}
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["eerste", "tweede", "derde"]
    assert await worker.waiting() == {}


async def test_one_that_takes_too_long_counts_as_away(
    store: ConversationStore, worker: OutboxWorker, receiver: Receiver, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_worker, "LONGEST_DELIVERY_SECONDS", 0.01)
    receiver.open.clear()
    await leave(store, clock, "eerste", "tweede")
    await worker.deliver()
    assert receiver.tried == ["eerste"]
    assert await worker.waiting() == {"voorbeeldstad": 2}


async def test_one_that_is_refused_is_tried_again_seldom(
    store: ConversationStore, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await leave(store, clock, "eerste", "tweede")
    receiver.fails = {"eerste": Refused("410")}
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["tweede"]
    clock.moment += LONGEST_WAIT - timedelta(seconds=1)
    await worker.deliver()
    assert receiver.tried == ["eerste", "tweede"]
    clock.moment += timedelta(seconds=1)
    await worker.deliver()
    assert receiver.tried == ["eerste", "tweede", "eerste"]


@pytest.mark.parametrize("error", [Refused("410"), Unreachable("away"), NotDelivered("no"), RuntimeError("bereikbaar")])
async def test_after_its_time_it_is_deleted_and_the_visitor_and_the_operator_can_know(
    store: ConversationStore,
    worker: OutboxWorker,
    receiver: Receiver,
    clock: Clock,
    content: LiveContent,
    error: Exception,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    conversation = await leave(store, clock, "een kenmerkend bericht")
    receiver.fails = {"een kenmerkend bericht": error}
    await worker.deliver()
    clock.moment += LONGEST_STAY
    await worker.deliver()
    assert await last_said(store, conversation) == told(content, "niet_bezorgd")
    assert (worker.given_up, await worker.waiting()) == (1, {})
    on_disk = bytes_on_disk(tmp_path)
    assert [found for found in (b"kenmerkend", b"34 56") if found in on_disk] == []
    assert [record.levelname for record in caplog.records] == ["WARNING", "ERROR"]
    assert all("voorbeeldstad" in line and "kenmerkend" not in line for line in caplog.messages)


async def test_it_goes_with_its_conversation(
    store: ConversationStore, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await store.removal.wipe(await leave(store, clock, "bericht"))
    await worker.deliver()
    assert receiver.taken == []


def test_the_settings_say_which_ways_can_be_used(content: LiveContent) -> None:
    assert list(usable_ways(Settings(), content)) == []
    both = Settings(smtp_host="mail.example", webhook_secret=SecretStr("a secret for the webhook"))
    assert list(usable_ways(both, content)) == ["email", "webhook"]
