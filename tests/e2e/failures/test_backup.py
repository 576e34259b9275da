"""A backup is made while visitors talk, and put back as docs/operators/running.md says: talks go on from there.

What was deleted after the backup was made comes back with it, and is deleted again: its key is gone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from tests.support.running_assistant import start
from tests.support.waiting import until

DATABASES = ("gesprekken.db", "tracker.db")


class Talk:
    """A visitor's, by the public API."""

    def __init__(self, url: str) -> None:
        opened = httpx.post(f"{url}/v1/gesprekken", json={}, timeout=60).json()
        self.id, self._headers = opened["id"], {"Authorization": f"Bearer {opened['token']}"}

    def ask(self, url: str, text: str) -> str:
        """The source that the answer names first."""
        path = f"{url}/v1/gesprekken/{self.id}/berichten"
        reply = httpx.post(path, json={"tekst": text}, headers=self._headers, timeout=60).raise_for_status()
        return str(reply.json()["berichten"][0]["bronnen"][0]["id"])

    def asked(self, url: str) -> list[str]:
        """The visitor's messages; raises httpx.HTTPStatusError when the talk is gone."""
        path = f"{url}/v1/gesprekken/{self.id}/berichten"
        messages = httpx.get(path, headers=self._headers, timeout=60).raise_for_status().json()["berichten"]
        return [message["tekst"] for message in messages if message["afzender"] == "bezoeker"]

    def delete(self, url: str) -> None:
        """As a visitor does."""
        httpx.delete(f"{url}/v1/gesprekken/{self.id}", headers=self._headers, timeout=60).raise_for_status()


@contextmanager
def others_ask(url: str) -> Iterator[None]:
    """Somebody else asks on and on meanwhile."""
    over = Event()

    def ask() -> None:
        talk = Talk(url)
        while not over.is_set():
            talk.ask(url, "Wat doet een financier?")

    asking = Thread(target=ask)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()


def back_up(file: Path, copy: Path) -> None:
    """As `.backup` of `sqlite3` does."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def put_back(copy: Path, file: Path) -> None:
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    file.write_bytes(copy.read_bytes())


def holds(file: Path, text: str) -> bool:
    with closing(sqlite3.connect(file)) as database:
        return any(text in line for line in database.iterdump())


def test_talks_go_on_from_a_backup_and_what_was_deleted_stays_deleted(tmp_path: Path) -> None:
    var_dir, copies = tmp_path / "var", tmp_path / "copies"
    var_dir.mkdir()
    copies.mkdir()
    with start(var_dir) as assistant:
        goes_on, deleted = Talk(assistant.url), Talk(assistant.url)
        assert goes_on.ask(assistant.url, "Wat doet een inkoper?") == "rol/inkoper"
        assert deleted.ask(assistant.url, "Wat doet een verbinder? kenmerkendwoord") == "rol/verbinder"
        with others_ask(assistant.url):
            for name in DATABASES:
                back_up(var_dir / name, copies / name)
        deleted.delete(assistant.url)
        assert goes_on.ask(assistant.url, "Wat is social return?") == "inkoop/social-return"
    for name in DATABASES:
        put_back(copies / name, var_dir / name)
    with start(var_dir) as assistant:
        assert goes_on.asked(assistant.url) == ["Wat doet een inkoper?"]
        assert goes_on.ask(assistant.url, "waarom?") == "rol/inkoper"
        with pytest.raises(httpx.HTTPStatusError, match="404"):
            deleted.asked(assistant.url)
        until(lambda: not any(holds(var_dir / name, deleted.id) for name in DATABASES))
