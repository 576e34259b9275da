"""What the person at the terminal sees of a training: one line that counts, not a library's hundreds."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

TICK_SECONDS = 1.0
TICK_SECONDS_IN_A_LOG = 30.0
TAIL_LINES = 15

_terminal = os.dup(2)


def say(line: str) -> None:
    """To the person at the terminal; standard output is for the model's path."""
    os.write(_terminal, f"{line}\n".encode())


@contextlib.contextmanager
def output_to(log: Path) -> Iterator[None]:
    """Everything that is printed goes to `log`, also by libraries that write past Python."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8", buffering=1) as file, contextlib.ExitStack() as stack:
        for descriptor in (1, 2):
            before = os.dup(descriptor)
            os.dup2(file.fileno(), descriptor)
            stack.callback(_put_back, descriptor, before)
        stack.enter_context(contextlib.redirect_stdout(file))
        stack.enter_context(contextlib.redirect_stderr(file))
        yield


@contextlib.contextmanager
def progress(what: str) -> Iterator[None]:
    """Say how long it has taken so far: on a terminal in one line that counts, in a log now and then."""
    done, started = threading.Event(), time.monotonic()
    in_place = os.isatty(_terminal)

    def count() -> None:
        while not done.wait(TICK_SECONDS if in_place else TICK_SECONDS_IN_A_LOG):
            line = f"{what} ... {time.monotonic() - started:.0f} s"
            os.write(_terminal, (f"\r{line}" if in_place else f"{line}\n").encode())
        if in_place:
            os.write(_terminal, b"\r\033[K")

    counting = threading.Thread(target=count, daemon=True)
    counting.start()
    try:
        yield
    finally:
        done.set()
        counting.join()


def last_lines(log: Path) -> str:
    """The end of a log, for who has to find out what went wrong."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:])


def _put_back(descriptor: int, before: int) -> None:
    os.dup2(before, descriptor)
    os.close(before)
