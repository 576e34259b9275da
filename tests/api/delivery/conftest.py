"""A message for a person in an outbox of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.store.records import OutboxMessage

LEFT_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def message() -> OutboxMessage:
    return OutboxMessage("een-id", "voorbeeldstad", "Welke subsidies zijn er?", "06 12 34 56 78", LEFT_AT, 0)
