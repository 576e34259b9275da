"""A fault that comes over and over cannot fill the disk, and does not hide another."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from api.log_bound import MOST_LINES, WINDOW_SECONDS, LogBound
from runtime.log import keep_text_out


class Written(logging.Handler):
    """What reached the log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:  # noqa: D102
        self.lines.append(record.getMessage())


class Clock:
    """Stands still until a test moves it."""

    now = 0.0

    def __call__(self) -> float:  # noqa: D102
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def written(clock: Clock) -> Written:
    handler = Written()
    handler.addFilter(LogBound(clock))
    return handler


@pytest.fixture
def fail(written: Written) -> Callable[[Exception, str], None]:
    keep_text_out()
    logger = logging.Logger("proef")
    logger.addHandler(written)

    def fail(error: Exception, name: str) -> None:
        logger.error("%s went wrong", name, exc_info=error)

    return fail


def test_what_comes_over_and_over_is_counted(
    written: Written, clock: Clock, fail: Callable[[Exception, str], None]
) -> None:
    for number in range(1000):
        fail(OSError(), f"file {number}")
    assert written.lines[0] == "file 0 went wrong"
    assert len(written.lines) == MOST_LINES
    assert "left out for 60 seconds" in written.lines[-1]
    clock.now = WINDOW_SECONDS
    fail(OSError(), "again")
    assert written.lines[MOST_LINES] == f"again went wrong (Before this, {1000 - MOST_LINES} of these were left out.)"
    fail(OSError(), "again")
    assert written.lines[MOST_LINES + 1] == "again went wrong"


def test_another_fault_at_the_same_place_is_not_hidden(
    written: Written, fail: Callable[[Exception, str], None]
) -> None:
    for _ in range(1000):
        fail(OSError(), "full")
    fail(ValueError(), "another")
    assert written.lines[-1] == "another went wrong"


def test_what_is_seldom_is_written_as_it_is(
    written: Written, clock: Clock, fail: Callable[[Exception, str], None]
) -> None:
    for minute in range(100):
        clock.now = minute * WINDOW_SECONDS
        fail(OSError(), "now and then")
    assert written.lines == ["now and then went wrong"] * 100
