"""A name for a document stands in the document, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event

from api.conversations.deletion import LONGEST_NAME
from api.conversations.errors import NotStored
from api.conversations.service import ConversationService
from api.documents import DOCUMENT_TYPES
from api.store.database import Database
from api.store.records import VISITOR, Conversation, StoredMessage
from content.live import LiveContent
from contract.message import Outcome
from tests.support.clock import Clock
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.stored import bytes_on_disk, texts

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

NAME = "Bakkerij Kenmerk"


@pytest.fixture
async def asks_name(service: ConversationService, rasa: FakeRasa, conversation: Conversation) -> StoredMessage:
    rasa.script = [an_answer("Welke naam?", outcome=Outcome.CONVERSATION, asks_name=True)]
    return (await service.say(conversation, "met naam", None)).answer


async def test_it_is_in_the_document_and_not_in_the_messages(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    asks_name: StoredMessage,
    content: LiveContent,
) -> None:
    rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
    answer = (await service.say(conversation, NAME, "naam")).answer
    hidden = content.current.texts["tool"]["naam_verborgen"].text
    assert [text for _, text in await texts(service, conversation)][2:] == [hidden, "Klaar."]
    assert NAME not in str(rasa.asked)
    assert [document.media_type for document in answer.documents] == list(DOCUMENT_TYPES)
    stored = await service._store.document(conversation.id, answer.documents[0].id)
    assert stored is not None
    assert stored.document == DOCUMENT.named(NAME)
    assert (await service.say(conversation, NAME, "naam")).answer == answer
    assert len(rasa.asked) == 2
    made = await service.document(conversation, answer.documents[0].id)
    assert made.file_name == "profiel.docx"


async def test_without_rasa_nothing_of_it_stays(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    asks_name: StoredMessage,
    tmp_path: Path,
) -> None:
    rasa.away = True
    with pytest.raises(NotStored):
        await service.say(conversation, NAME, "naam")
    assert len(await texts(service, conversation)) == 2
    assert NAME.encode() not in bytes_on_disk(tmp_path)
    rasa.away, rasa.script = False, [an_answer("Klaar.", document=DOCUMENT)]
    assert (await service.say(conversation, NAME, "naam")).answer.documents


async def test_an_answer_without_a_document_has_no_place_for_it(
    service: ConversationService,
    conversation: Conversation,
    asks_name: StoredMessage,
    tmp_path: Path,
) -> None:
    assert (await service.say(conversation, NAME, None)).answer.documents == ()
    assert NAME.encode() not in bytes_on_disk(tmp_path)


@pytest.mark.parametrize("text", ["geen naam", "Wat doet een inkoper?"])
async def test_a_refusal_or_a_question_is_an_ordinary_message(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    asks_name: StoredMessage,
    text: str,
) -> None:
    assert (await service.say(conversation, text, "a")).answer.text == f"Antwoord op: {text}"
    assert (rasa.asked[-1].goal is None) == text.endswith("?")
    assert (await service.say(conversation, text, "a")).answer.text == f"Antwoord op: {text}"
    assert (await texts(service, conversation))[2] == (VISITOR, text)


@pytest.mark.sqlite_files
async def test_a_name_is_out_of_the_document_a_day_later(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    asks_name: StoredMessage,
    clock: type[Clock],
    tmp_path: Path,
) -> None:
    rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
    answer = (await service.say(conversation, NAME, "naam")).answer
    [word, *_] = answer.documents
    made = clock.moment
    await service.deletion.forget_names(made + LONGEST_NAME)
    assert NAME.encode() in bytes_on_disk(tmp_path)
    await service.deletion.forget_names(made + LONGEST_NAME + timedelta(seconds=1))
    assert NAME.encode() not in bytes_on_disk(tmp_path)
    assert (await service.document(conversation, word.id)).content


async def test_names_are_forgotten_a_part_at_a_time_so_that_others_are_stored_between(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    asks_name: StoredMessage,
    database: Database,
    clock: type[Clock],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
    await service.say(conversation, NAME, "naam")  # which has it in the rows of two documents
    monkeypatch.setattr("api.store.parts.MOST_AT_ONCE", 1)
    commits: list[object] = []
    event.listen(database._engine, "commit", commits.append)
    await service.deletion.forget_names(clock.moment + LONGEST_NAME + timedelta(seconds=1))
    assert len(commits) > len(DOCUMENT_TYPES)
    assert NAME.encode() not in bytes_on_disk(tmp_path)
