"""A Slack on loopback with the assistant in it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from api.store.conversation_keys import ConversationKeys
from api.store.database import Database
from content.live import LiveContent
from operations.trial.slack.workspace import Workspace
from tests.support.slack_assistant import SlackTrial, slack_trial


@pytest.fixture
async def trial(content: LiveContent, database: Database, keys: ConversationKeys) -> AsyncIterator[SlackTrial]:
    """The stand-in and the assistant, which is installed in its workspace."""
    async with slack_trial(content, database, keys) as running:
        yield running


@pytest.fixture
def workspace(trial: SlackTrial) -> Workspace:
    """What people see in it."""
    return trial.platform.workspace
