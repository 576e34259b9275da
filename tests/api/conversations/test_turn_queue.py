"""Many visitors at once: networks take turns, and who would wait too long is told so at once."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, ExitStack

import pytest

from api.conversations.errors import AnswerDelayed, Restarting, StillAnswering, TooBusy
from api.conversations.service import ConversationService
from api.conversations.turn_queue import AT_WORK_PER_NETWORK, Asker, TurnQueue
from api.store.conversations import ConversationStore
from api.store.records import Conversation
from content.live import LiveContent
from tests.api.conversations.conftest import a_service
from tests.support.fake_rasa import PATIENCE_SECONDS, FakeRasa, Gate
from tests.support.stored import texts

pytestmark = pytest.mark.anyio


@pytest.fixture
def turns() -> TurnQueue:
    return TurnQueue(1, 20.0)


@pytest.fixture
def service(store: ConversationStore, rasa: FakeRasa, content: LiveContent, turns: TurnQueue) -> ConversationService:
    return a_service(store, rasa, content, turns)


async def waiting(service: ConversationService, conversation: Conversation) -> None:
    """Until the conversation's message is stored, and only its answer is to come."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await texts(service, conversation):  # noqa: ASYNC110  # only the database can say so
            await asyncio.sleep(0)


async def test_a_conversation_has_one_turn_under_way_and_others_come_in_between(
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
        for number in range(500):
            others.enter_context(turns.message(Asker(str(number))))
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
        for number in range(200):
            asker = Asker(str(number))
            visitors.enter_context(turns.message(asker))
            turns.admit(asker)


async def test_a_turn_that_found_no_place_in_time_is_answered_later(
    store: ConversationStore, rasa: FakeRasa, content: LiveContent
) -> None:
    turns = TurnQueue(1, 0.1)
    service = a_service(store, rasa, content, turns)
    conversation = (await service.open("web", None)).conversation
    async with turns.place(Asker("a")):
        with pytest.raises(AnswerDelayed):
            await service.say(conversation, "hoi", None)
    await service.catch_up()
    assert [text for _, text in await texts(service, conversation)] == ["hoi", "Antwoord op: hoi"]


async def test_a_message_behind_others_of_its_own_conversation_does_not_wait_for_ever(
    store: ConversationStore, rasa: FakeRasa, content: LiveContent
) -> None:
    service = a_service(store, rasa, content, TurnQueue(1, 0.05))
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

    async def turn(asker: Asker) -> None:
        nonlocal now
        async with turns.place(asker):
            now += 2.0
            await asyncio.sleep(0)

    await asyncio.gather(*(turn(Asker(str(number))) for number in range(30)))
    with ExitStack() as visitors:
        for number in range(20):
            visitors.enter_context(turns.message(Asker(f"next {number}")))
        with pytest.raises(TooBusy):
            turns.admit(Asker("last"))


class Line:
    """One place at Rasa, those who wait for it, and the order in which they had it; no time passes by itself."""

    def __init__(self) -> None:
        self.turns = TurnQueue(1, 20.0, lambda: 0.0)
        self.served: list[str] = []
        self._work: list[asyncio.Task[None]] = []

    async def joined(self, *askers: Asker) -> None:
        """Until they all wait, or have had their turn when nobody was there."""
        self._work += [asyncio.create_task(self._turn(asker)) for asker in askers]
        await asyncio.sleep(0)

    async def all_served(self) -> list[str]:
        """The conversations in the order of their turns."""
        await asyncio.gather(*self._work)
        return self.served

    async def _turn(self, asker: Asker) -> None:
        with self.turns.message(asker):
            async with self.turns.place(asker):
                self.served.append(asker.conversation)
                await asyncio.sleep(0)


@pytest.fixture
def line() -> Line:
    return Line()


async def test_who_asks_without_pause_does_not_keep_another_waiting(line: Line) -> None:
    greedy = [Asker(f"gulzig {number}", "1") for number in range(30)]
    async with line.turns.place(Asker("bezig")):
        await line.joined(*greedy, Asker("bescheiden", "2"))
    served = await line.all_served()
    assert served[:3] == ["gulzig 0", "bescheiden", "gulzig 1"]
    assert len(served) == 31


async def test_networks_take_turns_however_many_conversations_they_have(line: Line) -> None:
    office = [Asker(f"kantoor {number}", "1") for number in range(4)]
    home = [Asker(f"thuis {number}", "2") for number in range(2)]
    await line.joined(*office, *home)
    assert await line.all_served() == ["kantoor 0", "thuis 0", "kantoor 1", "thuis 1", "kantoor 2", "kantoor 3"]


async def test_in_one_network_conversations_take_turns(line: Line) -> None:
    await line.joined(Asker("bezig", "2"), *[Asker("veel", "1") for _ in range(3)], Asker("weinig", "1"))
    assert await line.all_served() == ["bezig", "veel", "weinig", "veel", "veel"]


async def test_where_no_network_is_known_conversations_take_turns(line: Line) -> None:
    await line.joined(Asker("bezig"), *[Asker("veel") for _ in range(3)], Asker("weinig"))
    assert await line.all_served() == ["bezig", "veel", "weinig", "veel", "veel"]


async def test_among_equals_the_oldest_goes_first(line: Line) -> None:
    await line.joined(*(Asker(str(number), str(number)) for number in range(9)))
    assert await line.all_served() == [str(number) for number in range(9)]


async def test_who_asked_much_before_does_not_have_to_wait_for_all_of_a_flood_that_begins(line: Line) -> None:
    for _ in range(50):
        async with line.turns.place(Asker("gemeentehuis", "1")):
            pass
    async with line.turns.place(Asker("bezig", "3")):
        await line.joined(Asker("gemeentehuis", "1"), *[Asker(f"gulzig {number}", "2") for number in range(30)])
    assert (await line.all_served())[:3] == ["gulzig 0", "gemeentehuis", "gulzig 1"]


async def test_a_quiet_visitor_comes_in_where_greedy_ones_have_filled_the_queue(turns: TurnQueue) -> None:
    with ExitStack() as others:
        for number in range(500):
            others.enter_context(turns.message(Asker(f"gulzig {number}", "1")))
        with pytest.raises(TooBusy):
            turns.admit(Asker("nog een gulzige", "1"))
        quiet = Asker("bescheiden", "2")
        others.enter_context(turns.message(quiet))
        turns.admit(quiet)


async def test_quiet_visitors_who_are_too_many_are_told_so_too(turns: TurnQueue) -> None:
    with ExitStack() as others:
        for number in range(500):
            others.enter_context(turns.message(Asker(str(number), str(number))))
        with pytest.raises(TooBusy):
            turns.admit(Asker("de laatste", "de laatste"))


async def test_a_visitor_who_gives_up_leaves_no_place_lost(line: Line) -> None:
    async with line.turns.place(Asker("bezig")):
        given_up = asyncio.create_task(line._turn(Asker("weg")))
        await asyncio.sleep(0)
        await line.joined(Asker("blijft"))
        given_up.cancel()
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await line.all_served() == ["blijft"]
    async with asyncio.timeout(PATIENCE_SECONDS), line.turns.place(Asker("later")):
        pass


async def test_a_visitor_who_gives_up_as_a_place_comes_free_passes_it_on(line: Line) -> None:
    async with line.turns.place(Asker("bezig")):
        given_up = asyncio.create_task(line._turn(Asker("weg")))
        await asyncio.sleep(0)
        await line.joined(Asker("blijft"))
    given_up.cancel()  # the place has been given, and the task has not run since
    with pytest.raises(asyncio.CancelledError):
        await given_up
    assert await line.all_served() == ["blijft"]


async def test_one_network_leaves_places_for_others() -> None:
    turns = TurnQueue(4, 20.0)
    begun: list[str] = []
    end = asyncio.Event()

    async def turn(asker: Asker) -> None:
        async with turns.place(asker):
            begun.append(asker.conversation)
            await end.wait()

    async with asyncio.TaskGroup() as tasks, asyncio.timeout(PATIENCE_SECONDS):
        for number in range(5):
            tasks.create_task(turn(Asker(f"greedy {number}", "a")))
        tasks.create_task(turn(Asker("modest", "b")))
        while "modest" not in begun:  # noqa: ASYNC110  # nothing tells it sooner
            await asyncio.sleep(0)
        assert begun == ["greedy 0", "modest"]
        end.set()
    assert len(begun) == 6


async def test_few_of_one_network_are_worked_on_and_another_comes_in_at_once() -> None:
    turns = TurnQueue(4, 20.0)
    begun: list[str] = []
    end = asyncio.Event()

    async def worked_on(asker: Asker) -> None:
        async with turns.entrance(asker):
            begun.append(asker.conversation)
            await end.wait()

    async with asyncio.TaskGroup() as tasks, asyncio.timeout(PATIENCE_SECONDS):
        greedy = [tasks.create_task(worked_on(Asker(f"greedy {number}", "a"))) for number in range(9)]
        tasks.create_task(worked_on(Asker("modest", "b")))
        for number in range(9):
            tasks.create_task(worked_on(Asker(f"unknown {number}")))
        await asyncio.sleep(0)
        assert begun == [
            *(f"greedy {number}" for number in range(AT_WORK_PER_NETWORK)),
            "modest",
            *(f"unknown {number}" for number in range(9)),
        ]
        greedy[5].cancel()  # who gives up leaves no place lost
        end.set()
    assert len(begun) == 18


async def test_who_stands_before_the_entrance_for_too_long_is_told_when_to_try_again() -> None:
    turns = TurnQueue(4, 0.01)
    async with AsyncExitStack() as others:
        for number in range(AT_WORK_PER_NETWORK):
            await others.enter_async_context(turns.entrance(Asker(str(number), "a")))
        with pytest.raises(TooBusy) as refused:
            async with turns.entrance(Asker("late", "a")):
                pass
        assert refused.value.seconds >= 1
