"""A conversation opens with a greeting, and only its token opens it again."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest

from api.conversations.errors import (
    ConversationNotFound,
    UnknownMunicipality,
)
from api.conversations.service import ConversationService, OpenedConversation
from api.conversations.turn_queue import AT_WORK_PER_NETWORK, Asker
from api.limits.senders import Sender

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


async def test_it_begins_with_a_greeting_that_offers_choices(
    service: ConversationService, opened: OpenedConversation
) -> None:
    assert opened.greeting.outcome == "gesprek"
    assert opened.greeting.choices
    assert await service.history(opened.conversation) == [opened.greeting]
    assert await service.municipality_of(opened.conversation.id) is None


async def test_a_municipality_greets_in_its_own_words(service: ConversationService) -> None:
    opened = await service.open("web", "Voorbeeldstad")
    assert "Ik ben Vera" in opened.greeting.text
    assert await service.municipality_of(opened.conversation.id) == "voorbeeldstad"


@pytest.mark.parametrize("name", ["Nergenshuizen", "x" * 10_000])
async def test_an_unknown_municipality_opens_none(service: ConversationService, name: str) -> None:
    with pytest.raises(UnknownMunicipality) as error:
        await service.open("web", name)
    assert error.value.name == name[:100]


async def test_only_the_token_opens_it_again(service: ConversationService, opened: OpenedConversation) -> None:
    assert await service.find(opened.conversation.id, opened.token) == opened.conversation
    for conversation_id, token in ((opened.conversation.id, "other"), ("unknown", opened.token)):
        with pytest.raises(ConversationNotFound):
            await service.find(conversation_id, token)
    with pytest.raises(ConversationNotFound):
        await service.municipality_of("unknown")


async def test_few_are_opened_at_once_for_one_network(service: ConversationService) -> None:
    office, home = Sender("1"), Sender("2")
    async with AsyncExitStack() as others:
        for number in range(AT_WORK_PER_NETWORK):
            await others.enter_async_context(service._turns.entrance(Asker(str(number), office.network)))
        waits = asyncio.create_task(service.open("web", None, office))
        await service.open("web", None, home)
        assert not waits.done()
    await waits
