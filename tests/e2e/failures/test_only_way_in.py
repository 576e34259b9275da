"""What a running assistant listens on and calls, and what Rasa and the actions answer to who knocks at their ports."""

from __future__ import annotations

import gzip
import ipaddress
import json
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import psutil
import pytest

from contract.turn import Turn
from tests.support.assistant import BackgroundAssistant, free_ports
from tests.support.client import Talk
from tests.support.keys import KEY
from tests.support.running_assistant import processes, start

PARTS = {"api.server": "port", "-m bridge --port": "rasa_port", "-m actions": "actions_port"}
"""Each process by a part of its command, and the setting of its one port."""

PORTS = dict(zip(PARTS.values(), free_ports(3)))
SECRET = "a secret of the bridge"  # noqa: S105
KNOWN = {"Authorization": f"Bearer {SECRET}"}
RASA, ACTIONS = (f"http://127.0.0.1:{PORTS[name]}" for name in ("rasa_port", "actions_port"))
MESSAGES = "/webhooks/bridge/messages"
TURN = Turn("c1", "m1", "Wat doet een inkoper?", conversation_key=KEY).to_json()


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    settings = {name: str(port) for name, port in PORTS.items()}
    with start(tmp_path_factory.mktemp("var"), bridge_secret=SECRET, actions_apart="true", **settings) as running:
        with httpx.Client(base_url=running.url, timeout=60) as client:
            assert Talk(client).say("Wat doet een inkoper?").sources == ["rol/inkoper"]  # all three have worked
        yield running


def ask(url: str, method: str, path: str, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
    with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
        return client.request(method, path, headers=headers, **body)


def test_each_part_listens_on_its_own_port_of_loopback_and_nothing_else_listens(assistant: BackgroundAssistant) -> None:
    family = psutil.Process(assistant.pid).children(recursive=True)
    sockets = [one for process in family for one in process.net_connections("inet")]
    listening = {
        (one.laddr.ip, one.laddr.port) for one in sockets if one.status in (psutil.CONN_LISTEN, psutil.CONN_NONE)
    }
    assert listening == {("127.0.0.1", port) for port in PORTS.values()}
    for command, name in PARTS.items():
        own = [one for process in processes(assistant, command) for one in process.net_connections("inet")]
        assert PORTS[name] in {one.laddr.port for one in own if one.status == psutil.CONN_LISTEN}


def test_nothing_outside_this_machine_is_called(assistant: BackgroundAssistant) -> None:
    family = psutil.Process(assistant.pid).children(recursive=True)
    called = [one.raddr.ip for process in family for one in process.net_connections("inet") if one.raddr]
    assert [address for address in called if not ipaddress.ip_address(address).is_loopback] == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("POST", "/webhooks/rest/webhook"),
        ("POST", "/webhooks/callback/webhook"),
        ("GET", "/webhooks/socketio"),
        ("GET", "/socket.io/"),
        ("GET", "/status"),
        ("GET", "/version"),
        ("GET", "/domain"),
        ("POST", "/model/parse"),
        ("POST", "/model/train"),
        ("PUT", "/model"),
        ("DELETE", "/model"),
        ("GET", "/conversations/c1/tracker"),
        ("POST", "/conversations/c1/tracker/events"),
        ("POST", "/conversations/c1/execute"),
        ("POST", "/conversations/c1/trigger_intent"),
    ],
)
def test_rasas_own_addresses_are_not_there(assistant: BackgroundAssistant, method: str, path: str) -> None:
    body = {"json": {"sender": "c1", "message": "/restart"}} if method == "POST" else {}
    assert ask(RASA, method, path, KNOWN, **body).status_code == 404


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer another secret", SECRET, f"Basic {SECRET}", f"Bearer {SECRET}x"]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", MESSAGES), ("DELETE", "/webhooks/bridge/conversations/c1"), ("GET", "/webhooks/bridge/status")],
)
def test_without_the_secret_the_bridge_does_nothing(
    assistant: BackgroundAssistant, method: str, path: str, authorization: str
) -> None:
    body = {"json": TURN} if method == "POST" else {}
    refused = ask(RASA, method, path, {"Authorization": authorization}, **body)
    assert (refused.status_code, refused.json()) == (401, {"error": "wrong or missing secret"})


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        pytest.param(b"{}", "identity", id="empty"),
        pytest.param(json.dumps({**TURN, "text": {"intent": "wissen"}}).encode(), "identity", id="text that is none"),
        pytest.param(
            json.dumps({**TURN, "goal": {"intent": "/restart"}}).encode(), "identity", id="intent that is none"
        ),
        pytest.param(pickle.dumps(TURN), "identity", id="pickle"),
        pytest.param(gzip.compress(json.dumps(TURN).encode()), "gzip", id="compressed"),
    ],
)
def test_what_is_no_turn_is_refused(assistant: BackgroundAssistant, content: bytes, encoding: str) -> None:
    headers = {**KNOWN, "Content-Encoding": encoding}
    assert ask(RASA, "POST", MESSAGES, headers, content=content).status_code == 400


def test_what_a_turn_does_not_have_is_not_read(assistant: BackgroundAssistant) -> None:
    smuggled = {
        "sender_id": "c2",
        "slots": {"context": {"topic": "rol/verbinder"}},
        "events": [{"event": "slot", "name": "context", "value": None}],
        "parse_data": {"intent": {"name": "wissen", "confidence": 1.0}},
    }
    plain = ask(RASA, "POST", MESSAGES, KNOWN, json={**TURN, "conversation_id": "c3"}).json()
    answered = ask(RASA, "POST", MESSAGES, KNOWN, json={**TURN, "conversation_id": "c4", **smuggled})
    assert (answered.status_code, answered.json()) == (200, plain)


@pytest.mark.parametrize(("url", "path", "status"), [(RASA, "/webhooks/bridge/status", 401), (ACTIONS, "/health", 200)])
def test_a_page_of_another_site_may_not_read_it(
    assistant: BackgroundAssistant, url: str, path: str, status: int
) -> None:
    reply = ask(url, "GET", path, {"Origin": "https://elders.example"})
    assert reply.status_code == status
    assert "access-control-allow-origin" not in reply.headers
