"""Two processes on one database: a message has one answer, whichever of them stored it first."""

from __future__ import annotations

import pytest

from api.conversations.errors import ConversationNotFound, StillAnswering
from api.conversations.rasa_client import AheadOfStore
from api.conversations.service import ConversationService
from api.store.conversation_keys import ConversationKeys
from api.store.conversations import ConversationStore
from api.store.database import Database
from api.store.records import ASSISTANT, VISITOR, Conversation, Reply, Standing, StoredVisitorMessage, VisitorMessage
from contract.message import AssistantMessage, Outcome
from contract.turn import Turn
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.stored import said, texts

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


@pytest.fixture
def other(database: Database, keys: ConversationKeys) -> ConversationStore:
    """The store as another process has it."""
    return ConversationStore(database, keys)


async def test_what_the_other_stored_first_is_the_answer(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    other: ConversationStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def answer(_turn: Turn, _within: float, ahead: AheadOfStore) -> AssistantMessage:
        await ahead.stored()
        [asked] = await other.unanswered(conversation.id)
        assert await other.answer(asked, Reply(Outcome.ANSWER, "Van de ander"))
        return an_answer("Van deze")

    monkeypatch.setattr(rasa, "answer", answer)
    assert (await service.say(conversation, "hoi", None)).answer.text == "Van de ander"
    assert await texts(service, conversation) == [(VISITOR, "hoi"), (ASSISTANT, "Van de ander")]


async def test_a_conversation_that_the_other_deleted_stays_deleted(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    other: ConversationStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def answer(_turn: Turn, _within: float, ahead: AheadOfStore) -> AssistantMessage:
        await ahead.stored()
        await other.removal.wipe(conversation.id)
        return an_answer(choices=["Meer lezen"])

    monkeypatch.setattr(rasa, "answer", answer)
    with pytest.raises(ConversationNotFound):
        await service.say(conversation, "hoi", None)
    assert await service.history(conversation) == []


async def test_a_message_that_the_other_overtakes_is_not_stored_and_can_be_sent_again(
    service: ConversationService,
    rasa: FakeRasa,
    store: ConversationStore,
    conversation: Conversation,
    other: ConversationStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add = store.add

    async def overtaken(standing: Standing, message: VisitorMessage) -> StoredVisitorMessage:
        monkeypatch.undo()
        await said(other, conversation.id, "eerst")
        return await add(standing, message)

    monkeypatch.setattr(store, "add", overtaken)
    with pytest.raises(StillAnswering):
        await service.say(conversation, "daarna", "sleutel")
    assert await texts(service, conversation) == [(VISITOR, "eerst")]
    assert rasa.asked == []
    await service.say(conversation, "daarna", "sleutel")
    told = ["eerst", "Antwoord op: eerst", "daarna", "Antwoord op: daarna"]
    assert [text for _, text in await texts(service, conversation)] == told
