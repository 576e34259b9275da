"""A document that was stored before its keys were English can still be listed and downloaded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient

from api.documents import DOCX, PDF
from runtime.text_cipher import TextCipher

BEFORE = Path(__file__).parents[2] / "support" / "golden" / "document-before.json"
STORE = """
INSERT INTO documents (id, conversation_id, message_id, media_type, content)
SELECT ?, conversation_id, id, ?, ? FROM messages WHERE conversation_id = ?
"""


@pytest.mark.parametrize("value", json.loads(BEFORE.read_text(encoding="utf-8")), ids=lambda value: value["titel"])
def test_a_document_of_before_can_be_had(
    door: Callable[[], TestClient], tmp_path: Path, ciphers: list[TextCipher], value: dict[str, Any]
) -> None:
    client = door()
    opened = client.post("/v1/gesprekken", json={"kanaal": "web"}).json()
    with closing(sqlite3.connect(tmp_path / "gesprekken.db")) as database, database:
        for name, kind in (("word", DOCX), ("pdf", PDF)):
            database.execute(STORE, (name, kind, ciphers[-1].encrypt(json.dumps(value)), opened["id"]))

    client.headers["Authorization"] = f"Bearer {opened['token']}"
    [greeting] = client.get(f"/v1/gesprekken/{opened['id']}/berichten").json()["berichten"]
    assert {one["titel"] for one in greeting["documenten"]} == {value["titel"]}
    files = {one["type"]: client.get(one["url"]) for one in greeting["documenten"]}
    assert files[PDF].content.startswith(b"%PDF")
    words = [paragraph.text for paragraph in docx.Document(BytesIO(files[DOCX].content)).paragraphs]
    assert words[:2] == [value["titel"], value["kenmerk"]]
    assert all(part["kop"] in words for part in value["delen"])
