"""No record of the log tells what a visitor typed, whichever library puts it into an exception."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from contract.records import ContractError
from runtime.log import JsonLines, keep_text_out
from runtime.trace import trace_id

MARKER = "zeldzaamwoord"


@pytest.fixture
def written() -> Iterator[Callable[[], str]]:
    """What a handler of any library writes to its file."""
    made_by, stream, root = logging.getLogRecordFactory(), io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    keep_text_out()
    keep_text_out()
    yield stream.getvalue
    root.removeHandler(handler)
    logging.setLogRecordFactory(made_by)


def fail() -> None:
    try:
        raise KeyError(MARKER)
    except KeyError as error:
        raise ValueError(f"refused: {MARKER}") from error


def test_a_trace_says_where_and_which_kinds_and_not_their_words(written: Callable[[], str]) -> None:
    try:
        fail()
    except ValueError as error:
        logging.getLogger("sanic.error").exception("Failed")
        logging.getLogger("rasa").error("Failed: %s, %r", error, error)
        logging.getLogger("rasa").error(error)
    assert MARKER not in written()
    assert all(found in written() for found in ("KeyError", "ValueError", "test_log.py", "in fail"))


def test_an_error_that_is_logged_twice_has_one_trace(written: Callable[[], str]) -> None:
    try:
        fail()
    except ValueError as error:
        logging.getLogger("api").error("Failed", exc_info=error)
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
    assert written().count("This led to") == 1
    assert "stands above" in written()


def test_a_task_that_nobody_awaits(written: Callable[[], str]) -> None:
    async def leave_it() -> None:
        async def task() -> None:
            raise ValueError(MARKER)

        left = asyncio.ensure_future(task())
        await asyncio.wait([left])
        del left

    asyncio.run(leave_it())
    assert "never retrieved" in written()
    assert MARKER not in written()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ContractError("Turn: missing text"), "missing text"),
        (OSError(28, "No space left on device"), "No space left"),
        (sqlite3.OperationalError("database is locked"), "database is locked"),
        (ValueError(MARKER), "ValueError"),
    ],
)
def test_what_quotes_nothing_is_told(written: Callable[[], str], error: Exception, told: str) -> None:
    logging.getLogger("api").warning("Tried again: %s", error)
    assert told in written()
    assert MARKER not in written()


def test_no_record_tells_the_id_of_a_conversation(written: Callable[[], str]) -> None:
    conversation = "6f1e2d3c-0a1b-4c2d-8e3f-001122334455"
    logging.getLogger("api").warning("Conversation %s waits", conversation)
    try:
        raise ContractError(f"no turn of {conversation}")
    except ContractError:
        logging.getLogger("api").exception("It failed")
    assert conversation not in written()
    assert "Conversation [id] waits" in written()


def test_a_line_of_json_has_its_fields_and_no_others(written: Callable[[], str]) -> None:
    stream, logger = io.StringIO(), logging.getLogger("api.proof")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines("door"))
    logger.addHandler(handler)
    token = trace_id.set("0" * 31 + "1")
    try:
        logger.warning("Twee\nregels met “tekens”", extra={"typed": MARKER})
        try:
            fail()
        except ValueError:
            logger.exception("It failed")
    finally:
        trace_id.reset(token)
        logger.removeHandler(handler)
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert datetime.fromisoformat(first.pop("time")).utcoffset() == timedelta(0)
    assert first == {
        "level": "WARNING",
        "process": "door",
        "logger": "api.proof",
        "message": "Twee\nregels met “tekens”",
        "trace_id": "0" * 31 + "1",
    }
    assert (second["error"], "in fail" in second["places"]) == ("ValueError", True)
    assert MARKER not in stream.getvalue()
