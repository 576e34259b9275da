"""A message that Rasa does not answer waits, and is answered once and in its turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.conversations.answering import MOST_ATTEMPTS
from api.conversations.errors import (
    AnswerDelayed,
)
from api.conversations.rasa_client import RasaUnavailable, TurnFailed
from api.conversations.service import ConversationService
from api.store.records import ASSISTANT, VISITOR, Conversation
from content.live import LiveContent
from tests.api.conftest import DATABASE
from tests.support.fake_rasa import FakeRasa
from tests.support.stored import rows_in_file_alone, texts

pytestmark = pytest.mark.anyio


async def test_the_message_waits_and_is_answered_once_it_is_back(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.away = True
    with pytest.raises(AnswerDelayed):
        await service.say(conversation, "hoi", "sleutel")
    assert await texts(service, conversation) == [(VISITOR, "hoi")]
    with pytest.raises(RasaUnavailable):
        await service.catch_up()
    rasa.away = False
    await service.catch_up()
    await service.catch_up()
    assert await texts(service, conversation) == [(VISITOR, "hoi"), (ASSISTANT, "Antwoord op: hoi")]
    assert (await service.say(conversation, "hoi", "sleutel")).answer.text == "Antwoord op: hoi"
    assert len(rasa.asked) == 1


async def test_the_visitor_is_told_of_a_delay_once_the_message_is_on_the_disk(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, var_dir: Path
) -> None:
    rasa.away = True
    before = rows_in_file_alone(var_dir / DATABASE, "messages")
    with pytest.raises(AnswerDelayed):
        await service.say(conversation, "hoi", "sleutel")
    assert rows_in_file_alone(var_dir / DATABASE, "messages") > before


async def test_the_visitors_repeat_gets_the_answer(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.script = [RasaUnavailable("gone")]
    with pytest.raises(AnswerDelayed):
        await service.say(conversation, "hoi", "sleutel")
    assert (await service.say(conversation, "hoi", "sleutel")).answer.text == "Antwoord op: hoi"
    assert len(await texts(service, conversation)) == 2


async def test_the_next_message_is_answered_after_the_one_that_waits(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.script = [TurnFailed("no answer")]
    with pytest.raises(AnswerDelayed):
        await service.say(conversation, "eerst", None)
    assert (await service.say(conversation, "dan", None)).answer.text == "Antwoord op: dan"
    assert [asked.text for asked in rasa.asked[1:]] == ["eerst", "dan"]
    assert [text for _, text in await texts(service, conversation)] == [
        *("eerst", "Antwoord op: eerst", "dan", "Antwoord op: dan")
    ]
    assert rasa.asked[0].message_id == rasa.asked[1].message_id


async def test_one_conversation_that_fails_does_not_keep_another_waiting(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    other = (await service.open("web", None)).conversation
    rasa.away = True
    for one in (conversation, other):
        with pytest.raises(AnswerDelayed):
            await service.say(one, "hoi", None)
    rasa.away, rasa.script = False, [TurnFailed("no answer")]
    await service.catch_up()
    assert sorted([len(await texts(service, one)) for one in (conversation, other)]) == [1, 2]


async def test_what_fails_time_after_time_is_told(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    content: LiveContent,
) -> None:
    rasa.script = [TurnFailed("no answer")] * MOST_ATTEMPTS
    for _ in range(MOST_ATTEMPTS - 1):
        with pytest.raises(AnswerDelayed):
            await service.say(conversation, "hoi", "sleutel")
    answer = (await service.say(conversation, "hoi", "sleutel")).answer
    assert answer.outcome == "geen-antwoord"
    assert answer.text == content.current.texts["fouten"]["onverwachte_fout"].text
    assert (await service.say(conversation, "nog iets", None)).answer.text == "Antwoord op: nog iets"


async def test_failures_without_the_actions_do_not_count(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.actions = False
    rasa.script = [TurnFailed("no actions")] * (MOST_ATTEMPTS + 1)
    for _ in range(MOST_ATTEMPTS + 1):
        with pytest.raises(AnswerDelayed):
            await service.say(conversation, "hoi", "sleutel")
    rasa.actions = True
    assert (await service.say(conversation, "hoi", "sleutel")).answer.text == "Antwoord op: hoi"
