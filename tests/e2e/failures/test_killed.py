"""A process is killed in the middle of a conversation: nothing lost, nothing doubled, and it goes on."""

from __future__ import annotations

import os
import signal
import socket
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from tests.support.assistant import BackgroundAssistant, free_row
from tests.support.running_assistant import processes, start

PARTS = {"rasa": "-m bridge --port", "actions": "-m actions", "api": "api.server"}
PATIENCE_SECONDS = 90


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    with start(tmp_path_factory.mktemp("var"), actions_apart="true") as running:
        yield running


def insist(client: httpx.Client, path: str, text: str, headers: dict[str, str]) -> httpx.Response:
    """Send as a good client does: the same key until there is an answer."""
    headers = {**headers, "Idempotency-Key": str(uuid.uuid4())}
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            reply = client.post(path, json={"tekst": text}, headers=headers)
            if reply.status_code != 503 or time.monotonic() > deadline:
                return reply
            assert reply.headers["content-type"] == "application/problem+json"
            assert reply.headers["retry-after"]
        except httpx.TransportError:
            assert time.monotonic() < deadline, "the public door did not come back"
        time.sleep(0.2)


@pytest.mark.parametrize("part", PARTS)
def test_killed_during_a_conversation(assistant: BackgroundAssistant, part: str) -> None:
    with httpx.Client(base_url=assistant.url, timeout=60) as client:
        opened = client.post("/v1/gesprekken", json={}).json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/v1/gesprekken/{opened['id']}/berichten"
        assert insist(client, path, "Wat doet een inkoper?", headers).status_code == 201
        processes(assistant, PARTS[part])[0].send_signal(signal.SIGKILL)
        after = insist(client, path, "Wat doet een verbinder?", headers)
        assert after.json()["berichten"][0]["bronnen"][0]["id"] == "rol/verbinder"
        history = client.get(path, headers=headers).json()["berichten"]
        senders = [message["afzender"] for message in history]
        assert senders == ["assistent", "bezoeker", "assistent", "bezoeker", "assistent"]
        assert history[2]["bronnen"][0]["id"] == "rol/inkoper"
    assistant.wait_until_ready()


def test_a_message_left_behind_is_answered_without_a_repeat(assistant: BackgroundAssistant) -> None:
    with httpx.Client(base_url=assistant.url, timeout=60) as client:
        opened = client.post("/v1/gesprekken", json={}).json()
        headers = {"Authorization": f"Bearer {opened['token']}"}
        path = f"/v1/gesprekken/{opened['id']}/berichten"
        processes(assistant, PARTS["rasa"])[0].send_signal(signal.SIGKILL)
        assert client.post(path, json={"tekst": "Wat doet een inkoper?"}, headers=headers).status_code == 503
        missing = client.get("/readyz")
        assert (missing.status_code, missing.json()["missing"]) == (503, ["rasa"])
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(history := client.get(path, headers=headers).json()["berichten"]) < 3:
            assert time.monotonic() < deadline, "the message was not answered"
            time.sleep(0.2)
        assert history[2]["bronnen"][0]["id"] == "rol/inkoper"
        assert len(history) == 3


def test_an_engine_that_is_killed_is_replaced_while_the_other_goes_on(tmp_path: Path) -> None:
    with start(tmp_path, engines="2", rasa_port=str(free_row(2))) as assistant:
        [parent] = [one for one in processes(assistant, PARTS["rasa"]) if one.children()]
        killed, other = parent.children()
        with httpx.Client(base_url=assistant.url, timeout=60) as client:
            talks = [client.post("/v1/gesprekken", json={}).json() for _ in range(8)]
            for text in ("Wat doet een inkoper?", "En wat doet een verbinder?"):
                for talk in talks:
                    headers = {"Authorization": f"Bearer {talk['token']}"}
                    path = f"/v1/gesprekken/{talk['id']}/berichten"
                    assert insist(client, path, text, headers).status_code == 201
                    history = client.get(path, headers=headers).json()["berichten"]
                    assert history[-1]["bronnen"][0]["id"] == f"rol/{text.split()[-1].rstrip('?')}"
                if killed.is_running():
                    killed.kill()
        assert other in parent.children()
        assert len(parent.children()) == 2
        assert killed not in parent.children()


def test_when_the_keeper_is_killed_the_rest_goes_with_it(tmp_path: Path) -> None:
    with start(tmp_path) as assistant:
        children = psutil.Process(assistant.pid).children(recursive=True)
        assert len(children) >= len(PARTS) - 1  # the actions are in Rasa, unless a setting puts them apart
        os.kill(assistant.pid, signal.SIGKILL)
        _, alive = psutil.wait_procs(children, timeout=10)
        assert alive == []


def test_ctrl_c_stops_every_process(tmp_path: Path) -> None:
    with start(tmp_path) as assistant:
        family = [psutil.Process(assistant.pid), *psutil.Process(assistant.pid).children(recursive=True)]
        os.kill(assistant.pid, signal.SIGINT)
        _, alive = psutil.wait_procs(family, timeout=20)
        assert alive == []


def test_a_part_that_cannot_start_stops_all_with_a_clear_last_line(tmp_path: Path) -> None:
    assistant = start(tmp_path, database_url="sqlite:////proc/nergens/gesprekken.db")
    with pytest.raises(RuntimeError), assistant:
        pass
    said = [line for line in assistant.log.read_text().splitlines() if line.startswith("Zakboek assistant:")]
    assert "/proc/nergens cannot be written" in said[-1]


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "zakboek-broken.tar.gz"
    broken.write_bytes(b"no model")
    with pytest.raises(RuntimeError, match="is no model"), BackgroundAssistant(broken, tmp_path / "var"):
        pass


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = start(tmp_path, port=str(other.getsockname()[1]))
        with pytest.raises(RuntimeError, match="ZAKBOEK_PORT=… make run"), taken:
            pass
