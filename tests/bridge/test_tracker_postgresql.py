"""Rasa's store on PostgreSQL: engines of several machines take turns in one conversation, and none writes an old one."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import BotUttered, UserUttered

from bridge import patches, tracker_postgresql, tracker_store
from bridge.store import ConversationStoreError, can_be_written, forget
from bridge.tracker_dialect import dialect_of, url_of
from bridge.tracker_store import StoredOrderTrackerStore
from bridge.tracker_table import FORGOTTEN
from bridge.turn import take_turn
from contract.message import AssistantMessage
from contract.turn import Turn
from runtime.postgresql_database import UnusableDatabase
from tests.support.keys import KEY
from tests.support.played_dialogue import ANSWER, DOMAIN, PlayedDialogue
from tests.support.postgres import Server
from training.stored_talk import read_message

pytestmark = pytest.mark.usefixtures("unpatched")

Engines = Callable[[], PlayedDialogue]


@pytest.fixture
def address(server: Server) -> str:
    return server.address(server.make_database())


@pytest.fixture
def engine(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engines]:
    """One more engine on the same database."""
    patches.apply()
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    made: list[PlayedDialogue] = []

    def another() -> PlayedDialogue:
        made.append(PlayedDialogue(tmp_path, address))
        return made[-1]

    yield another
    for one in made:
        one.store.engine.dispose()


def take(dialogue: PlayedDialogue, message_id: str, text: str = "hallo", conversation: str = "c1") -> AssistantMessage:
    return asyncio.run(take_turn(dialogue.agent, Turn(conversation, message_id, text, conversation_key=KEY)))


def asked(dialogue: PlayedDialogue) -> list[str]:
    """The messages that are stored, of all sessions."""
    return [str(event.message_id) for event in asyncio.run(dialogue.kept("c1")) if isinstance(event, UserUttered)]


def answers(dialogue: PlayedDialogue) -> int:
    return sum(isinstance(event, BotUttered) for event in asyncio.run(dialogue.kept("c1")))


def in_the_middle_of_a_turn(dialogue: PlayedDialogue, what: Callable[[], Any]) -> None:
    """Once, while this engine has predicted and not stored yet, as when it is paused there."""
    predict = dialogue.processor._run_prediction_loop

    async def paused(*args: Any) -> None:
        dialogue.processor._run_prediction_loop = predict  # type: ignore[method-assign]
        await predict(*args)
        with ThreadPoolExecutor(1) as beside:
            beside.submit(what).result()

    dialogue.processor._run_prediction_loop = paused  # type: ignore[assignment,method-assign]


def test_a_conversation_goes_on_at_another_engine_and_back(engine: Engines) -> None:
    first, second = engine(), engine()
    for number in range(20):
        take((first, second, second)[number % 3], f"m{number}", f"vraag {number}")
    assert asked(first) == [f"m{number}" for number in range(20)]
    tracker = asyncio.run(first.running_session("c1"))
    assert tracker is not None
    assert len(tracker.events) < 60, "there were new sessions"


def test_a_turn_that_another_engine_overtakes_is_taken_anew_behind_it(engine: Engines) -> None:
    paused, other = engine(), engine()
    take(paused, "m1")
    in_the_middle_of_a_turn(paused, lambda: take(other, "m2"))
    take(paused, "m3")
    assert asked(paused) == asked(other) == ["m1", "m2", "m3"]
    assert answers(other) == 3


def test_a_message_that_another_engine_has_answered_meanwhile_gets_that_answer(engine: Engines) -> None:
    paused, other = engine(), engine()
    other.processor.says = [{**ANSWER, "text": "Van de ander."}]
    in_the_middle_of_a_turn(paused, lambda: take(other, "m1"))
    assert take(paused, "m1").text == "Van de ander."
    assert asked(paused) == ["m1"]
    take(paused, "m2")
    assert asked(other) == ["m1", "m2"]


def test_a_turn_that_is_overtaken_again_and_again_is_refused_and_can_be_sent_again(engine: Engines) -> None:
    paused, other = engine(), engine()

    def overtake() -> None:
        take(other, "m1")
        in_the_middle_of_a_turn(paused, lambda: take(other, "m2"))

    in_the_middle_of_a_turn(paused, overtake)
    with pytest.raises(ConversationStoreError, match="overtaken twice"):
        take(paused, "m3")
    take(paused, "m3")
    assert asked(other) == ["m1", "m2", "m3"]


def test_a_message_of_an_earlier_session_that_comes_late_is_not_taken_again(engine: Engines) -> None:
    first, late = engine(), engine()
    first.processor.says = [{**ANSWER, "text": "Van toen."}]
    take(first, "m0")
    first.processor.says = [ANSWER]
    for number in range(1, 20):
        take(first, f"m{number}")
    assert take(late, "m0").text == "Van toen."
    assert asked(first) == [f"m{number}" for number in range(20)]
    assert answers(first) == 20


def rows(server: Server, address: str, which: str = "true") -> Sequence[Any]:
    name = str(url_of(address).database)
    return server.execute(f"SELECT sender_id, type_name, data FROM rasa.events WHERE {which} ORDER BY id", name)  # noqa: S608


def test_what_is_deleted_is_gone_and_a_paused_engine_does_not_write_it_again(
    engine: Engines, server: Server, address: str
) -> None:
    paused, other = engine(), engine()
    take(paused, "m1", conversation="c2")
    take(paused, "m1")
    in_the_middle_of_a_turn(paused, lambda: asyncio.run(forget(other.agent, "c1")))
    with pytest.raises(ConversationStoreError, match="deleted"):
        take(paused, "m2")
    for one in (paused, other):
        with pytest.raises(ConversationStoreError, match="deleted"):
            take(one, "m3")
    assert rows(server, address, "sender_id = 'c1'") == [("c1", FORGOTTEN, None)]
    assert len(rows(server, address, "sender_id = 'c2'")) > 1


def test_a_new_conversation_that_is_deleted_in_its_first_turn_stays_deleted(
    engine: Engines, server: Server, address: str
) -> None:
    paused, other = engine(), engine()
    in_the_middle_of_a_turn(paused, lambda: asyncio.run(forget(other.agent, "c1")))
    with pytest.raises(ConversationStoreError, match="deleted"):
        take(paused, "m1")
    assert rows(server, address) == [("c1", FORGOTTEN, None)]


def test_the_mark_of_a_deletion_goes_after_an_hour(engine: Engines, server: Server, address: str) -> None:
    one = engine()
    for conversation in ("c1", "c2"):
        asyncio.run(forget(one.agent, conversation))
    server.execute(
        f"UPDATE rasa.events SET timestamp = timestamp - {tracker_postgresql.FORGOTTEN_SECONDS + 1} "  # noqa: S608
        "WHERE sender_id = 'c1'",
        str(url_of(address).database),
    )
    asyncio.run(forget(one.agent, "c3"))
    assert [sender for sender, *_ in rows(server, address)] == ["c2", "c3"]


def test_nothing_typed_can_be_read_in_the_database(engine: Engines, server: Server, address: str) -> None:
    take(engine(), "m1", "mijn geheim is zeldzaamwoord")
    assert rows(server, address)
    assert "zeldzaamwoord" not in str(rows(server, address))
    assert ANSWER["text"] not in str(rows(server, address))
    assert read_message("c1", "m1", address, KEY).text == "mijn geheim is zeldzaamwoord"


def test_a_server_that_was_restarted_is_not_noticed_and_one_that_is_away_is_said(
    engine: Engines, server: Server
) -> None:
    one = engine()
    take(one, "m1")
    server.stop("immediate")
    try:
        with pytest.raises(ConversationStoreError, match="cannot be saved"):
            take(one, "m2")
        assert not asyncio.run(can_be_written(one.agent))
    finally:
        server.start()
    take(one, "m2")
    assert asyncio.run(can_be_written(one.agent))
    server.stop()
    server.start()
    take(one, "m3")
    assert asked(one) == ["m1", "m2", "m3"]


def test_who_waits_for_a_conversation_that_is_held_waits_for_a_moment_only(
    engine: Engines, server: Server, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = tracker_postgresql.BEGIN_WRITING.replace("'4s'", "'50ms'")
    monkeypatch.setattr(tracker_postgresql, "BEGIN_WRITING", short)
    one = engine()
    take(one, "m1")
    holder = server.connect(str(url_of(address).database))
    with holder.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, hashtext('c1'))", (tracker_postgresql.TALKS,))
        with pytest.raises(ConversationStoreError, match="QueryCanceled"):
            take(one, "m2")
        monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 3600)
        take(one, "m1", conversation="c2")
    holder.close()
    take(one, "m2")
    assert asked(one) == ["m1", "m2"]


def test_a_server_that_says_nothing_does_not_hold_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracker_postgresql, "ANSWER_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = url_of(f"postgresql+psycopg://zakboek:geheim@127.0.0.1:{silent.getsockname()[1]}/gesprekken")
        with pytest.raises(UnusableDatabase, match="has said nothing") as raised:
            dialect_of(url).check(url)
    assert "geheim" not in str(raised.value)


def test_others_are_worked_on_while_the_server_is_waited_for() -> None:
    answered = threading.Event()

    async def other() -> None:
        answered.set()

    async def both() -> bool:
        found, _ = await asyncio.gather(tracker_postgresql.do(lambda: answered.wait(10)), other())
        return found

    assert asyncio.run(both())


def test_engines_that_start_at_once_make_the_table_once(address: str, server: Server) -> None:
    with ThreadPoolExecutor(6) as starts:
        stores = list(starts.map(lambda _: StoredOrderTrackerStore(DOMAIN, host=address), range(6)))
    for store in stores:
        store.engine.dispose()
    assert rows(server, address) == []


def test_what_is_wrong_with_a_database_is_told_without_the_password(server: Server, address: str) -> None:
    url = url_of(address)
    dialect_of(url).check(url)
    server.execute("CREATE ROLE rasalezer LOGIN PASSWORD 'geheim'")
    server.execute("CREATE DATABASE rasalatin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    for wrong, told in (
        (address.replace("//zakboek@", "//rasalezer:geheim@"), "rasalezer may make no schema"),
        (server.address("rasalatin"), "encoding LATIN1"),
        (server.address("nergens"), "nergens at .* cannot be reached"),
    ):
        with pytest.raises(UnusableDatabase, match=told) as raised:
            dialect_of(url_of(wrong)).check(url_of(wrong))
        assert "geheim" not in str(raised.value)
    with pytest.raises(UnusableDatabase, match="ZAKBOEK_TRACKER_URL"):
        url_of("")
