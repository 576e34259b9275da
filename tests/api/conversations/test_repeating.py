"""A repeat by its key gets the same answer, once."""

from __future__ import annotations

import asyncio

import pytest

from api.conversations.errors import (
    KeyReused,
)
from api.conversations.service import ConversationService, OpenedConversation
from api.store.records import Conversation
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.stored import texts

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


async def test_the_same_key_gives_the_same_answer_once(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.script = [an_answer(choices=["Meer lezen"], sources=["rol/inkoper"])]
    first = (await service.say(conversation, "hoi", "sleutel")).answer
    assert (await service.say(conversation, "hoi ", "sleutel")).answer == first
    assert len(rasa.asked) == 1
    assert len(await texts(service, conversation)) == 2


async def test_two_repeats_at_the_same_time_are_one_message(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    first, second = await asyncio.gather(*(service.say(conversation, "hoi", "sleutel") for _ in range(2)))
    assert first == second
    assert len(rasa.asked) == 1


async def test_a_key_belongs_to_one_message_of_one_conversation(
    service: ConversationService, conversation: Conversation, opened: OpenedConversation
) -> None:
    await service.say(conversation, "hoi", "sleutel")
    with pytest.raises(KeyReused):
        await service.say(conversation, "dag", "sleutel")
    with pytest.raises(KeyReused):
        await service.choose(conversation, opened.greeting.choices[0].id, "sleutel")
    other = (await service.open("web", None)).conversation
    assert (await service.say(other, "dag", "sleutel")).answer.text == "Antwoord op: dag"


async def test_a_choice_can_be_repeated_too(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, opened: OpenedConversation
) -> None:
    choice = opened.greeting.choices[0].id
    assert (await service.choose(conversation, choice, "a")).answer == (
        await service.choose(conversation, choice, "a")
    ).answer
    assert len(rasa.asked) == 1
    await service.choose(conversation, choice, "b")
    assert len(rasa.asked) == 2
