"""What people ask of the assistant itself: what it knows, a copy, to be forgotten, tips."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from api.channels.channel import SendLater
from api.channels.commands import TypedCommands
from api.channels.events import AccessWithdrawn, Chosen, CopyWanted, DeletionWanted, MessageTyped, TipsWanted
from api.store.conversations import ConversationStore
from api.store.pseudonyms import Pseudonyms
from api.store.tables import ChannelEventRow, ChannelOutboxRow, ChannelTalkRow, ChannelTipsRow
from content.dutch_dates import date_in_words
from content.paths import DATA
from content.phrase_lists import PhraseListsError
from tests.api.channels.conftest import PUBLIC, Killed, World
from tests.support.claims import let_claims_run_out
from tests.support.stored import bytes_on_disk, raw_bytes

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

TYPED = b"kenmerkend woord"
IDS = (b"U0ANNA", b"D0ANNA", b"T0PROEF")


def choice(world: World, label: str) -> str:
    """The id of the choice with this label, in what was sent last."""
    return next(one.id for one in world.channel.sent[-1].message.choices if one.label == label)


async def rows(world: World, table: type[ChannelEventRow | ChannelOutboxRow | ChannelTalkRow | ChannelTipsRow]) -> int:
    """How many there are."""
    with world.database.sessions() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


# What is heard


@pytest.fixture(scope="module")
def words() -> TypedCommands:
    return TypedCommands.read(DATA.channel_words)


@pytest.mark.parametrize(
    "text", ["Wat weet je van mij?", "wat bewaar je eigenlijk over mij", "Welke gegevens heb je van mij"]
)
def test_who_asks_what_is_known(words: TypedCommands, text: str) -> None:
    assert words.asks_about_me(text)
    assert words.act(text) is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Stuur mij elke maandag een tip uit het Zakboek", TipsWanted(True)),
        ("kun je me elke week een tip sturen?", TipsWanted(True)),
        ("stop met de tips", TipsWanted(False)),
        ("Ik wil geen tips meer.", TipsWanted(False)),
        ("geef mij mijn gegevens", None),
        ("stuur mij een kopie van mijn gesprek aub", CopyWanted()),
        ("wis al mijn gesprekken", DeletionWanted(everywhere=True)),
        ("tips", None),
        ("heb je tips voor een gesprek met een ondernemer?", None),
        ("wat weet je van mij en stop met de tips", None),
        ("wat weet je van social return?", None),
    ],
)
def test_what_is_wanted_of_the_channel_itself(words: TypedCommands, text: str, act: object) -> None:
    assert words.act(text) == act


def test_a_list_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "kanalen.yml").write_text("wat_weet_je: [a b]\ntips_uit: [c d]\n", encoding="utf-8")
    with pytest.raises(PhraseListsError, match="tips_aan"):
        TypedCommands.read(tmp_path / "kanalen.yml")


# What is known


async def test_who_talked_hears_what_is_stored_and_until_when(world: World) -> None:
    await world.told("Wat is SROI?")
    [told] = await world.told("wat weet je van mij?")
    assert "3 berichten" in told
    assert date_in_words(world.service.last_day(await world.history())) in told
    assert world.channel.sent[-1].message.for_person_alone
    assert len(await world.history()) == 2


async def test_who_never_talked_hears_that_nothing_is(world: World) -> None:
    assert await world.told("wat weet je van mij?") == [world.say("weet_niets")]
    assert await world.told(CopyWanted()) == [world.say("weet_niets")]
    assert await world.talk() is None


async def test_a_copy_is_two_files_for_the_person_alone(world: World) -> None:
    await world.told("Wat is SROI?")
    await world.told("wat weet je van mij?")
    await world.told(Chosen(choice(world, "Stuur mij een kopie"), "1700.1"))
    sent = world.channel.sent[-1]
    text, data = sent.attachments
    assert sent.message.for_person_alone
    assert "Antwoord op: Wat is SROI?" in text.content.decode()
    assert [message["tekst"] for message in json.loads(data.content)["berichten"]][1] == "Wat is SROI?"
    assert all(one.url.startswith(f"{PUBLIC}/kanalen/kopie/") for one in sent.attachments)


# Deletion


async def test_typing_wis_alles_asks_once_and_a_yes_leaves_nothing_of_it_in_any_file(
    world: World, tmp_path: Path
) -> None:
    await world.told(TYPED.decode(), "Ev1")
    await world.told(TipsWanted(True))
    await world.told("wis alles", "Ev2")
    assert [one.label for one in world.channel.sent[-1].message.choices] == ["Ja, wis alles", "Nee, ga verder"]
    conversation = await world.talk()
    assert conversation is not None
    assert await world.told("ja", "Ev3") == [world.say("gewist")]
    assert world.rasa.forgotten == [conversation.id]
    for table in (ChannelTalkRow, ChannelOutboxRow, ChannelTipsRow):
        assert await rows(world, table) == 0
    await world.database.empty_log()  # as the door does each minute
    for trace in (TYPED, conversation.id.encode(), *IDS):
        assert trace not in bytes_on_disk(tmp_path)
    assert await world.told("ja", "Ev3") == []
    assert await world.talk() is None


async def test_a_button_deletes_too_and_shows_that_it_did(world: World) -> None:
    await world.told("Wat is SROI?")
    assert await world.told(DeletionWanted()) == [world.say("zeker")]
    await world.told(Chosen(choice(world, "Ja, wis dit gesprek"), "1700.1"))
    assert (world.channel.sent[-1].replaces, world.channel.texts[-1]) == ("1700.1", world.say("gewist"))
    assert await world.talk() is None


async def test_a_no_leaves_all_as_it_is(world: World) -> None:
    await world.told("Wat is SROI?")
    await world.told(DeletionWanted())
    assert await world.told(Chosen(choice(world, "Nee, laat staan"), "1700.1")) == [world.say("niets_gewist")]
    assert len(await world.history()) == 2


async def test_the_yes_of_the_question_in_the_talk_replaces_that_question(world: World) -> None:
    await world.told("wis alles")
    await world.told(Chosen(choice(world, "Ja, wis alles"), "1700.1"))
    assert (world.channel.sent[-1].replaces, world.channel.texts[-1]) == ("1700.1", world.say("gewist"))


async def test_everywhere_is_all_places_of_that_person_in_that_workspace_and_no_other(world: World) -> None:
    places = [
        {"room": "D0ANNA"},
        {"room": "C0BALIE"},
        {"room": "C0BALIE", "person": "U0BO"},
        {"room": "D0ANNA", "workspace": "T0ANDERS"},
    ]
    for place in places:
        await world.told("Wat is SROI?", **place)
        await world.told(TipsWanted(True), **place)
    await world.told("wis al mijn gesprekken")
    await world.told(Chosen(choice(world, "Ja, wis alles"), "1700.1"))
    assert world.channel.texts[-1] == world.say("gewist_overal")
    assert [await world.talk(**place) is None for place in places] == [True, True, False, False]
    assert await rows(world, ChannelTipsRow) == 2


async def test_what_still_waits_to_be_sent_goes_with_the_conversation(world: World, tmp_path: Path) -> None:
    world.channel.fails = [SendLater("away"), SendLater("away")]
    await world.told("Wat is SROI?")
    await world.told("wis alles")
    await world.told("ja graag")
    world.wait(hours=1)
    await world.settle()
    assert world.channel.texts == [world.say("gewist")]


async def test_a_message_after_the_yes_is_answered_in_a_new_conversation(world: World) -> None:
    world.rasa.away = True
    for text in ("eerst", "wis alles", "ja", "daarna"):
        await world.take_in(MessageTyped(text))
    await world.settle()
    world.rasa.away = False
    world.wait(seconds=10)
    await world.settle()
    assert world.channel.texts == [world.say("gewist"), "Antwoord op: daarna"]
    assert [message.text for message in await world.history()] == ["daarna", "Antwoord op: daarna"]


async def test_what_waits_elsewhere_goes_too_when_all_is_deleted(world: World) -> None:
    world.rasa.away = True
    await world.told("Wat is SROI?", room="C0BALIE")
    await world.told(DeletionWanted(everywhere=True, is_sure=True))
    world.rasa.away = False
    world.wait(seconds=10)
    await world.settle()
    assert [turn.text for turn in world.rasa.asked] == []
    assert await world.talk(room="C0BALIE") is None


async def test_a_question_that_waits_longer_than_its_conversation_stays_is_answered_in_a_new_one(world: World) -> None:
    world.rasa.away = True
    await world.told("Wat is SROI?")
    await world.service.deletion.delete_old(datetime.now(UTC) + timedelta(days=31))
    world.rasa.away = False
    world.wait(seconds=10)
    await world.settle()
    assert world.channel.texts == ["Antwoord op: Wat is SROI?"]


async def test_a_yes_whose_process_died_after_it_deleted_is_told_and_opens_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.told("wis alles", "Ev1")

    async def dies(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(world.work.stores.events, "finish", dies)
    await world.take_in(MessageTyped("ja"), "Ev2")
    with pytest.RaisesGroup(Killed):
        await world.settle()
    await world.restart()
    await let_claims_run_out(world.database)
    await world.settle()
    assert world.channel.texts[1:] == [world.say("gewist")]
    assert await world.talk() is None


async def test_while_rasa_is_away_a_deletion_is_told_as_put_off(world: World) -> None:
    await world.told("Wat is SROI?")
    world.rasa.away = True
    [told] = await world.told(DeletionWanted(is_sure=True))
    assert "Niemand kan het gesprek nog openen" in told
    assert await world.talk() is None
    world.rasa.away = False
    await world.service.catch_up()
    assert len(world.rasa.forgotten) == 1


async def test_a_conversation_that_is_too_old_leaves_no_row_and_the_next_event_opens_a_new_one(
    world: World, tmp_path: Path
) -> None:
    await world.told(TYPED.decode())
    conversation = await world.talk()
    assert conversation is not None
    world.wait(days=31)
    await world.service.deletion.delete_old(datetime.now(UTC) + timedelta(days=31))
    await world.service.catch_up()
    await world.work.tidy_up()
    for table in (ChannelTalkRow, ChannelOutboxRow, ChannelEventRow):
        assert await rows(world, table) == 0
    for trace in (TYPED, conversation.id.encode(), *IDS):
        assert trace not in bytes_on_disk(tmp_path)
    assert await world.told("hoi") == ["Antwoord op: hoi"]


async def test_no_id_of_a_platform_and_no_typed_text_stands_readable_in_any_file(world: World, tmp_path: Path) -> None:
    world.rasa.away = True
    world.channel.fails = [SendLater("away")]
    await world.told(TipsWanted(True))
    await world.take_in(MessageTyped(TYPED.decode()), "Ev0123456789")
    held = raw_bytes(tmp_path)
    for trace in (TYPED, b"Ev0123456789", *IDS):
        assert trace not in held


async def test_what_was_typed_is_gone_with_its_key_once_it_was_answered(world: World, tmp_path: Path) -> None:
    await world.told("bel 06 12 34 56 78")
    await world.database.empty_log()  # as the door does each minute
    assert b"34 56" not in bytes_on_disk(tmp_path)
    world.wait(days=3)
    names = await world.work.stores.events.keys_in_use()
    await world.work.tidy_up()
    assert names == set()
    assert world.keys.named.find("onderweg/2026-11-24") is None


# A workspace leaves


async def test_all_of_a_workspace_goes_when_it_takes_the_assistant_away(world: World, tmp_path: Path) -> None:
    await world.told(TYPED.decode())
    await world.told("hoi", room="C0BALIE", person="U0BO")
    await world.told("hoi", workspace="T0ANDERS")
    await world.told(TipsWanted(True))
    world.rasa.away = True
    await world.take_in(MessageTyped("wacht nog"))
    world.rasa.away = False
    await world.told(AccessWithdrawn(), person="", room="")
    await world.settle()
    assert [await world.talk(), await world.talk(room="C0BALIE", person="U0BO")] == [None, None]
    assert await world.talk(workspace="T0ANDERS") is not None
    assert (await rows(world, ChannelTipsRow), await rows(world, ChannelOutboxRow)) == (0, 0)
    assert TYPED not in bytes_on_disk(tmp_path)


async def test_an_event_that_is_dropped_while_it_is_worked_on_opens_no_conversation(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens = ConversationStore.open

    async def withdrawn_meanwhile(*arguments: Any) -> Any:
        workspace = Pseudonyms.of_store(world.keys.named).of_workspace("slack", "T0PROEF")
        await world.work.stores.events.drop_workspace(workspace, 10_000, world.moment)
        return await opens(*arguments)

    monkeypatch.setattr(ConversationStore, "open", withdrawn_meanwhile)
    assert await world.told("Wat is SROI?") == []
    assert await world.talk() is None
    assert world.keys.older_than(datetime.now(UTC) + timedelta(days=1), "", 10) == []
