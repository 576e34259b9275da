"""A message for a person is shown, sent and forgotten, and its words never stand in the conversation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from api.conversations import service as service_module
from api.conversations.errors import NotStored
from api.conversations.service import ConversationService
from api.delivery.outbox_worker import OutboxWorker
from api.store.outbox import Outbox
from api.store.records import VISITOR, Conversation, OutboxMessage, StoredMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from contract.message import AssistantMessage, DraftWork, MessageForPerson, Outcome
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.stored import bytes_on_disk, texts

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

NUMBER = "06 12 34 56 78"
OWN_WORDS = "Graag een *kenmerkend* gesprek"
PLACE = "voorbeeldstad"

Say = Callable[..., str]


def step(work: DraftWork | None, text: str = "Antwoord.", **more: object) -> AssistantMessage:
    """What Rasa says on a step of the message."""
    for_person = MessageForPerson(work, PLACE, **more) if work else None  # type: ignore[arg-type]
    asks = work is not DraftWork.SEND and work is not DraftWork.DISCARD
    return an_answer(text, outcome=Outcome.CONVERSATION, message_for_person=for_person, asks_private=asks)


ASKED_HOW = step(None, "Hoe kan de gemeente je bereiken?")


@pytest.fixture
def say(content: LiveContent) -> Say:
    """Gives a text of `bericht.yml`, filled in."""
    return lambda name, **values: content.current.texts["bericht"][name].fill(**values)


async def shown(service: ConversationService, rasa: FakeRasa, conversation: Conversation) -> StoredMessage:
    """A message that is looked at: a question, then the number."""
    await service.say(conversation, "Welke subsidies zijn er?", None)
    questions = ("Welke subsidies zijn er?",)
    rasa.script = [ASKED_HOW, step(DraftWork.SHOW, "Hier stond je bericht.", questions=questions)]
    await service.say(conversation, "een bericht", None)
    return (await service.say(conversation, NUMBER, "nummer")).answer


class Receiver:
    """Takes every message."""

    def __init__(self) -> None:
        self.taken: list[OutboxMessage] = []

    def destination(self, own: OwnFile) -> str:
        """The same for all."""
        return "receiver"

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Take the message."""
        self.taken.append(message)


async def test_the_whole_is_shown_and_what_was_typed_is_not_in_the_conversation(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, say: Say
) -> None:
    answer = await shown(service, rasa, conversation)
    summary = f"{say('samenvatting')}\n- Welke subsidies zijn er?"
    assert answer.text == say("nakijken", gemeente="Voorbeeldstad", tekst=summary, bereik=NUMBER)
    assert (rasa.asked[-1].text, rasa.asked[-1].hidden_as) == (NUMBER, say("getypt_verborgen"))
    assert (await texts(service, conversation))[4] == (VISITOR, say("getypt_verborgen"))
    assert (await service.history(conversation))[-1] == answer
    assert (await service.say(conversation, NUMBER, "nummer")).answer == answer


async def test_from_the_number_typed_to_the_message_delivered_nothing_of_it_is_left(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    outbox: Outbox,
    content: LiveContent,
    tmp_path: Path,
    say: Say,
) -> None:
    await shown(service, rasa, conversation)
    rasa.script = [step(None), step(DraftWork.SHOW, typed_is_text=True), step(DraftWork.SEND, "Het gaat weg.")]
    await service.say(conversation, "andere tekst", None)
    answer = (await service.say(conversation, OWN_WORDS, "tekst")).answer
    quoted = OWN_WORDS.replace("*", "\\*")
    assert answer.text == say("nakijken", gemeente="Voorbeeldstad", tekst=quoted, bereik=NUMBER)
    await service.say(conversation, "ja, verstuur maar", "ja")
    receiver = Receiver()
    await OutboxWorker(outbox, content, {"email": receiver}, timedelta(days=7)).deliver()
    [taken] = receiver.taken
    assert (taken.municipality, taken.text, taken.reachable_at) == (PLACE, OWN_WORDS, NUMBER)
    on_disk = bytes_on_disk(tmp_path)
    assert [found for found in (NUMBER, "34 56", "kenmerkend") if found.encode() in on_disk] == []
    told = [text for _, text in await texts(service, conversation)]
    assert told[-1] == say("bezorgd", gemeente="Voorbeeldstad")
    assert (await service.say(conversation, "ja, verstuur maar", "ja")).answer.text == told[-1]
    assert "ja, verstuur maar" in told


@pytest.mark.parametrize("work", [DraftWork.DISCARD, DraftWork.HIDE])
async def test_given_up_nothing_of_it_is_left(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, work: DraftWork, tmp_path: Path
) -> None:
    await shown(service, rasa, conversation)
    rasa.script = [step(work)]
    await service.say(conversation, "niet versturen", None)
    assert NUMBER.encode() not in bytes_on_disk(tmp_path)
    assert (await service.history(conversation))[-3].text == "Hier stond je bericht."


@pytest.mark.sqlite_files
async def test_one_that_is_neither_sent_nor_given_up_is_forgotten(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await shown(service, rasa, conversation)
    await service.catch_up()
    assert NUMBER.encode() in bytes_on_disk(tmp_path)
    monkeypatch.setattr(service_module, "LONGEST_DRAFT", timedelta(seconds=-1))
    await service.catch_up()
    assert NUMBER.encode() not in bytes_on_disk(tmp_path)


@pytest.mark.parametrize("municipality", ["proefhaven", ""])
async def test_what_is_not_there_or_was_shown_for_another_municipality_is_not_sent(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    outbox: Outbox,
    municipality: str,
    say: Say,
) -> None:
    if municipality:
        await shown(service, rasa, conversation)
    rasa.script = [
        an_answer("Verstuurd.", message_for_person=MessageForPerson(DraftWork.SEND, municipality or PLACE)),
    ]
    answer = (await service.say(conversation, "ja, verstuur maar", None)).answer
    assert answer.text == say("verlopen")
    assert await outbox.due(answer.created_at, timedelta()) == []


async def test_own_words_without_a_way_to_be_reached_are_not_kept(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, tmp_path: Path, say: Say
) -> None:
    rasa.script = [ASKED_HOW, step(DraftWork.SHOW, typed_is_text=True)]
    await service.say(conversation, "een bericht", None)
    assert (await service.say(conversation, OWN_WORDS, None)).answer.text == say("verlopen")
    assert b"kenmerkend" not in bytes_on_disk(tmp_path)


async def test_a_question_in_between_stands_in_the_conversation(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    rasa.script = [ASKED_HOW, step(None, "Een inkoper koopt in.")]
    await service.say(conversation, "een bericht", None)
    answer = (await service.say(conversation, "Wat doet een inkoper?", "vraag")).answer
    assert (await texts(service, conversation))[2] == (VISITOR, "Wat doet een inkoper?")
    assert (await service.say(conversation, "Wat doet een inkoper?", "vraag")).answer == answer
    assert len(rasa.asked) == 2


async def test_without_rasa_nothing_of_it_stays(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation, tmp_path: Path
) -> None:
    rasa.script = [ASKED_HOW]
    await service.say(conversation, "een bericht", None)
    rasa.away = True
    with pytest.raises(NotStored):
        await service.say(conversation, NUMBER, "nummer")
    assert len(await texts(service, conversation)) == 2
    assert NUMBER.encode() not in bytes_on_disk(tmp_path)
    rasa.away, rasa.script = False, [step(DraftWork.SHOW)]
    assert NUMBER in (await service.say(conversation, NUMBER, "nummer")).answer.text


async def test_what_a_process_that_died_was_to_answer_is_typed_again_and_hidden_again(
    service: ConversationService,
    rasa: FakeRasa,
    conversation: Conversation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rasa.script = [ASKED_HOW]
    await service.say(conversation, "een bericht", None)
    standing = await service._store.standing(conversation.id)
    assert standing is not None
    await service._store.add(standing, service._drafts.hidden(None))
    await service.catch_up()
    assert len(rasa.asked) == 1
    rasa.script = [step(DraftWork.SHOW), step(DraftWork.DISCARD)]
    assert NUMBER in (await service.say(conversation, NUMBER, None)).answer.text
    await service.say(conversation, "niet versturen", None)
    assert NUMBER.encode() not in bytes_on_disk(tmp_path)
    monkeypatch.setattr(service_module, "LONGEST_TURN", timedelta(seconds=-1))
    await service.catch_up()
    assert await service._store.unanswered(conversation.id) == []


async def test_a_document_made_meanwhile_has_no_typed_words_for_a_name(
    service: ConversationService, rasa: FakeRasa, conversation: Conversation
) -> None:
    await shown(service, rasa, conversation)
    rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
    answer = (await service.say(conversation, "maak het document", None)).answer
    stored = await service._store.document(conversation.id, answer.documents[0].id)
    assert stored is not None
    assert stored.document == DOCUMENT
