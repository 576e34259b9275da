"""A message for a person as a signed call of the municipality's webhook."""

from __future__ import annotations

import hashlib
import hmac
import json

import httpx

from api.delivery.errors import NotDelivered
from api.store.records import OutboxMessage
from content.municipalities.own_file import OwnFile

TIMEOUT_SECONDS = 20.0


class WebhookDelivery:
    """Posts the message as JSON, signed with the secret that the receiver knows too."""

    def __init__(self, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`transport` in the place of the network."""
        self._secret = secret.encode()
        self._transport = transport

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Post the message to the municipality's webhook; NotDelivered for any answer but a success."""
        body = _body(message)
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.id,
            "X-Zakboek-Signature": f"sha256={hmac.new(self._secret, body, hashlib.sha256).hexdigest()}",
        }
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, transport=self._transport) as client:
                reply = await client.post(own.handover_webhook, content=body, headers=headers)
        except (httpx.HTTPError, OSError) as error:
            raise NotDelivered(f"{own.handover_webhook}: {error!r}") from error
        if not reply.is_success:
            raise NotDelivered(f"{own.handover_webhook} answered {reply.status_code}")


def _body(message: OutboxMessage) -> bytes:
    return json.dumps(
        {
            "id": message.id,
            "gemeente": message.municipality,
            "tijdstip": message.created_at.isoformat(),
            "tekst": message.text,
            "bereikbaar": message.reachable_at,
        },
        ensure_ascii=False,
    ).encode()
