"""What waits in the outbox is delivered once, and tried again ever more seldom while the receiver is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.delivery.errors import NotDelivered
from api.delivery.outbox_worker import FIRST_WAIT, LONGEST_WAIT, OutboxWorker, wait_after
from api.delivery.ways import usable_ways
from api.settings import Settings
from api.store.conversations import ConversationStore
from api.store.database import Sessions
from api.store.outbox import Outbox
from api.store.records import OutboxMessage, Reply, VisitorMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from contract.message import MessageForPerson, Outcome
from tests.support.stored import bytes_on_disk

pytestmark = pytest.mark.anyio


class Receiver:
    """A way that takes messages, unless it is `gone`."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.taken: list[OutboxMessage] = []

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Take the message."""
        if message.text in self.gone:
            raise NotDelivered("gone")
        self.taken.append(message)


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
def worker(sessions: Sessions, content: LiveContent, receiver: Receiver, clock: Clock) -> OutboxWorker:
    return OutboxWorker(Outbox(sessions), content, {"email": receiver}, clock.now)


async def leave(sessions: Sessions, clock: Clock, *texts: str, municipality: str = "voorbeeldstad") -> str:
    """A conversation in which these messages for a person were left; gives its id."""
    store = ConversationStore(sessions)
    conversation, _ = await store.open("hash", "web", municipality, Reply(Outcome.CONVERSATION, "Hallo"))
    for text in texts:
        async with store.intake(conversation.id, None) as intake:
            assert intake is not None
            asked = intake.add(VisitorMessage("ja", None, None, "hash"))
        message = MessageForPerson(municipality, text, "06 12 34 56 78")
        await store.answer(asked, Reply(Outcome.CONVERSATION, "Verstuurd", message_for_person=message))
    clock.moment = datetime.now(UTC)
    return conversation.id


async def test_it_is_delivered_once_and_then_gone(
    sessions: Sessions, worker: OutboxWorker, receiver: Receiver, clock: Clock, tmp_path: Path
) -> None:
    await leave(sessions, clock, "een kenmerkend bericht")
    await worker.deliver()
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["een kenmerkend bericht"]
    assert b"kenmerkend" not in bytes_on_disk(tmp_path)


async def test_one_that_fails_is_tried_again_later_and_keeps_none_waiting(
    sessions: Sessions, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await leave(sessions, clock, "eerste", "tweede")
    receiver.gone = {"eerste"}
    await worker.deliver()
    assert [message.text for message in receiver.taken] == ["tweede"]
    receiver.gone = set()
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
    sessions: Sessions, worker: OutboxWorker, receiver: Receiver, clock: Clock, municipality: str
) -> None:
    await leave(sessions, clock, "bericht", municipality=municipality)
    await worker.deliver()
    assert receiver.taken == []
    [waiting] = await Outbox(sessions).due(clock.moment + FIRST_WAIT, LONGEST_WAIT)
    assert waiting.attempts == 1


async def test_it_goes_with_its_conversation(
    sessions: Sessions, worker: OutboxWorker, receiver: Receiver, clock: Clock
) -> None:
    await ConversationStore(sessions).wipe(await leave(sessions, clock, "bericht"))
    await worker.deliver()
    assert receiver.taken == []


def test_the_settings_say_which_ways_can_be_used(content: LiveContent) -> None:
    assert list(usable_ways(Settings(), content)) == []
    both = Settings(smtp_host="mail.example", webhook_secret=SecretStr("a secret for the webhook"))
    assert list(usable_ways(both, content)) == ["email", "webhook"]
