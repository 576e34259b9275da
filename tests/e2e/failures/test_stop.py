"""A stop under load: turns under way are answered and stored, new ones hear when to try again."""

from __future__ import annotations

import signal
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil

from tests.support.running_assistant import processes, start
from tests.support.waiting import until

VISITORS = 40
PATIENCE_SECONDS = 90


def stored(var_dir: Path, sender: str) -> int:
    with sqlite3.connect(var_dir / "gesprekken.db") as database:
        query = "SELECT count(*) FROM messages WHERE sender = ? AND number > 1"
        count: int = database.execute(query, (sender,)).fetchone()[0]
    return count


def test_forty_turns_under_way_are_answered(tmp_path: Path) -> None:
    with (
        start(tmp_path, turn_timeout="120") as assistant,
        httpx.Client(base_url=assistant.url, timeout=PATIENCE_SECONDS) as client,
        ThreadPoolExecutor(VISITORS) as visitors,
    ):

        def opened() -> tuple[str, dict[str, str]]:
            talk = client.post("/v1/gesprekken", json={}).raise_for_status().json()
            return f"/v1/gesprekken/{talk['id']}/berichten", {"Authorization": f"Bearer {talk['token']}"}

        def ask(talk: tuple[str, dict[str, str]]) -> httpx.Response:
            return httpx.post(
                assistant.url + talk[0], json={"tekst": "Wat doet een inkoper?"}, headers=talk[1], timeout=120
            )

        family = psutil.Process(assistant.pid).children(recursive=True)
        [rasa] = processes(assistant, "-m bridge --port")
        talks, late = [opened() for _ in range(VISITORS)], opened()
        rasa.suspend()  # so that no turn ends before all have begun
        begun = [visitors.submit(ask, talk) for talk in talks]
        until(lambda: stored(tmp_path, "bezoeker") == VISITORS)
        psutil.Process(assistant.pid).send_signal(signal.SIGTERM)
        until(lambda: "door" in client.get("/readyz").json()["missing"])
        refused = ask(late)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "20")
        rasa.resume()
        assert [one.result().status_code for one in begun] == [201] * VISITORS
        _, alive = psutil.wait_procs(family, timeout=PATIENCE_SECONDS)
        assert alive == []
    assert stored(tmp_path, "assistent") == stored(tmp_path, "bezoeker") == VISITORS


def test_five_deaths_at_its_start_do_not_end_the_assistant(tmp_path: Path) -> None:
    with start(tmp_path) as assistant, httpx.Client(base_url=assistant.url, timeout=PATIENCE_SECONDS) as client:

        def killed(before: set[int]) -> bool:
            for one in processes(assistant, "-m bridge --port"):
                if one.pid not in before:
                    one.kill()
                    before.add(one.pid)
                    return True
            return False

        seen: set[int] = set()
        for _ in range(6):  # the first had started
            until(lambda: killed(seen))
        until(lambda: client.get("/readyz").json()["failed_starts"] == {"rasa": 5})
        assistant.wait_until_ready()
        until(lambda: client.get("/readyz").json()["failed_starts"] == {})
