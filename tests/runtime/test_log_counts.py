"""The errors of the last hour are counted, and nothing is kept of them."""

from __future__ import annotations

import logging

from runtime.log_counts import MINUTES, ErrorsOfLastHour


def test_errors_count_for_an_hour_and_warnings_never() -> None:
    now = [0.0]
    counts = ErrorsOfLastHour(lambda: now[0])
    logger = logging.Logger("test")
    logger.addHandler(counts)
    logger.error("one")
    logger.warning("not this")
    now[0] = 30 * 60
    logger.error("two")
    logger.critical("three")
    assert counts.count() == 3
    now[0] = (MINUTES + 1) * 60
    assert counts.count() == 2
    now[0] = 24 * 3600
    assert counts.count() == 0


def test_a_day_of_errors_takes_no_more_room_than_an_hour() -> None:
    now = [0.0]
    counts = ErrorsOfLastHour(lambda: now[0])
    record = logging.LogRecord("test", logging.ERROR, __file__, 1, "", (), None)
    for minute in range(24 * 60):
        now[0] = minute * 60.0
        counts.handle(record)
    assert len(counts._minutes) == counts.count() == MINUTES + 1
