"""The last rating of an answer counts."""

from __future__ import annotations

import pytest

from api.conversations.errors import (
    MessageNotFound,
    RemarkTooLong,
)
from api.conversations.service import ConversationService
from api.store.records import Conversation

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


async def test_the_last_one_counts(service: ConversationService, conversation: Conversation) -> None:
    answer = (await service.say(conversation, "hoi", None)).answer
    for useful in (False, True):
        await service.rate(conversation, answer.id, useful, " om te testen ")
        assert (await service.history(conversation))[-1].useful is useful


async def test_only_answers_of_this_conversation(service: ConversationService, conversation: Conversation) -> None:
    other = await service.open("web", None)
    await service.say(conversation, "hoi", None)
    own = (await service.history(conversation))[1].id
    for message_id in (own, other.greeting.id, "unknown"):
        with pytest.raises(MessageNotFound):
            await service.rate(conversation, message_id, True, None)


async def test_a_remark_too_long_leaves_the_rating_as_it_was(
    service: ConversationService, conversation: Conversation
) -> None:
    answer = (await service.say(conversation, "hoi", None)).answer
    with pytest.raises(RemarkTooLong):
        await service.rate(conversation, answer.id, True, "x" * 1001)
    assert (await service.history(conversation))[-1].useful is None
