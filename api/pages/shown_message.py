"""A message as the chat page's and the transcript's templates show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.store.records import StoredMessage


@dataclass(frozen=True)
class ShownMessage:
    """`afzender` is bezoeker or assistent; choices, sources and documents are shown in their order."""

    id: str
    afzender: str
    tijdstip: datetime
    tekst: str
    keuzes: list[dict[str, str]]
    bronnen: list[dict[str, Any]]
    documenten: list[dict[str, str]]
    nuttig: bool | None

    @classmethod
    def of(cls, message: StoredMessage) -> ShownMessage:
        """From the stored message."""
        return cls(
            id=message.id,
            afzender=message.sender,
            tijdstip=message.created_at,
            tekst=message.text,
            keuzes=[{"keuze": choice.id, "label": choice.label} for choice in message.choices],
            bronnen=message.sources,
            documenten=[{"id": one.id, "titel": one.title, "type": one.media_type} for one in message.documents],
            nuttig=message.useful,
        )
