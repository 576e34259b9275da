"""A message for a person as a signed call of the municipality's webhook."""

from __future__ import annotations

import hashlib
import hmac
import json

import httpx

from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.store.records import OutboxMessage
from content.municipalities.own_file import OwnFile

TIMEOUT_SECONDS = 20.0
"""For each step; `api.delivery.outbox_worker` bounds the whole."""

_PASSING = {408, 425, 429}
"""Client errors that pass by themselves."""


class WebhookDelivery:
    """Posts the message as JSON, signed with the secret that the receiver knows too."""

    def __init__(self, secret: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        """`transport` in the place of the network."""
        self._secret = secret.encode()
        self._transport = transport

    def destination(self, own: OwnFile) -> str:
        """The server that it goes to, without what may be secret in the address."""
        return own.handover_webhook.split("/")[2].rpartition("@")[2]

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Post the message to the municipality's webhook; NotDelivered for any answer but a success."""
        body = _body(message)
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.id,
            "X-Zakboek-Signature": f"sha256={hmac.new(self._secret, body, hashlib.sha256).hexdigest()}",
        }
        try:
            async with (
                httpx.AsyncClient(timeout=TIMEOUT_SECONDS, transport=self._transport) as client,
                client.stream("POST", own.handover_webhook, content=body, headers=headers) as reply,
            ):  # what else the answer holds is not read: it may have no end
                status = reply.status_code
        except httpx.InvalidURL as error:
            raise Refused(f"the webhook at {self.destination(own)} has an address that cannot be used") from error
        except (httpx.HTTPError, OSError) as error:
            raise Unreachable(f"the webhook at {self.destination(own)}: {type(error).__name__}") from error
        if not httpx.codes.is_success(status):
            raise _kind(status)(f"the webhook at {self.destination(own)} answered {status}")


def _kind(status: int) -> type[NotDelivered]:
    if status in _PASSING or httpx.codes.is_server_error(status):
        return Unreachable
    return Refused


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
