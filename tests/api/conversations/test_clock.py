"""A clock that is set back, by a time server or on a machine that was asleep, does not mix up a conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.conversations.service import ConversationService, OpenedConversation
from tests.support.clock import Clock
from tests.support.stored import texts

pytestmark = pytest.mark.anyio


async def test_a_clock_that_is_set_back_changes_no_order(
    service: ConversationService, opened: OpenedConversation, clock: type[Clock]
) -> None:
    for said in ("een", "twee", "drie"):
        await service.say(opened.conversation, said, said)
        clock.moment -= timedelta(hours=1)
    assert [told for _, told in await texts(service, opened.conversation)] == [
        *("een", "Antwoord op: een"),
        *("twee", "Antwoord op: twee"),
        *("drie", "Antwoord op: drie"),
    ]
