"""Limits by a clock that a test sets."""

from __future__ import annotations

import pytest

from api.limits.counts import ProcessCounts
from tests.support.limits_clock import Time, set_clock

KEY = b"a key for tests"
"""The addresses that stand in them fall in groups of their own."""


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return set_clock(monkeypatch)


@pytest.fixture
def counts(time: Time) -> ProcessCounts:
    return ProcessCounts(time.time)
