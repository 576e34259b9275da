"""The door alone: what is kept, said and answered when Rasa is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.main import create_app
from api.settings import Settings
from content import live as content_module
from content.live import LiveContent
from tests.api.conftest import on_the_same_machine
from tests.support.content_in_force import content_in_force
from tests.support.data import copy_data


def test_alive_but_not_ready(client: TestClient) -> None:
    assert client.get("/livez").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 503
    assert ready.headers["retry-after"]
    assert ready.json()["missing"] == ["rasa"]


def test_a_message_is_kept_and_the_visitor_is_told(client: TestClient) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    path = f"/v1/gesprekken/{opened['id']}/berichten"
    reply = client.post(path, json={"tekst": "Wat doet een inkoper?"}, headers=headers)
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "5"
    assert reply.headers["content-type"] == "application/problem+json"
    assert "bewaard" in reply.json()["detail"]
    kept = client.get(path, headers=headers).json()["berichten"]
    assert [message["tekst"] for message in kept[1:]] == ["Wat doet een inkoper?"]


def test_deletion_wipes_the_texts_though_rasa_is_gone(client: TestClient) -> None:
    opened = client.post("/v1/gesprekken", json={}).json()
    headers = {"Authorization": f"Bearer {opened['token']}"}
    reply = client.delete(f"/v1/gesprekken/{opened['id']}", headers=headers)
    assert reply.status_code == 503
    assert client.get(f"/v1/gesprekken/{opened['id']}/berichten", headers=headers).status_code == 404


def test_a_mistake_in_the_content_shows_while_the_last_good_text_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(content_module, "SECONDS_BETWEEN_LOOKS", 0)
    data = copy_data(tmp_path)
    file = data.guide / "rol" / "inkoper.md"
    with TestClient(create_app(Settings(var_dir=tmp_path), LiveContent(data))) as client:
        good = client.get("/v1/onderwerpen/rol/inkoper").json()
        file.write_text(file.read_text(encoding="utf-8").replace("pagina: 19", "pagina: x"), encoding="utf-8")
        assert client.get("/v1/onderwerpen/rol/inkoper").json() == good
        assert client.get("/readyz").json()["content"] == {"up_to_date": False}
        assert "inkoper.md:7" in on_the_same_machine(client).get("/readyz").json()["content"]["problem"]
    assert "inkoper.md:7" in caplog.text


def test_topics_need_no_rasa(client: TestClient) -> None:
    assert len(client.get("/v1/onderwerpen").json()["onderwerpen"]) == len(content_in_force().guide)
