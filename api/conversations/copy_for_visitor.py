"""All that is stored of a conversation, as JSON for the visitor whose it is: by the API and by the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from api.store.records import Conversation, StoredMessage

FILE_NAME = "gesprek-zakboek.json"


def copy_for_visitor(conversation: Conversation, messages: Sequence[StoredMessage], last_day: date) -> dict[str, Any]:
    """JSON values with the names that `api.v1.schemas.Kopie` describes; `last_day` is when all of it goes."""
    return {
        "id": conversation.id,
        "kanaal": conversation.channel,
        "gemeente": conversation.municipality,
        "geopend": conversation.opened_at.isoformat(),
        "bewaardTot": last_day.isoformat(),
        "berichten": [_message(message) for message in messages],
    }


def _message(message: StoredMessage) -> dict[str, Any]:
    return {
        "afzender": message.sender,
        "tijdstip": message.created_at.isoformat(),
        "tekst": message.text,
        "weggelaten": list(message.left_out),
        "keuzes": [choice.label for choice in message.choices],
        "bronnen": message.sources,
        "documenten": [f"{document.title} ({document.media_type})" for document in message.documents],
        "uitkomst": message.outcome,
        "nuttig": message.useful,
        "toelichting": message.remark,
    }
