"""A visitor deletes the conversation by saying so, after one question whether it is sure."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.conversations.deletion_words import DeletionWords
from api.conversations.errors import ConversationNotFound, DeletionPutOff
from api.conversations.service import ConversationService, OpenedConversation
from content.paths import DATA
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.stored import bytes_on_disk

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

WORDS = DeletionWords.read(DATA.deletion)


@pytest.mark.parametrize(
    "text",
    [
        "wis alles",
        "Wis dit gesprek.",
        "kun je mijn gesprek wissen?",
        "verwijder aub al mijn gegevens",
        "ik wil dat je alles wat ik getypt heb vergeet",
        "gooi alles weg",
        "Mijn gegevens verwijderen graag",
        "kan ik dit gesprek wissen want mijn naam stond er ook in",
        "Gooi deze chat maar weg en begin met een schone lei",
        "ik ben klaar, verwijder mijn gesprek. doei",
        "wis alles, dan kunnen we opnieuw beginnen",
    ],
)
def test_an_order_and_nothing_else_is_one(text: str) -> None:
    assert WORDS.asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "wis",
        "alles",
        "vergeet alles over subsidie",
        "begin opnieuw",
        "wis alles en begin opnieuw over subsidie",
        "verwijder mijn gegevens niet",
        "hoe lang bewaar je mijn gegevens",
        "want ik wil alles wissen",
        "moet de gemeente mijn gegevens verwijderen",
        "wat moet ik weten van mijn gegevens",
        "",
        "wis " * 500,
    ],
)
def test_anything_else_is_a_message_as_any_other(text: str) -> None:
    assert not WORDS.asks(text)


@pytest.mark.parametrize("yes", ["ja", "Ja, wis alles", "wis alles", "zeker weten"])
async def test_after_a_yes_nothing_of_it_is_left(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation, tmp_path: Path, yes: str
) -> None:
    await service.say(opened.conversation, "kenmerkend woord", None)
    asked = await service.say(opened.conversation, "wis alles", None)
    assert not asked.deleted
    assert [choice.label for choice in asked.answer.choices] == ["Ja, wis alles", "Nee, ga verder"]
    gone = await service.say(opened.conversation, yes, None)
    assert (gone.deleted, gone.answer.text) == (True, "Je gesprek is gewist.")
    assert rasa.forgotten == [opened.conversation.id]
    assert [turn.text for turn in rasa.asked] == ["kenmerkend woord"]
    for trace in (b"kenmerkend woord", opened.conversation.id.encode()):
        assert trace not in bytes_on_disk(tmp_path)
    with pytest.raises(ConversationNotFound):
        await service.find(opened.conversation.id, opened.token)


async def test_by_the_choice_that_was_offered_also_later(
    service: ConversationService, opened: OpenedConversation
) -> None:
    yes, _ = (await service.say(opened.conversation, "wis alles", None)).answer.choices
    await service.say(opened.conversation, "wat doet een inkoper", None)
    assert (await service.choose(opened.conversation, yes.id, None)).deleted


async def test_a_yes_to_anything_else_deletes_nothing(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation
) -> None:
    await service.say(opened.conversation, "wis alles", None)
    await service.say(opened.conversation, "wat doet een inkoper", None)
    assert not (await service.say(opened.conversation, "ja", None)).deleted
    assert rasa.asked[-1].text == "ja"


async def test_no_goes_on(service: ConversationService, rasa: FakeRasa, opened: OpenedConversation) -> None:
    _, no = (await service.say(opened.conversation, "wis alles", None)).answer.choices
    rasa.script = [an_answer("Prima.")]
    assert (await service.choose(opened.conversation, no.id, None)).answer.text == "Prima."
    assert len(await service.history(opened.conversation)) == 5


async def test_also_where_a_name_was_asked_for(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation
) -> None:
    rasa.script = [an_answer("Welke naam?", asks_name=True)]
    await service.say(opened.conversation, "ja", None)
    assert len((await service.say(opened.conversation, "wis alles", None)).answer.choices) == 2


async def test_while_rasa_is_away_it_is_gone_for_everyone_and_that_is_told(
    service: ConversationService, rasa: FakeRasa, opened: OpenedConversation
) -> None:
    await service.say(opened.conversation, "wis alles", None)
    rasa.away = True
    with pytest.raises(DeletionPutOff):
        await service.say(opened.conversation, "ja", None)
    with pytest.raises(ConversationNotFound):
        await service.find(opened.conversation.id, opened.token)


async def test_the_order_sent_again_under_its_key_is_no_yes(
    service: ConversationService, opened: OpenedConversation
) -> None:
    asked = await service.say(opened.conversation, "wis alles", "sleutel")
    again = await service.say(opened.conversation, "wis alles", "sleutel")
    assert (again.answer, again.deleted) == (asked.answer, False)
