"""`python -m operations.status`: on one screen whether the assistant is well; for an operator, on the same machine.

Ends with 0 when all is well, 2 when it answers and something asks for attention, 1 when it does not answer or a part
is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from api.settings import SettingsError, load_settings
from operations.serve.announce import address_of, as_operator

TIMEOUT_SECONDS = 10.0
LITTLE_DISK = 0.10
"""Of the disk free: below this there may soon be no room for conversations."""

LONGEST_WITHOUT_RETENTION_SECONDS = 3600
WELL, BROKEN, ATTENTION = 0, 1, 2


@dataclass(frozen=True)
class Line:
    """One line of the screen; `problem` is what to do about it, empty when all is well."""

    what: str
    told: str
    problem: str = ""
    is_broken: bool = False


def main(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> int:
    """Print the screen, then what asks for attention; `now` gives the moment, in UTC."""
    try:
        settings = load_settings()
    except SettingsError as error:
        print(f"Zakboek assistant: a setting is wrong.\n{error}", file=sys.stderr)
        return BROKEN
    address = address_of(settings.host, settings.port)
    secret = settings.status_secret.get_secret_value() if settings.status_secret else ""
    try:
        reply = httpx.get(f"{address}/readyz", headers=as_operator(secret), timeout=TIMEOUT_SECONDS, trust_env=False)
        state: Mapping[str, Any] = reply.json()
    except (httpx.TransportError, ValueError):
        print(f"Nothing answers at {address}. Is the assistant running? `make run` starts it.", file=sys.stderr)
        return BROKEN
    lines = list(screen(state, now()))
    print(f"Zakboek assistant {state.get('version', '')} at {address}\n")
    for line in lines:
        print(f"{'!' if line.problem else ' '} {line.what:<14} {line.told}")
    problems = [line for line in lines if line.problem]
    print("\nAll is well." if not problems else "\n" + "\n".join(f"{line.what}: {line.problem}" for line in problems))
    return BROKEN if any(line.is_broken for line in lines) else ATTENTION if problems else WELL


def screen(state: Mapping[str, Any], now: datetime) -> Iterator[Line]:
    """What `/readyz` says, in plain words."""
    yield _parts(state)
    if "version" not in state:
        yield Line(
            "details", "not shown", "set ZAKBOEK_STATUS_SECRET as the assistant has it, or ask on the same machine"
        )
        return
    model = state["model"] or {}
    yield Line("model", f"{model.get('name', 'none')} (Rasa {model.get('rasa', 'unknown')})" if model else "none")
    yield _content(state["content"])
    yield Line("channels", ", ".join(["web", *state["channels"]]))
    yield from _channel_work(state.get("channel_work") or {})
    yield from _engines(state["engines"])
    yield from _redis(state["redis"])
    yield Line("queue", f"{state['queue']['waiting']} wait, {state['queue']['at_rasa']} at Rasa")
    yield _outbox(state["outbox"], state["deliveries"])
    yield _deletions(state["deletions"], now)
    yield _disk(state["storage"])
    yield Line(
        "memory", ", ".join(f"{process} {size / 2**20:.0f} MiB" for process, size in state["memory_bytes"].items())
    )
    yield _errors(state["errors_last_hour"])


def _parts(state: Mapping[str, Any]) -> Line:
    missing = ", ".join(state["missing"])
    starts = ", ".join(f"{part} ({count} times)" for part, count in state["failed_starts"].items())
    if missing:
        tried = f"; died at its start: {starts}" if starts else ""
        return Line("state", f"not ready: {missing} missing{tried}", "see the log, and docs/operators/running.md", True)
    if starts:
        return Line("state", f"ready, but {starts} died at its start", "see rasa.log in ZAKBOEK_VAR_DIR")
    return Line("state", "ready")


def _engines(engines: Mapping[str, list[str]]) -> Iterator[Line]:
    in_use, left_out = engines["in_use"], engines["left_out"]
    if not in_use and not left_out:  # there is one, and `state` says how it is
        return
    told = f"{len(in_use)} of {len(in_use) + len(left_out)} in use"
    problem = "what is left out does not answer or has no model, and others have its conversations: see its own log"
    yield Line("engines", f"{told}; left out: {', '.join(left_out)}", problem) if left_out else Line("engines", told)


def _redis(redis: Mapping[str, bool] | None) -> Iterator[Line]:
    if redis is None:
        return
    if redis["answers"]:
        yield Line("redis", "answers")
    else:
        yield Line("redis", "away: each door counts its limits alone", "the log says why; the doors come back to it")


def _content(content: Mapping[str, Any]) -> Line:
    told = f"{content['topics']} topics, {content['municipalities']} municipalities with a file of their own"
    if content["up_to_date"]:
        return Line("content", told)
    return Line("content", f"{told}; the newest edit is not in force", str(content["problem"]))


def _channel_work(work: Mapping[str, Any]) -> Iterator[Line]:
    if not work:
        return
    waiting = {what: sum(work[f"{what}_waiting"].values()) for what in ("events", "messages")}
    told = f"{waiting['events']} events and {waiting['messages']} messages wait; {work['dropped']} dropped, "
    problem = f"the file of workspaces: {work['problem']}" if work["problem"] else ""
    yield Line("channel work", f"{told}{work['given_up']} given up since the start", problem)


def _outbox(outbox: Mapping[str, Any], deliveries: Mapping[str, Any] | None) -> Line:
    if deliveries is None:
        return Line("messages left", "unknown: the database cannot be used")
    failing = ", ".join(f"{count} for {name}" for name, count in deliveries["waiting"].items())
    told = f"{outbox['waiting']} wait, {deliveries['given_up']} given up since the start"
    if failing:
        return Line("messages left", told, f"not taken: {failing}; mend its address, or have the receiver mended")
    return Line("messages left", told)


def _deletions(deletions: Mapping[str, Any], now: datetime) -> Line:
    looked = datetime.fromisoformat(deletions["last_look"]) if deletions["last_look"] else None
    waiting = deletions["waiting"]
    told = f"last looked for old conversations {_ago(looked, now)}"
    if waiting:
        return Line("deletions", f"{told}; {waiting} not finished", "Rasa is away, or a program reads a database")
    if looked is not None and (now - looked).total_seconds() > LONGEST_WITHOUT_RETENTION_SECONDS:
        return Line("deletions", told, "it should be every ten minutes: see the log")
    return Line("deletions", told)


def _ago(moment: datetime | None, now: datetime) -> str:
    return f"{max(0, (now - moment).total_seconds()) / 60:.0f} minutes ago" if moment is not None else "not yet"


def _disk(storage: Mapping[str, int]) -> Line:
    free, size = storage["free_bytes"], storage["size_bytes"]
    told = f"{free / 2**30:.1f} GiB free of {size / 2**30:.1f} GiB"
    return Line("disk", told, "make room" if free < LITTLE_DISK * size else "")


def _errors(errors: Mapping[str, int]) -> Line:
    told = ", ".join(f"{process} {count}" for process, count in errors.items())
    return Line("errors", f"in the last hour: {told}", "see the log of that process" if any(errors.values()) else "")


if __name__ == "__main__":
    sys.exit(main())
