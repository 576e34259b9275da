"""What is personal is left out before anything is stored or passed on, and told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from api.conversations.service import ConversationService
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database
from api.store.records import Conversation
from api.store.tables import MessageRow
from content.live import LiveContent
from contract.message import AssistantMessage, Outcome
from tests.support.fake_rasa import FakeRasa
from tests.support.stored import bytes_on_disk, texts

pytestmark = pytest.mark.anyio

NUMBER = "06-12345678"
Told = Callable[[str], str]


@pytest.fixture
def told(content: LiveContent) -> Told:
    """Gives the sentence that says of a kind that it was not stored."""
    wording = content.current.texts["persoonsgegevens"]
    return lambda kind: wording["niet_bewaard"].fill(wat=wording[kind].text)


async def test_neither_the_store_nor_rasa_gets_what_is_personal(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, database: Database, tmp_path: Path
) -> None:
    exchange = await service.say(conversation, f"wat doet een inkoper? bel {NUMBER}", "sleutel")
    stored = "wat doet een inkoper? bel [telefoonnummer]"
    assert (exchange.asked.text, exchange.asked.left_out) == (stored, ("telefoonnummer",))
    assert rasa.asked[-1].text == stored
    assert NUMBER.encode() not in bytes_on_disk(tmp_path)


async def test_it_is_told_once_for_each_kind(
    service: ConversationService, conversation: Conversation, told: Told
) -> None:
    first = await service.say(conversation, f"bel {NUMBER}", None)
    again = await service.say(conversation, f"bel liever {NUMBER}", None)
    other = await service.say(conversation, f"bel {NUMBER} of mail a@voorbeeld.example", None)
    assert told("telefoonnummer") in first.answer.text
    assert told("telefoonnummer") not in again.answer.text
    assert told("e-mailadres") in other.answer.text


async def test_a_repeat_is_the_same_message_and_another_is_not(
    service: ConversationService, conversation: Conversation, rasa: FakeRasa
) -> None:
    first = await service.say(conversation, f"bel {NUMBER}", "sleutel")
    assert await service.say(conversation, f"bel {NUMBER}", "sleutel") == first
    assert len(rasa.asked) == 1


async def test_the_second_half_of_a_number_is_left_out_too(
    service: ConversationService, conversation: Conversation
) -> None:
    await service.say(conversation, "mijn bsn is 12345", None)
    await service.say(conversation, "6782", None)
    stored = [text for sender, text in await texts(service, conversation) if sender == "bezoeker"]
    assert stored == ["mijn bsn is [bsn]", "[bsn]"]


async def test_a_question_instead_of_a_private_text_is_stored_without_what_is_personal(
    service: ConversationService, conversation: Conversation, rasa: FakeRasa
) -> None:
    rasa.script = [AssistantMessage(Outcome.CONVERSATION, "Hoe bereik ik je?", asks_private=True)]
    await service.say(conversation, "een bericht", None)
    exchange = await service.say(conversation, f"wie belt mij op {NUMBER}?", "vraag")
    assert rasa.asked[-1].text == f"wie belt mij op {NUMBER}?"
    assert rasa.asked[-1].masked_as == exchange.asked.text == "wie belt mij op [telefoonnummer]?"
    assert (await service.say(conversation, f"wie belt mij op {NUMBER}?", "vraag")).answer == exchange.answer


async def test_a_remark_is_stored_without_what_is_personal(
    service: ConversationService, conversation: Conversation, database: Database, keys: ConversationKeys
) -> None:
    exchange = await service.say(conversation, "hoi", None)
    await service.rate(conversation, exchange.answer.id, True, f"bel mij op {NUMBER}")
    with database.sessions() as session:
        remark = (session.get_one(MessageRow, exchange.answer.id)).remark
    cipher = keys.find(conversation.id)
    assert remark is not None and cipher is not None
    assert cipher.decrypt(remark) == "bel mij op [telefoonnummer]"
