"""What a test finds in the store after it."""

from __future__ import annotations

from pathlib import Path

from api.conversations.service import ConversationService
from api.store.records import Conversation


async def texts(service: ConversationService, conversation: Conversation) -> list[tuple[str, str]]:
    """Who wrote what after the greeting."""
    return [(message.sender, message.text) for message in (await service.history(conversation))[1:]]


def bytes_on_disk(folder: Path) -> bytes:
    """All that the database and its log hold."""
    return b"".join(file.read_bytes() for file in folder.glob("gesprekken.db*"))
