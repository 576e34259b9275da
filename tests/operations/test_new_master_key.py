"""A new master key takes the place of the old one, and every conversation can still be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from operations.new_master_key import rotate
from operations.stored_conversations import look
from tests.support.assistant import free_ports

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    """What runs the tests that are coroutines."""
    return "asyncio"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of an assistant that has held one conversation."""
    settings = Settings(var_dir=tmp_path, rasa_port=free_ports(1)[0])
    with TestClient(create_app(settings)) as client:
        opened = client.post("/v1/gesprekken", json={"kanaal": "web"}).json()
        client.headers["Authorization"] = f"Bearer {opened['token']}"
        client.post(f"/v1/gesprekken/{opened['id']}/berichten", json={"tekst": "kenmerkend woord"})
    return settings


async def test_the_old_one_is_out_of_the_file_and_the_words_are_found(settings: Settings) -> None:
    file = settings.own_master_key_file
    before = file.read_text()
    assert str(file) in rotate(settings, seconds_for_others=0)
    after = file.read_text()
    assert len(after.split()) == 1
    assert after != before
    [found] = await look(settings, "KENMERKEND", None)
    conversation = found.split("GESPREK=")[1].split()[0]
    assert len((await look(settings, None, conversation))[0]) == 44
    assert await look(settings, "nooit getypt", None) == []
    assert await look(settings, None, "onbekend") == []


async def test_one_in_a_setting_stays_with_the_operator(settings: Settings) -> None:
    old = settings.own_master_key_file.read_text().strip()
    new = "A" * 43 + "="
    given = Settings(var_dir=settings.var_dir, master_key=f"{new} {old}")
    assert "first key in ZAKBOEK_MASTER_KEY" in rotate(given)
    alone = Settings(var_dir=settings.var_dir, master_key=new)
    assert await look(alone, "kenmerkend", None) != []
