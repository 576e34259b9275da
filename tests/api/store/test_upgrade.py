"""A newer door brings the tables up to date on PostgreSQL while one of before serves: what that one can do meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.store import database
from api.store.database import check_database, migrate
from api.store.master_keys import new_master_key
from runtime.postgresql_database import UnusableDatabase
from tests.api.conftest import Addresses
from tests.support.fake_rasa import FakeRasa
from tests.support.newer_migrations import newer_migrations
from tests.support.postgres import Server

PATIENCE_SECONDS = 60


@pytest.fixture
def kind_of_database() -> str:
    return "postgresql"


@pytest.fixture
def addresses(server: Server) -> Addresses:
    """Of this test alone: they will be of a newer version."""
    return Addresses(*(server.address(server.make_database()) for _ in range(2)))


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The migrations of a newer version."""
    return newer_migrations(tmp_path)


class Visitor:
    """Who holds a conversation by the API of a door."""

    def __init__(self, door: TestClient) -> None:
        self._door = door
        opened = door.post("/v1/gesprekken", json={}).raise_for_status().json()
        self.path, self._headers = f"/v1/gesprekken/{opened['id']}", {"Authorization": f"Bearer {opened['token']}"}

    def say(self, text: str) -> Response:
        """Ask something."""
        reply: Response = self._door.post(f"{self.path}/berichten", json={"tekst": text}, headers=self._headers)
        return reply

    def asked(self) -> list[str]:
        """What was asked, as the history has it."""
        history = self._door.get(f"{self.path}/berichten", headers=self._headers).raise_for_status().json()["berichten"]
        return [message["tekst"] for message in history][1::2]

    def delete(self) -> int:
        """The status of deleting it."""
        return int(self._door.delete(self.path, headers=self._headers).status_code)


@pytest.fixture
def serving(door: Callable[..., TestClient], rasa: FakeRasa, addresses: Addresses) -> TestClient:
    """The door of before."""
    return door(rasa=rasa, database_url=addresses.database, keys_url=addresses.keys, master_key=new_master_key())


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as thread:
        yield thread


def test_the_door_of_before_goes_on_with_newer_tables_but_does_not_start_again(
    serving: TestClient, addresses: Addresses, newer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor, other = Visitor(serving), Visitor(serving)
    assert visitor.say("hoi").status_code == 201
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", newer)
        migrate(addresses.database)
    assert visitor.say("daarna").status_code == 201
    assert visitor.asked() == ["hoi", "daarna"]
    assert (visitor.delete(), other.delete()) == (204, 204)
    assert Visitor(serving).say("nieuw").status_code == 201
    with pytest.raises(UnusableDatabase, match="newer version"):
        check_database(addresses.database)


def test_while_tables_change_pages_are_shown_and_what_is_asked_waits_and_is_answered(
    serving: TestClient, addresses: Addresses, server: Server, beside: ThreadPoolExecutor
) -> None:
    visitor = Visitor(serving)
    name = addresses.database.split("@/")[1].split("?")[0]
    waits = "SELECT count(*) FROM pg_locks WHERE relation = 'messages'::regclass AND NOT granted"
    with server.connect(name) as migrating:
        migrating.execute("BEGIN")
        migrating.execute("ALTER TABLE messages ADD COLUMN newer boolean NOT NULL DEFAULT false")
        asking: Future[Response] = beside.submit(visitor.say, "hoi")
        while server.execute(waits, name) == [(0,)]:
            assert not asking.done()
        for path in ("/livez", "/gids/", "/v1/onderwerpen"):
            assert serving.get(path).status_code == 200
        assert not asking.done()
        migrating.execute("COMMIT")
    assert asking.result(PATIENCE_SECONDS).status_code == 201
    assert visitor.asked() == ["hoi"]
