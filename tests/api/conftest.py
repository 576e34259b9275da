"""The door alone, as a client sees it; Rasa is not there."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from fastapi.testclient import TestClient

from api import middleware
from api.conversations.rasa_client import RasaClient
from api.main import create_app
from api.settings import Settings
from api.store import conversations, message_rows, removal
from api.store.conversation_keys import ConversationKeys, open_keys
from api.store.conversations import ConversationStore
from api.store.database import Database, migrate, open_database
from api.store.key_tables import KeysBase
from api.store.master_keys import MasterKeys, new_master_key
from api.store.outbox import Outbox
from api.store.tables import Base
from content.live import LiveContent
from content.paths import DataPaths
from runtime.text_cipher import TextCipher
from tests.support import postgres, stored
from tests.support.assistant import free_ports
from tests.support.clock import NOON, Clock
from tests.support.fake_rasa import FakeRasa
from tests.support.html_page import BROWSER, Page
from tests.support.no_limits import NO_LIMITS

FOLDERS = {"gemeenten_dir", "tools_dir"}
"""Settings that ask for content of its own."""

DATABASE = "gesprekken.db"
KEYS = "sleutels.db"

Door = Callable[..., TestClient]


def on_the_same_machine(client: TestClient) -> TestClient:
    """A client of the same door that asks on the machine where it runs."""
    return _other_client(client, base_url="http://localhost:8000", client=("127.0.0.1", 50_000))


def from_address(client: TestClient, address: str) -> TestClient:
    """A client of the same door at this address."""
    return _other_client(client, client=(address, 50_000))


def told_of_errors(client: TestClient) -> TestClient:
    """A client of the same door that gets its answer to an unexpected error, and not the error itself."""
    return _other_client(client, raise_server_exceptions=False)


def _other_client(of: TestClient, **settings: Any) -> TestClient:
    other = TestClient(of.app, **settings)
    other.portal = of.portal  # one event loop, as the door has when it runs
    return other


@pytest.fixture(scope="session")
def content() -> LiveContent:
    """The project's own content, read once."""
    return LiveContent()


@pytest.fixture
def anyio_backend() -> str:
    """What runs the tests that are coroutines."""
    return "asyncio"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked `both_databases` on each kind of database, where it has one."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if "both_databases" in marks and "sqlite_files" not in marks and "kind_of_database" in metafunc.fixturenames:
        metafunc.parametrize("kind_of_database", ["sqlite", "postgresql"])


@dataclass(frozen=True)
class Addresses:
    """Where a store's conversations and their keys are."""

    database: str
    keys: str


@pytest.fixture
def kind_of_database() -> str:
    """The one that needs nothing, where a test is not marked `both_databases`."""
    return "sqlite"


@pytest.fixture
def addresses(kind_of_database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Addresses:
    """Those of a test's own: on a server up to date and empty, on files not there yet."""
    if kind_of_database == "postgresql":
        found: Addresses = request.getfixturevalue("emptied_postgres_databases")
        return found
    return Addresses(f"sqlite:///{tmp_path / DATABASE}", f"sqlite:///{tmp_path / KEYS}")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server that no other program uses."""
    if reason := postgres.missing():
        pytest.skip(reason)
    with postgres.running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_databases(server: postgres.Server) -> tuple[str, str]:
    """The names of one that is up to date, and one for keys."""
    name, keys = server.make_database(), server.make_database()
    migrate(server.address(name))
    with open_keys(server.address(keys), MasterKeys.of_text(new_master_key(), "here")):
        return name, keys


@pytest.fixture
def emptied_postgres_databases(server: postgres.Server, postgres_databases: tuple[str, str]) -> Addresses:
    """Both with nothing in them: emptying them takes a hundredth of making them."""
    for name, tables in zip(postgres_databases, (Base.metadata, KeysBase.metadata)):
        server.execute("; ".join(f"DELETE FROM {table.name}" for table in reversed(tables.sorted_tables)), name)  # noqa: S608
    return Addresses(*map(server.address, postgres_databases))


@pytest.fixture(scope="session")
def new_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that is up to date and empty, to be copied: migrating takes longer than most tests."""
    file = tmp_path_factory.mktemp("database") / DATABASE
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def var_dir(tmp_path: Path, new_database: Path) -> Path:
    """A folder with a database of its own."""
    shutil.copyfile(new_database, tmp_path / DATABASE)
    return tmp_path


@pytest.fixture(autouse=True)
def _refusals_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "REFUSAL_SECONDS", 0.0)


@pytest.fixture(autouse=True)
def ciphers(monkeypatch: pytest.MonkeyPatch) -> list[TextCipher]:
    """Every cipher that is made during a test, also those whose key is destroyed."""
    new = TextCipher.new
    stored.CIPHERS.clear()

    def recorded() -> TextCipher:
        stored.CIPHERS.append(new())
        return stored.CIPHERS[-1]

    monkeypatch.setattr(TextCipher, "new", recorded)
    return stored.CIPHERS


@pytest.fixture
def keys(addresses: Addresses) -> Iterator[ConversationKeys]:
    """Keys of conversations, in a database of their own."""
    with open_keys(addresses.keys, MasterKeys.of_text(new_master_key(), "here")) as keys:
        yield keys


@pytest.fixture
async def database(
    addresses: Addresses, kind_of_database: str, request: pytest.FixtureRequest
) -> AsyncIterator[Database]:
    """A database of its own."""
    if kind_of_database == "sqlite":
        request.getfixturevalue("var_dir")  # up to date sooner than by its migrations
    database = await open_database(addresses.database)
    yield database
    await database.close()


@pytest.fixture
def store(database: Database, keys: ConversationKeys) -> ConversationStore:
    """A store of its own."""
    return ConversationStore(database, keys)


@pytest.fixture
def outbox(database: Database, keys: ConversationKeys) -> Outbox:
    """The messages for a person in the same store."""
    return Outbox(database, keys)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    """What the store takes for the time, at noon."""
    monkeypatch.setattr(Clock, "moment", NOON)
    for module in (conversations, message_rows, removal):
        monkeypatch.setattr(module, "datetime", Clock)
    return Clock


@pytest.fixture
def rasa() -> FakeRasa:
    """A Rasa that says what a test tells it to."""
    return FakeRasa()


@pytest.fixture
def door(var_dir: Path, content: LiveContent) -> Iterator[Door]:
    """Opens a door with the settings that are given, and on demand with other content or a Rasa."""
    with ExitStack() as stack:

        def opened(data: DataPaths | None = None, rasa: RasaClient | None = None, **settings: object) -> TestClient:
            own = LiveContent(data) if data else None if settings.keys() & FOLDERS else content
            return stack.enter_context(a_client(var_dir, own, rasa, **settings))

        yield opened


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory, content: LiveContent) -> Iterator[TestClient]:
    """One door for all tests that need no settings of their own."""
    with a_client(tmp_path_factory.mktemp("var"), content) as client:
        yield client


@pytest.fixture(scope="session")
def answering(tmp_path_factory: pytest.TempPathFactory, content: LiveContent) -> Iterator[tuple[TestClient, FakeRasa]]:
    """One door for all tests of single conversations, and the Rasa behind it."""
    rasa = FakeRasa()
    with a_client(tmp_path_factory.mktemp("var"), content, rasa) as client:
        yield client, rasa


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each text that is composed or taken apart (NFC, NFKD) during a test: the costly part of reading text."""
    texts: list[str] = []
    normalize = unicodedata.normalize

    def recorded(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
        texts.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", recorded)
    return texts


@pytest.fixture(scope="session")
def shown(client: TestClient) -> Callable[[str], Page]:
    """Gives the page at a path, as a browser would get it."""

    def get(path: str) -> Page:
        reply = client.get(path, headers=BROWSER)
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        return Page(reply)

    return get


def a_client(
    var_dir: Path, content: LiveContent | None, rasa: RasaClient | None = None, **settings: object
) -> TestClient:
    """A client of a door with the settings that are given; without `rasa` nothing answers where Rasa is looked for."""
    [nothing_here] = free_ports(1)
    values = {"var_dir": var_dir, "rasa_port": nothing_here, "allowed_hosts": "*", **NO_LIMITS, **settings}
    return TestClient(create_app(Settings.model_validate(values), content, rasa))
