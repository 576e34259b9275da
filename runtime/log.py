"""Keeps what people type out of the log, whoever writes to it.

Libraries quote their input in what their exceptions say: SQLAlchemy the parameters of a statement,
pydantic and jsonschema the value that they refuse, Rasa the whole conversation that it sent to an
action. So a record shows where an error was raised and of which kind it is, and not its words,
unless the project itself wrote them. Nor does it show the id of a conversation or a message.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
import traceback
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from runtime.trace import trace_id

OWN = {"actions", "api", "bridge", "content", "contract", "nlu", "operations", "runtime", "training"}
"""Packages whose exceptions are worded here, without what was typed."""

FRAMES_OF_LIBRARIES = 3
"""Frames shown of the libraries in which an error was raised; those between our own tell nothing."""

_SHOWN = "_shown_in_the_log"

_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""A UUID, as each conversation and message has."""


def keep_text_out() -> None:
    """From now on no record of this process tells what a library's exception says; once is enough."""
    make = logging.getLogRecordFactory()
    if make is not _SafeRecord:
        logging.setLogRecordFactory(_SafeRecord)


def describe(error: BaseException) -> str:
    """Which error it is: in its own words where those quote nothing, by its kind alone otherwise."""
    name = _name(type(error))
    if _is_own(error):
        return f"{name}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return f"{name}: {error}" if isinstance(error, sqlite3.Error) else name


def in_a_line(error: BaseException) -> str:
    """What it says, on one line: of SQLAlchemy's, what the driver said."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


class JsonLines(logging.Formatter):
    """A line of JSON for each record, with these fields and no others: what a library adds to its record is left out.

    `time` (UTC), `level`, `process` (door or rasa), `logger`, `message`; where there is one `error`, the kind of the
    exception, with its `places`, and `trace_id`, the number of the request, which both processes have.
    """

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """Without a line break, however many its parts have."""
        told = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "process": self._process,
            "logger": record.name,
            "message": record.getMessage(),
            "error": getattr(record, "error_kind", ""),
            "places": record.exc_text or "",
            "trace_id": trace_id.get(),
        }
        return json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)


class _SafeRecord(logging.LogRecord):
    """A record whose exceptions are described instead of quoted; formatters print `exc_text` as it stands.

    `error_kind` is the class of its exception, by name, and empty without one.
    """

    error_kind = ""

    def __init__(
        self, name: str, level: int, path: str, line: int, msg: Any, args: Any, exc_info: Any, *more: Any, **named: Any
    ) -> None:
        super().__init__(name, level, path, line, _safe(msg), _all_safe(args), None, *more, **named)
        if name == "asyncio":  # says in further lines which future it was, with the exception's words
            self.msg = str(self.msg).partition("\n")[0]
        if exc_info and exc_info[1] is not None:
            self.exc_text = _ID.sub("[id]", trace(exc_info[1]))
            self.error_kind = _name(type(exc_info[1]))

    def getMessage(self) -> str:  # noqa: N802
        """With "[id]" in the place of each."""
        return _ID.sub("[id]", super().getMessage())


def trace(error: BaseException) -> str:
    """Where `error` and what led to it were raised; only that it stands above when it was shown before."""
    if getattr(error, _SHOWN, False):
        return f"(the trace of this {type(error).__qualname__} stands above)"
    setattr(error, _SHOWN, True)
    parts = [
        f"{''.join(traceback.format_list(_frames(one)))}{describe(one)}" for one in reversed(list(_with_causes(error)))
    ]
    return "\n\nThis led to:\n\n".join(parts)


def _name(kind: type[BaseException]) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames[:-FRAMES_OF_LIBRARIES] if "site-packages" not in frame.filename]
    return [*ours, *frames[-FRAMES_OF_LIBRARIES:]]


def _all_safe(args: Any) -> Any:
    if isinstance(args, tuple):
        return tuple(map(_safe, args))
    return _safe(args)


def _safe(value: Any) -> Any:
    return describe(value) if isinstance(value, BaseException) and not _is_own(value) else value


def _is_own(error: BaseException) -> bool:
    return type(error).__module__.partition(".")[0] in OWN
