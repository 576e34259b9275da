"""What visitors type stands in no line of Rasa's log and in none of the bridge's answers, whatever goes wrong."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import sqlalchemy as sa  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.policies.policy import PolicyPrediction
from rasa.utils.endpoints import ClientResponseError

from bridge import patches, tracker_store
from bridge.tracker_table import encrypted_with
from contract.turn import Turn
from tests.bridge.test_channel import Reply, ask
from tests.support.keys import CIPHER, KEY
from tests.support.played_dialogue import ANSWER, PlayedDialogue
from tests.support.store_trouble import break_table, full, locked

MARKER = "zeldzaamwoord"


@pytest.fixture
def written(unpatched: None) -> Iterator[Callable[[], str]]:
    """All that is logged from INFO up; Rasa's DEBUG is for words, and docs/settings.md says so."""
    patches.apply()
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.INFO)
    root.addHandler(handler)
    yield stream.getvalue
    root.removeHandler(handler)


@pytest.fixture
def dialogue(dialogue: PlayedDialogue) -> PlayedDialogue:
    sa.event.listen(dialogue.store.engine, "checkout", lambda own, *_: own.execute("PRAGMA busy_timeout = 1"))
    return dialogue


def files(folder: Path) -> str:
    """All but the database, which is for what people type."""
    others = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith("tracker.db")]
    return "".join(file.read_text(encoding="utf-8", errors="replace") for file in others)


def say(dialogue: PlayedDialogue, message_id: str) -> Reply:
    return ask(dialogue, "POST", "messages", Turn("c1", message_id, MARKER * 2000, conversation_key=KEY).to_json())


def refused_answer() -> Exception:
    """The error of a validator that is given what an action said."""
    try:
        jsonschema.validate({"events": MARKER}, RemoteAction.action_response_format_spec())
    except jsonschema.ValidationError as error:
        refused: Exception = error
        return refused
    raise AssertionError("it was accepted")


ERRORS: list[Exception] = [
    KeyError(MARKER),
    ClientResponseError(500, "Internal Server Error", json.dumps({"request_body": MARKER})),
    refused_answer(),
]


def test_nothing_typed_is_logged(
    dialogue: PlayedDialogue, tmp_path: Path, written: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracker_store, "TRY_AGAIN_SECONDS", 0)
    replies = [say(dialogue, "m1")]
    with locked(dialogue.file):
        replies.append(say(dialogue, "m2"))
    for says in ([], [MARKER], [{"outcome": MARKER, "text": MARKER}], [{**ANSWER, "choices": [MARKER]}]):
        dialogue.processor.says = says
        replies.append(say(dialogue, "m2"))
    dialogue.processor.says = [ANSWER]
    for dialogue.processor.fails in ERRORS:
        replies.append(say(dialogue, "m2"))
    dialogue.processor.fails = None
    replies.append(
        ask(dialogue, "POST", "messages", {**Turn("c1", "m2", MARKER, conversation_key=KEY).to_json(), "goal": MARKER})
    )
    sa.event.listen(dialogue.store.engine, "checkout", full)
    replies.append(say(dialogue, "m2"))
    break_table(dialogue.file, "events")
    replies += [say(dialogue, "m2"), ask(dialogue, "DELETE", "conversations/c1")]
    assert [reply.status for reply in replies] == [200, 503, *[503] * 4, *[503] * 3, 400, 503, 503, 503]
    assert all(found in written() for found in ("database is locked", "full", "no such table", "KeyError"))
    assert MARKER not in written() + files(tmp_path) + json.dumps([reply.body for reply in replies])


class ServerThatSendsBack:
    """An action server whose error holds the request, as rasa-sdk's does."""

    url = "http://127.0.0.1:1/webhook"
    kwargs: ClassVar[dict[str, Any]] = {}

    async def request(self, json: Any, **_: Any) -> Any:
        """Refuse it."""
        raise ClientResponseError(500, "Internal Server Error", str(json))


def test_nor_by_rasa_when_an_action_fails(dialogue: PlayedDialogue, written: Callable[[], str]) -> None:
    say(dialogue, "m1")
    processor, action = dialogue.processor, RemoteAction("action_gesprek", ServerThatSendsBack())
    predicted = PolicyPrediction.for_action_name(processor.domain, "action_listen")

    async def run() -> None:
        with encrypted_with(CIPHER):
            tracker = await processor.get_tracker("c1")
        await processor._run_action(action, tracker, CollectingOutputChannel(), processor.nlg, predicted)

    asyncio.run(run())
    assert "Encountered an exception while running action" in written()
    assert "ClientResponseError" in written()
    assert MARKER not in written()


def test_rasas_lines_are_json_where_that_is_set_and_its_errors_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from bridge import server
    from runtime.log_counts import ErrorsOfLastHour

    counts, stream = ErrorsOfLastHour(), io.StringIO()
    root = logging.Logger("root of the test")
    root.addHandler(logging.StreamHandler(stream))
    monkeypatch.setattr(server, "ERRORS_OF_LAST_HOUR", counts)
    server._set_up_log(root, "json")
    root.error("A turn failed: %s", "no rule fits")
    told = json.loads(stream.getvalue())
    assert (told["process"], told["message"], told["level"]) == ("rasa", "A turn failed: no rule fits", "ERROR")
    assert counts.count() == 1
