"""What a test finds in the store after it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from pathlib import Path

from api.conversations.service import ConversationService
from api.store.conversations import ConversationStore
from api.store.records import Conversation, MessageDraft, Reply, StoredVisitorMessage, VisitorMessage
from contract.message import DraftWork, Outcome
from runtime.text_cipher import TextCipher
from tests.support.keys import readable

CIPHERS: list[TextCipher] = []
"""All that were made in the running test (see tests/api/conftest.py)."""


async def leave(store: ConversationStore, conversation_id: str, municipality: str, *messages: str) -> None:
    """Leave these messages for a person in the conversation: shown, agreed to, and waiting to be delivered."""
    for text in messages:
        draft = MessageDraft(municipality, text, "06 12 34 56 78", "Klopt het?")
        for reply in (
            Reply(Outcome.CONVERSATION, "Getoond", draft_work=DraftWork.SHOW, draft=draft),
            Reply(Outcome.CONVERSATION, "Verstuurd", draft_work=DraftWork.SEND),
        ):
            await store.answer(await said(store, conversation_id, "ja"), reply)


async def said(store: ConversationStore, conversation_id: str, text: str) -> StoredVisitorMessage:
    """Store what a visitor says, to be answered."""
    standing = await store.standing(conversation_id)
    assert standing is not None
    return await store.add(standing, VisitorMessage(text, None, None, "hash"))


async def texts(service: ConversationService, conversation: Conversation) -> list[tuple[str, str]]:
    """Who wrote what after the greeting."""
    return [(message.sender, message.text) for message in (await service.history(conversation))[1:]]


def rows_in_file_alone(file: Path, table: str) -> int:
    """How many rows a table has without the write-ahead log, which may not have reached the disk."""
    with tempfile.TemporaryDirectory() as folder:
        alone = shutil.copy(file, folder)
        with contextlib.closing(sqlite3.connect(alone)) as connection:
            found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            return found


def raw_bytes(folder: Path) -> bytes:
    """All that stands in the files of a folder, as someone finds it who has no key."""
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file())


def bytes_on_disk(folder: Path) -> bytes:
    """All that who had the keys of this test's conversations could read in the database and its log."""
    return readable(folder.glob("gesprekken.db*"), CIPHERS)
