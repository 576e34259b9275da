"""`python -m bench.upgrade`: how long migrations take with many conversations, and what visitors of a door notice.

On PostgreSQL, in a database with stored conversations (`bench/stores.py`). First each migration alone is taken back and
applied again. Then this door serves, with a stand-in for Rasa, and visitors ask without pause, while a migration that
adds what versions add is applied and taken back beneath it. With `--before FOLDER` another version serves, under
the migrations since that one: its source, as `git worktree add FOLDER COMMIT` puts it there. It has to know PostgreSQL.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
from alembic import command
from alembic.config import Config

from api.store.conversation_keys import open_keys
from api.store.database import MIGRATIONS, open_database
from bench.stores import Place, filled, place_in
from content.paths import ROOT
from tests.support.assistant import BackgroundProcess, free_ports
from tests.support.newer_migrations import newer_migrations, revisions_of
from tests.support.no_limits import NO_LIMITS

OLDEST = "0008"
"""No migration of before this is taken back: encrypted texts do not fit the columns of then."""

VISITORS = 4
AROUND_SECONDS = 3.0
"""So long visitors ask before and after a change too."""

LONGEST_SECONDS = 60.0
SERVE = """
import sys, uvicorn
from api.main import create_app
from tests.support.fake_rasa import FakeRasa
uvicorn.run(create_app(rasa=FakeRasa()), port=int(sys.argv[1]), log_level="warning")
"""


@dataclass
class Asked:
    """What visitors met: the seconds that each answer took, and how many had another status than 201."""

    seconds: list[float] = field(default_factory=list)
    refused: Counter[int] = field(default_factory=Counter)

    def __str__(self) -> str:
        refused = ", ".join(f"{count} times {status}" for status, count in self.refused.items()) or "none"
        return f"{len(self.seconds)} answers, the longest took {max(self.seconds, default=0):.2f} s; refused: {refused}"


temporary = partial(tempfile.TemporaryDirectory, prefix="zakboek-")


def main() -> int:
    """Fill the database if need be, measure, and print both tables."""
    parser = argparse.ArgumentParser(description="Measure migrations while a door serves.")
    parser.add_argument("--before", type=Path, help="the source of a version before")
    parser.add_argument("--talks", type=int, default=200_000)
    parser.add_argument("--folder", type=Path, help="in which the databases stay, to be measured again (a short path)")
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(temporary()))
        place = stack.enter_context(place_in(folder, "postgresql"))
        addresses = place.addresses(str(arguments.talks))
        asyncio.run(fill(place, addresses, arguments.talks))
        migrations = MIGRATIONS if arguments.before else newer_migrations(Path(stack.enter_context(temporary())))
        tables = Tables(addresses[0], migrations)
        tables.change(command.upgrade, "head")
        steps_alone(tables)
        beneath_a_door(tables, addresses[1], folder, arguments.before or ROOT)
        tables.change(command.downgrade, revisions_of(MIGRATIONS)[-1])
    return 0


class Tables:
    """Those of a database, as some migrations make them."""

    def __init__(self, address: str, migrations: Path) -> None:
        self.address = address
        self.revisions = revisions_of(migrations)
        self._config = Config()
        self._config.set_main_option("script_location", str(migrations))
        self._config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))

    def change(self, change: Callable[[Config, str], None], revision: str) -> float:
        """Seconds until they are those of `revision`."""
        began = time.perf_counter()
        change(self._config, revision)
        return time.perf_counter() - began


async def fill(place: Place, addresses: tuple[str, str], count: int) -> None:
    """Bring it up to date, and have so many conversations in it."""
    database = await open_database(addresses[0])
    with open_keys(addresses[1], place.master_keys) as keys:
        await filled(database, keys, place.master_keys, count)
    await database.close()


def steps_alone(tables: Tables) -> None:
    """Each migration, back and forward, with nobody else there."""
    print("| migration | back (s) | forward (s) |\n|---|---|---|", flush=True)
    revisions = [revision for revision in tables.revisions if revision >= OLDEST]
    seconds_back = [tables.change(command.downgrade, before) for before in reversed(revisions[:-1])]
    for revision, took in zip(revisions[1:], reversed(seconds_back), strict=True):
        print(f"| {revision} | {took:.2f} | {tables.change(command.upgrade, revision):.2f} |", flush=True)


def beneath_a_door(tables: Tables, keys: str, folder: Path, source: Path) -> None:
    """Forward and back under a door of `source`."""
    before = revisions_of(source / MIGRATIONS.relative_to(ROOT))[-1]
    tables.change(command.downgrade, before)
    [port] = free_ports(1)
    settings = {
        **{name: str(limit) for name, limit in NO_LIMITS.items()},
        "database_url": tables.address,
        "keys_url": keys,
        "master_key_file": str(folder / "master-key"),
        "var_dir": str(folder / "var"),
        "allowed_hosts": "*",
    }
    given = {
        **os.environ,
        "PYTHONPATH": str(source),
        **{f"ZAKBOEK_{name.upper()}": one for name, one in settings.items()},
    }
    url = f"http://127.0.0.1:{port}"
    door = BackgroundProcess(
        [sys.executable, "-c", SERVE, str(port)], source, given, folder / "door.log", f"{url}/livez"
    )
    print(f"\nA door of schema {before} serves:", flush=True)
    with door:
        for what, change, revision in (
            ("nothing changes", command.upgrade, before),
            ("forward", command.upgrade, "head"),
            ("back", command.downgrade, before),
            ("forward again", command.upgrade, "head"),
        ):
            with visitors(url) as asked:
                time.sleep(AROUND_SECONDS)
                took = tables.change(change, revision)
                time.sleep(AROUND_SECONDS)
            print(f"{what}, to {revision}: {took:.2f} s; {asked}", flush=True)


@contextmanager
def visitors(url: str) -> Iterator[Asked]:
    """Some who ask without pause for as long as the context is open, each in a conversation of its own."""
    asked, over = Asked(), threading.Event()

    def visit() -> None:
        with httpx.Client(base_url=url, timeout=LONGEST_SECONDS, trust_env=False) as client:
            opened = client.post("/v1/gesprekken", json={}).raise_for_status().json()
            path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
            while not over.is_set():
                began = time.perf_counter()
                status = client.post(path, json={"tekst": "Wat doet een inkoper?"}, headers=headers).status_code
                asked.seconds.append(time.perf_counter() - began)
                if status != httpx.codes.CREATED:
                    asked.refused[status] += 1

    threads = [threading.Thread(target=visit) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    try:
        yield asked
    finally:
        over.set()
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    sys.exit(main())
