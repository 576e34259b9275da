"""The conversation service on a database of its own, with a Rasa that says what it is told to."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from api.conversations.deletion_words import DeletionWords
from api.conversations.retention import Retention
from api.conversations.service import ConversationService, OpenedConversation
from api.conversations.turn_queue import TurnQueue
from api.store.conversations import ConversationStore
from api.store.records import Conversation
from content.live import LiveContent
from content.paths import DATA
from tests.support.fake_rasa import FakeRasa
from tests.support.masker import masker
from tests.support.no_limits import no_limits

LONGEST_TEXT = 200


def a_service(
    store: ConversationStore,
    rasa: FakeRasa,
    content: LiveContent,
    turns: TurnQueue,
    delivery_ways: Sequence[str] = (),
) -> ConversationService:
    """One without limits that keeps conversations for 30 days."""
    return ConversationService(
        store,
        rasa,
        content,
        turns,
        delivery_ways,
        LONGEST_TEXT,
        masker(),
        Retention(30),
        DeletionWords.read(DATA.deletion),
        no_limits(),
    )


@pytest.fixture
def service(store: ConversationStore, rasa: FakeRasa, content: LiveContent) -> ConversationService:
    return a_service(store, rasa, content, TurnQueue(4, 20.0), ["email"])


@pytest.fixture
async def opened(service: ConversationService) -> OpenedConversation:
    return await service.open("web", None)


@pytest.fixture
def conversation(opened: OpenedConversation) -> Conversation:
    return opened.conversation
