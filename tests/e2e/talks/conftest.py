"""One running assistant for all conversations; each test talks to it by the public API."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.support.assistant import BackgroundAssistant
from tests.support.client import Talk, TalkIn
from tests.support.running_assistant import assistant

__all__ = ["assistant"]


@pytest.fixture(scope="session")
def client(assistant: BackgroundAssistant) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=assistant.url, timeout=60) as client:
        yield client


@pytest.fixture
def new_talk(client: httpx.Client) -> Callable[[], Talk]:
    return lambda: Talk(client)


@pytest.fixture
def talk(client: httpx.Client) -> Talk:
    return Talk(client)


@pytest.fixture
def talk_in(client: httpx.Client) -> TalkIn:
    return lambda municipality: Talk(client, gemeente=municipality)
