"""An installation with SQLite files goes on with PostgreSQL: history, downloads, deletion, and what still waited."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import Connection

from api.settings import Settings, SettingsError
from api.store.tables import Base
from content.live import LiveContent
from operations import move_to_postgresql
from operations.move_to_postgresql import TO_DATABASE, TO_KEYS, CannotMove, move
from runtime.postgresql_database import UnusableDatabase
from tests.api.conftest import DATABASE, KEYS, a_client
from tests.support import postgres
from tests.support.fake_rasa import DOCUMENT, FakeRasa, an_answer
from tests.support.postgres import Server, running_server

EVENT = "name, channel, taken_in_at, attempts, next_attempt_at"
VALUES = "'slack', '2026-11-24 12:00:00', 0, '2026-11-24 12:00:00'"


@pytest.fixture(scope="module")
def content() -> LiveContent:
    return LiveContent()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if reason := postgres.missing():
        pytest.skip(reason)
    with running_server() as server:
        yield server


@pytest.fixture
def target(server: Server) -> dict[str, str]:
    """Two empty databases."""
    return {name: server.address(server.make_database()) for name in (TO_DATABASE, TO_KEYS)}


class Talk:
    """A conversation, as who holds it sees it by the API."""

    def __init__(self, door: TestClient) -> None:
        opened = door.post("/v1/gesprekken", json={}).raise_for_status().json()
        self.path, self.headers = f"/v1/gesprekken/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}

    def say(self, door: TestClient, text: str) -> None:
        """Say something, and have it answered."""
        reply = door.post(f"{self.path}/berichten", json={"tekst": text}, headers=self.headers)
        assert reply.status_code == 201

    def history(self, door: TestClient) -> list[object]:
        """All messages."""
        return list(door.get(f"{self.path}/berichten", headers=self.headers).raise_for_status().json()["berichten"])

    def downloads(self, door: TestClient) -> list[int]:
        """The status of each document."""
        urls = [one["url"] for message in self.history(door) for one in message["documenten"]]  # type: ignore[index]
        return [door.get(url, headers=self.headers).status_code for url in urls]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var_dir=tmp_path)


@pytest.fixture
def talks(tmp_path: Path, content: LiveContent) -> list[Talk]:
    """Two that were held with SQLite, one with a document; three events stand there by their names, 5 the last."""
    rasa = FakeRasa()
    with a_client(tmp_path, content, rasa) as door:
        talks = [Talk(door) for _ in range(2)]
        rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
        talks[0].say(door, "maak het document")
        talks[1].say(door, "hoi")
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as file:
        for number in (1, 2, 5):
            file.execute(f"INSERT INTO channel_events (number, {EVENT}) VALUES ({number}, 'Ev{number}', {VALUES})")  # noqa: S608
        file.commit()
    return talks


def test_an_installation_goes_on_where_it_was(
    settings: Settings, talks: list[Talk], target: dict[str, str], server: Server, content: LiveContent
) -> None:
    with a_client(settings.var_dir, content, FakeRasa()) as door:
        before = [talk.history(door) for talk in talks]
    told = move(settings, target)
    assert "conversations: 2" in told
    assert f"ZAKBOEK_MASTER_KEY_FILE={settings.own_master_key_file}" in told
    now = {"database_url": target[TO_DATABASE], "keys_url": target[TO_KEYS]}
    with a_client(settings.var_dir, content, FakeRasa(), **now) as door:
        assert [talk.history(door) for talk in talks] == before
        assert talks[0].downloads(door) == [200, 200]
        talks[1].say(door, "en verder")
        assert len(talks[1].history(door)) == 5
        assert door.delete(talks[0].path, headers=talks[0].headers).status_code == 204
        assert door.get(f"{talks[0].path}/berichten", headers=talks[0].headers).status_code == 404
    name = target[TO_DATABASE].split("@/")[1].split("?")[0]
    insert = f"INSERT INTO channel_events ({EVENT}) VALUES ('Ev6', {VALUES}) RETURNING number"  # noqa: S608
    assert server.execute(insert, name) == [(6,)]


def test_each_table_is_counted_and_none_is_left_out(
    settings: Settings, talks: list[Talk], target: dict[str, str]
) -> None:
    told = move(settings, target)
    counted = dict(line.split(": ") for line in told.split("\n\n")[0].splitlines())
    assert counted.keys() == {*Base.metadata.tables, "conversation_keys", "named_keys"}
    assert (counted["messages"], counted["conversation_keys"], counted["channel_events"]) == ("6", "2", "3")


def test_nothing_is_written_where_something_stands(
    settings: Settings, talks: list[Talk], target: dict[str, str]
) -> None:
    move(settings, target)
    with pytest.raises(CannotMove, match=r"is not empty: something stands in .*conversations, messages"):
        move(settings, target)


def test_while_the_assistant_runs_nothing_is_copied(
    settings: Settings, talks: list[Talk], target: dict[str, str], content: LiveContent
) -> None:
    with a_client(settings.var_dir, content, FakeRasa()) as door:
        talks[0].history(door)
        with pytest.raises(CannotMove, match=r"gesprekken\.db is in use\. Stop the assistant"):
            move(settings, target)
    assert "conversations: 2" in move(settings, target)


@pytest.mark.parametrize("broken", ["conversations", "messages", "conversation_keys"])
def test_what_broke_off_is_begun_again(
    settings: Settings, talks: list[Talk], target: dict[str, str], broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_sequence = move_to_postgresql._set_sequence

    def breaks(connection: Connection, table: object) -> None:
        if str(table) == broken:
            raise KeyboardInterrupt
        set_sequence(connection, table)  # type: ignore[arg-type]

    monkeypatch.setattr(move_to_postgresql, "_set_sequence", breaks)
    with pytest.raises(KeyboardInterrupt):
        move(settings, target)
    monkeypatch.undo()
    assert "conversations: 2" in move(settings, target)


def test_what_broke_off_between_the_two_databases_is_begun_again_and_keys_of_others_stay(
    settings: Settings, talks: list[Talk], target: dict[str, str], server: Server
) -> None:
    move(settings, target)
    afresh = {**target, TO_DATABASE: server.address(server.make_database())}
    assert "conversation_keys: 2" in move(settings, afresh)
    name = target[TO_KEYS].split("@/")[1].split("?")[0]
    server.execute("UPDATE conversation_keys SET wrapped = '\\x00'", name)
    with pytest.raises(CannotMove, match="is not empty: something stands in conversation_keys"):
        move(settings, {**target, TO_DATABASE: server.address(server.make_database())})


def test_files_of_an_earlier_version_are_not_copied(
    settings: Settings, talks: list[Talk], target: dict[str, str]
) -> None:
    with contextlib.closing(sqlite3.connect(settings.var_dir / DATABASE)) as file:
        file.execute("UPDATE conversations SET encrypted = 0")
        file.commit()
    with pytest.raises(CannotMove, match=r"of an earlier version\. Start the assistant once"):
        move(settings, target)


@pytest.mark.parametrize("name", [TO_DATABASE, TO_KEYS])
def test_where_it_goes_has_to_be_said(settings: Settings, talks: list[Talk], target: dict[str, str], name: str) -> None:
    with pytest.raises(CannotMove, match="Set TO_DATABASE_URL and TO_KEYS_URL"):
        move(settings, {**target, name: ""})
    with pytest.raises(SettingsError, match="cannot be read") as raised:
        move(settings, {**target, name: "postgresql://u:geheim@h/x"})
    assert "geheim" not in str(raised.value)


def test_keys_do_not_go_where_the_conversations_go(
    settings: Settings, talks: list[Talk], target: dict[str, str]
) -> None:
    with pytest.raises(UnusableDatabase, match="The keys would stand with the conversations"):
        move(settings, dict.fromkeys((TO_DATABASE, TO_KEYS), target[TO_DATABASE]))


def test_there_has_to_be_something_to_copy(settings: Settings, target: dict[str, str]) -> None:
    with pytest.raises(CannotMove, match=r"There is no file .*gesprekken\.db"):
        move(settings, target)
    addresses = {"database_url": SecretStr(target[TO_DATABASE]), "keys_url": SecretStr(target[TO_KEYS])}
    now = Settings(var_dir=settings.var_dir, **addresses)  # type: ignore[arg-type]
    with pytest.raises(CannotMove, match="name PostgreSQL already"):
        move(now, target)
    assert not (settings.var_dir / KEYS).exists()


def test_no_password_is_shown(settings: Settings, talks: list[Talk], target: dict[str, str]) -> None:
    secret = {name: address.replace("zakboek@", "zakboek:kenmerkend@") for name, address in target.items()}
    told = move(settings, secret)
    assert "zakboek:***@" in told
    assert "kenmerkend" not in told
