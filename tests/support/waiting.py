"""Waiting for what the running assistant does of its own accord."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


def until(done: Callable[[], Found], seconds: float = 90) -> Found:
    """What `done` gives once that is not false; AssertionError when it takes longer than `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := done()):
        assert time.monotonic() < deadline, f"not within {seconds} s"
        time.sleep(0.05)
    return found
