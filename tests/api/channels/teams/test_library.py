"""What the Teams library does on its own stays out."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from api.channels.teams.channel import TeamsChannel
from api.channels.teams.settings import TeamsSettings
from content.live import LiveContent
from content.paths import ROOT
from operations.trial.teams.activities import CLIENT_ID, TENANT


def test_a_dotenv_file_is_not_read_and_the_environment_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CLIENT_SECRET=van-een-ander\n", encoding="utf-8")
    program = "import os; before = dict(os.environ); import api.channels.teams.library; assert os.environ == before"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-W", "error", "-c", program], cwd=tmp_path, env=environment, check=False)
    assert done.returncode == 0


@pytest.mark.anyio
async def test_the_address_of_a_request_is_not_logged(content: LiveContent) -> None:
    channel = TeamsChannel(TeamsSettings(CLIENT_ID, "x", TENANT), content, lambda: None)
    assert logging.getLogger("httpx").getEffectiveLevel() >= logging.WARNING
    await channel.close()
