"""All that is stored of a conversation, as files for the person: one to read, one for a computer."""

from __future__ import annotations

import asyncio
import json

from api.conversations.copy_for_visitor import FILE_NAME
from api.conversations.service import ConversationService
from api.documents.file import Download
from api.pages.transcript import transcript
from api.store.records import Conversation
from content.texts import Texts

TO_READ, FOR_COMPUTER = "lezen", "computer"


async def copies(service: ConversationService, conversation: Conversation, texts: Texts) -> dict[str, Download]:
    """Both by their names; ConversationNotFound when the conversation is gone."""
    stored = await service.copy(conversation)
    messages = await service.history(conversation)
    text = await asyncio.to_thread(transcript, messages, texts, service.last_day(messages))
    return {
        TO_READ: Download(text.encode(), "text/plain; charset=utf-8", "gesprek-zakboek.txt"),
        FOR_COMPUTER: Download(
            json.dumps(stored, ensure_ascii=False, indent=2).encode(), "application/json", FILE_NAME
        ),
    }
