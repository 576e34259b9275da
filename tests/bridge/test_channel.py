"""The calls that the public door makes, over ASGI and without a network."""

from __future__ import annotations

import asyncio
import json
from typing import Any, NamedTuple

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import UserUttered
from sanic import Sanic
from sanic.exceptions import SanicException

from bridge.channel import BridgeInput
from contract.turn import Turn
from tests.support.keys import KEY
from tests.support.played_dialogue import ANSWER, DOMAIN, PlayedDialogue

pytestmark = pytest.mark.usefixtures("unpatched")
SECRET = "een-geheim"  # noqa: S105
TURN = Turn("c1", "m1", "hallo", conversation_key=KEY)
CALLS = [("POST", "messages"), ("DELETE", "conversations/c1"), ("GET", "status"), ("GET", "alive")]


class Reply(NamedTuple):
    """An HTTP status with its JSON."""

    status: int
    body: Any


async def served(dialogue: PlayedDialogue) -> Sanic:
    """The one app of this process (Sanic starts no second), with this dialogue behind it."""
    try:
        app = Sanic.get_app("bridge-test")
    except SanicException:
        app = Sanic("bridge-test", configure_logging=False)
        app.blueprint(BridgeInput(SECRET).blueprint(unused), url_prefix="/webhooks/bridge")
        await app._startup()
    app.ctx.agent = dialogue.agent
    return app


async def unused(message: Any) -> None:
    raise AssertionError("a turn does not go through Rasa's own handler")


async def asked(app: Sanic, method: str, path: str, body: bytes = b"", secret: str = SECRET) -> Reply:
    sent: list[dict[str, Any]] = []
    incoming = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    authorization = [(b"authorization", f"Bearer {secret}".encode())] if secret else []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": f"/webhooks/bridge/{path}",
        "query_string": b"",
        "headers": [*authorization, (b"content-type", b"application/json"), (b"host", b"localhost")],
    }
    await app(scope, receive, send)
    text = b"".join(message.get("body", b"") for message in sent)
    return Reply(sent[0]["status"], json.loads(text) if text else None)


def ask(dialogue: PlayedDialogue, method: str, path: str, body: Any = None, secret: str = SECRET) -> Reply:
    async def once() -> Reply:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode() if body is not None else b""
        return await asked(await served(dialogue), method, path, raw, secret)

    return asyncio.run(once())


def test_a_message_gets_its_answer(dialogue: PlayedDialogue) -> None:
    assert ask(dialogue, "POST", "messages", TURN.to_json()) == (200, ANSWER)


@pytest.mark.parametrize(
    "body",
    [
        [],
        "hallo",
        {"conversation_id": "c1"},
        {**TURN.to_json(), "text": 3},
        {**TURN.to_json(), "conversation_key": "geen"},
        b"{half",
    ],
)
def test_what_is_no_turn_is_refused(dialogue: PlayedDialogue, body: Any) -> None:
    assert ask(dialogue, "POST", "messages", body).status == 400
    assert dialogue.processor.parsed == []


@pytest.mark.parametrize(("method", "path"), CALLS)
@pytest.mark.parametrize("secret", ["", "een-ander", f"{SECRET}x", "é"])
def test_every_call_needs_the_secret(dialogue: PlayedDialogue, method: str, path: str, secret: str) -> None:
    refused = ask(dialogue, method, path, TURN.to_json() if method == "POST" else None, secret)
    assert refused.status == 401
    assert dialogue.processor.parsed == []


def test_a_turn_without_an_answer_can_be_tried_again(dialogue: PlayedDialogue) -> None:
    dialogue.processor.says = []
    failed = ask(dialogue, "POST", "messages", TURN.to_json())
    assert failed.status == 503
    assert "expected one answer" in failed.body["error"]
    dialogue.processor.says = [ANSWER]
    assert ask(dialogue, "POST", "messages", TURN.to_json()).status == 200


def test_deleting(dialogue: PlayedDialogue) -> None:
    ask(dialogue, "POST", "messages", TURN.to_json())
    assert ask(dialogue, "DELETE", "conversations/c1") == (204, None)
    assert asyncio.run(dialogue.kept("c1")) == []
    dialogue.agent.tracker_store = InMemoryTrackerStore(DOMAIN)
    refused = ask(dialogue, "DELETE", "conversations/c1")
    assert refused.status == 503
    assert "cannot delete" in refused.body["error"]


def test_it_is_alive_also_while_its_store_is_away(dialogue: PlayedDialogue) -> None:
    dialogue.store.table.drop(dialogue.store.engine)
    assert ask(dialogue, "GET", "alive") == (204, None)


def test_without_a_model_it_says_that_it_can_take_no_turns(dialogue: PlayedDialogue) -> None:
    dialogue.agent.processor = None
    for method, path, body in (("GET", "alive", None), ("POST", "messages", TURN.to_json())):
        assert ask(dialogue, method, path, body) == (503, {"error": "no model is loaded"})


def test_status(dialogue: PlayedDialogue) -> None:
    reply = ask(dialogue, "GET", "status")
    assert reply.status == 200
    assert reply.body["memory_bytes"] > 1_000_000
    assert {**reply.body, "memory_bytes": 0} == {
        "model": {"name": "zakboek-proef.tar.gz"},
        "actions": False,
        "store": True,
        "errors_last_hour": 0,
        "memory_bytes": 0,
    }


def test_a_client_that_hangs_up_does_not_cancel_its_turn(
    dialogue: PlayedDialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hung_up() -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()
        loop = dialogue.processor._run_prediction_loop

        async def waiting(*args: Any) -> None:
            begun.set()
            await go_on.wait()
            await loop(*args)

        monkeypatch.setattr(dialogue.processor, "_run_prediction_loop", waiting)
        call = asyncio.create_task(
            asked(await served(dialogue), "POST", "messages", json.dumps(TURN.to_json()).encode())
        )
        waiting_for_it = asyncio.create_task(begun.wait())
        await asyncio.wait([call, waiting_for_it], return_when=asyncio.FIRST_COMPLETED)
        assert not call.done()
        call.cancel()
        go_on.set()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)

    asyncio.run(hung_up())
    assert [event.text for event in asyncio.run(dialogue.kept("c1")) if isinstance(event, UserUttered)] == ["hallo"]


@pytest.mark.parametrize("credentials", [None, {}, {"secret": ""}, {"secret": "${ZAKBOEK_BRIDGE_SECRET}"}])
def test_without_a_secret_nothing_starts(credentials: dict[str, Any] | None) -> None:
    with pytest.raises(ValueError, match="ZAKBOEK_BRIDGE_SECRET"):
        BridgeInput.from_credentials(credentials)


def test_as_rasa_builds_it() -> None:
    assert BridgeInput.from_credentials({"secret": SECRET}).name() == "bridge"
