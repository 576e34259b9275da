"""Many visitors at once: first come, first served, and who would wait too long is told so at once."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack

import pytest

from api.conversations.deletion_words import DeletionWords
from api.conversations.errors import AnswerDelayed, Restarting, StillAnswering, TooBusy
from api.conversations.retention import Retention
from api.conversations.service import ConversationService
from api.conversations.turn_queue import TurnQueue
from api.store.conversations import ConversationStore
from api.store.records import Conversation
from content.live import LiveContent
from content.paths import DATA
from tests.api.conversations.conftest import LONGEST_TEXT
from tests.support.fake_rasa import PATIENCE_SECONDS, FakeRasa, Gate
from tests.support.masker import masker
from tests.support.no_limits import no_limits
from tests.support.stored import texts

pytestmark = pytest.mark.anyio


@pytest.fixture
def turns() -> TurnQueue:
    return TurnQueue(1, 20.0)


@pytest.fixture
def service(store: ConversationStore, rasa: FakeRasa, content: LiveContent, turns: TurnQueue) -> ConversationService:
    return ConversationService(
        store, rasa, content, turns, [], LONGEST_TEXT, masker(), Retention(30), DeletionWords.read(DATA.deletion), no_limits()
    )


async def waiting(service: ConversationService, conversation: Conversation) -> None:
    """Until the conversation's message is stored, and only its answer is to come."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await texts(service, conversation):  # noqa: ASYNC110  # only the database can say so
            await asyncio.sleep(0)


async def test_first_come_first_served_and_one_turn_of_each_conversation(
    service: ConversationService, rasa: FakeRasa
) -> None:
    greedy, modest = [(await service.open("web", None)).conversation for _ in range(2)]
    rasa.gate = Gate()
    said = [asyncio.create_task(service.say(greedy, f"gulzig {number}", None)) for number in range(5)]
    await rasa.gate.arrival()
    said.append(asyncio.create_task(service.say(modest, "bescheiden", None)))
    await waiting(service, modest)
    rasa.gate.open()
    await asyncio.gather(*said)
    assert [turn.text for turn in rasa.asked][:2] == ["gulzig 0", "bescheiden"]


async def test_who_would_wait_too_long_is_told_when_to_try_again(
    service: ConversationService, conversation: Conversation, turns: TurnQueue
) -> None:
    with ExitStack() as others:
        for _ in range(500):
            others.enter_context(turns.message())
        with pytest.raises(TooBusy) as refused:
            await service.say(conversation, "hoi", "sleutel")
        assert turns.longest_wait < refused.value.seconds < 60
    assert await texts(service, conversation) == []
    assert (await service.say(conversation, "hoi", "sleutel")).answer.text == "Antwoord op: hoi"


async def test_an_answer_that_is_there_is_given_however_busy_it_is(
    service: ConversationService, conversation: Conversation, turns: TurnQueue
) -> None:
    answer = (await service.say(conversation, "hoi", "sleutel")).answer
    turns.close()
    assert (await service.say(conversation, "hoi", "sleutel")).answer == answer


async def test_two_hundred_may_wait() -> None:
    turns = TurnQueue(4, 20.0)
    with ExitStack() as visitors:
        for _ in range(200):
            visitors.enter_context(turns.message())
            turns.admit()


async def test_a_turn_that_found_no_place_in_time_is_answered_later(
    store: ConversationStore, rasa: FakeRasa, content: LiveContent
) -> None:
    turns = TurnQueue(1, 0.05)
    service = ConversationService(
        store, rasa, content, turns, [], LONGEST_TEXT, masker(), Retention(30), DeletionWords.read(DATA.deletion), no_limits()
    )
    conversation = (await service.open("web", None)).conversation
    async with turns.place():
        with pytest.raises(AnswerDelayed):
            await service.say(conversation, "hoi", None)
    await service.catch_up()
    assert [text for _, text in await texts(service, conversation)] == ["hoi", "Antwoord op: hoi"]


async def test_a_message_behind_others_of_its_own_conversation_does_not_wait_for_ever(
    store: ConversationStore, rasa: FakeRasa, content: LiveContent
) -> None:
    service = ConversationService(
        store,
        rasa,
        content,
        TurnQueue(1, 0.05),
        [],
        LONGEST_TEXT,
        masker(),
        Retention(30),
        DeletionWords.read(DATA.deletion),
        no_limits(),
    )
    conversation = (await service.open("web", None)).conversation
    rasa.gate = Gate()
    first = asyncio.create_task(service.say(conversation, "eerst", None))
    await rasa.gate.arrival()
    with pytest.raises(StillAnswering):
        await service.say(conversation, "dan", None)
    rasa.gate.open()
    assert (await first).answer.text == "Antwoord op: eerst"


async def test_before_a_stop_what_was_begun_is_answered_and_nothing_new_is_taken_in(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, turns: TurnQueue
) -> None:
    others = [(await service.open("web", None)).conversation for _ in range(3)]
    rasa.gate = Gate()
    begun = [asyncio.create_task(service.say(one, "begonnen", None)) for one in others]
    for one in others:
        await waiting(service, one)
    turns.close()
    assert not turns.is_idle
    with pytest.raises(Restarting):
        await service.say(conversation, "te laat", None)
    assert await texts(service, conversation) == []
    rasa.gate.open()
    assert [exchange.answer.text for exchange in await asyncio.gather(*begun)] == ["Antwoord op: begonnen"] * 3
    assert turns.is_idle


async def test_turns_that_take_longer_leave_room_for_fewer() -> None:
    now = 0.0
    turns = TurnQueue(1, 20.0, lambda: now)

    async def turn() -> None:
        nonlocal now
        async with turns.place():
            now += 2.0
            await asyncio.sleep(0)

    await asyncio.gather(*(turn() for _ in range(30)))
    with ExitStack() as visitors:
        for _ in range(20):
            visitors.enter_context(turns.message())
        with pytest.raises(TooBusy):
            turns.admit()
