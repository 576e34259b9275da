"""A message or a choice is answered and stored whole, within bounds that no channel gets around."""

from __future__ import annotations

import asyncio

import pytest

from api.conversations.errors import (
    ChoiceNotFound,
    EmptyText,
    TextTooLong,
    UnusableKey,
)
from api.conversations.service import ConversationService
from api.store.records import ASSISTANT, VISITOR, Conversation
from contract.details import Details
from contract.intents import Intent
from contract.message import Goal
from contract.turn import Origin
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.stored import texts

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]


async def test_an_answer_is_stored_with_its_choices_and_sources(service: ConversationService, rasa: FakeRasa) -> None:
    opened = await service.open("slack", "voorbeeldstad")
    rasa.script = [an_answer("Dit is het.", ["Meer lezen"], sources=("rol/inkoper", "gemeente/voorbeeldstad", "weg"))]
    answer = (await service.say(opened.conversation, " Wat doet een inkoper?\u200b ", None)).answer
    assert (answer.sender, answer.outcome, answer.text) == (ASSISTANT, "antwoord", "Dit is het.")
    assert [choice.label for choice in answer.choices] == ["Meer lezen"]
    assert [source["id"] for source in answer.sources] == ["rol/inkoper", "gemeente/voorbeeldstad"]
    history = await service.history(opened.conversation)
    assert history[1].text == "Wat doet een inkoper?"
    assert history[2] == answer
    [asked] = rasa.asked
    assert (asked.text, asked.goal) == ("Wat doet een inkoper?", None)
    assert asked.origin == Origin("slack", "voorbeeldstad", ("email",))


async def test_a_choice_does_what_it_was_offered_for(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.script = [an_answer(choices=["Meer lezen", "Iets anders"])]
    offered = (await service.say(conversation, "hoi", None)).answer.choices
    answer = (await service.choose(conversation, offered[0].id, None)).answer
    assert answer.text == "Antwoord op: Meer lezen"
    assert rasa.asked[-1].goal == Goal(Intent.READ_MORE, Details())
    assert (await texts(service, conversation))[2] == (VISITOR, "Meer lezen")


async def test_a_choice_of_another_conversation_is_none(
    service: ConversationService, conversation: Conversation
) -> None:
    other = await service.open("web", None)
    for choice_id in (other.greeting.choices[0].id, "unknown", "x" * 10_000):
        with pytest.raises(ChoiceNotFound):
            await service.choose(conversation, choice_id, None)
    assert await texts(service, conversation) == []


@pytest.mark.parametrize(
    ("text", "key", "error"),
    [
        ("", None, EmptyText),
        ("\u200b \u0000", None, EmptyText),
        ("a" * 201, None, TextTooLong),
        ("a" * 10_000_000, None, TextTooLong),
        ("hoi", "", UnusableKey),
        ("hoi", "k" * 256, UnusableKey),
    ],
)
async def test_no_channel_gets_around_the_bounds(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    text: str,
    key: str | None,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        await service.say(conversation, text, key)
    assert await texts(service, conversation) == []
    assert rasa.asked == []


async def test_messages_at_the_same_time_are_answered_one_by_one(
    service: ConversationService, conversation: Conversation
) -> None:
    asked = [f"vraag {number}" for number in range(5)]
    await asyncio.gather(*(service.say(conversation, text, None) for text in asked))
    expected = [part for text in asked for part in ((VISITOR, text), (ASSISTANT, f"Antwoord op: {text}"))]
    assert await texts(service, conversation) == expected
