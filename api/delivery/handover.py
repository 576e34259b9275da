"""Delivers the messages that visitors leave for a person: by e-mail or to a webhook.

A message stays in the database until the receiver has taken it, is tried again when not, and
is deleted then. Its id goes along (Message-ID, Idempotency-Key), so that a receiver that had
taken it just before the connection broke can tell the repeat.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import logging
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import aiosmtplib
import httpx

from api.settings import Settings
from api.store.conversations import ConversationStore
from api.store.tables import LeftMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
TIMEOUT_SECONDS = 20.0


class NotDelivered(Exception):
    """The receiver did not take the message; it is tried again."""


class Handover:
    """Knows where a municipality's messages go, and brings them there."""

    def __init__(self, settings: Settings, store: ConversationStore, content: LiveContent) -> None:
        self._settings = settings
        self._store = store
        self._content = content

    @property
    def ways(self) -> list[str]:
        """The ways that can be used by the settings; see `OwnFile.handover`."""
        usable = {"email": self._settings.smtp_host, "webhook": self._settings.webhook_secret}
        return [way for way, setting in usable.items() if setting]

    async def deliver_forever(self) -> None:
        """Bring what is due, again and again; runs until it is cancelled."""
        while True:
            try:
                await self.deliver()
            except Exception:
                logger.exception("Delivering messages failed; it is tried again")
            await asyncio.sleep(LOOK_SECONDS)

    async def deliver(self) -> None:
        """Bring every message that is due; one that fails does not keep the others waiting."""
        for message in await self._store.due(datetime.now(UTC)):
            try:
                await self._bring(message)
            except (NotDelivered, aiosmtplib.SMTPException, httpx.HTTPError, OSError) as error:
                wait = min(FIRST_WAIT * 2**message.attempts, LONGEST_WAIT)
                logger.warning("Message %s is not delivered yet, next attempt in %s: %r", message.id, wait, error)
                await self._store.try_again(message.id, datetime.now(UTC) + wait)
            else:
                await self._store.delivered(message.id)

    async def _bring(self, message: LeftMessage) -> None:
        municipalities = self._content.current.municipalities
        own = municipalities.own_file(municipalities.register.find(message.municipality))
        if own is None or own.handover not in self.ways:
            raise NotDelivered(f"{message.municipality} has no handover that can be used now")
        if own.handover == "email":
            await self._mail(message, own)
        else:
            await self._post(message, own)

    async def _mail(self, message: LeftMessage, own: OwnFile) -> None:
        texts, settings = self._content.current.texts["bericht"], self._settings
        mail = EmailMessage()
        mail["From"], mail["To"] = settings.mail_from, own.handover_email
        mail["Subject"] = texts["mail_onderwerp"].tekst
        mail["Message-ID"] = f"<{message.id}@zakboek>"
        mail.set_content(texts["mail"].fill(tekst=message.text, bereik=message.reachable_at))
        await aiosmtplib.send(
            mail,
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            start_tls=settings.smtp_tls,
            timeout=TIMEOUT_SECONDS,
        )

    async def _post(self, message: LeftMessage, own: OwnFile) -> None:
        secret = self._settings.webhook_secret
        assert secret is not None  # noqa: S101  `ways` has looked
        body = json.dumps(
            {
                "id": message.id,
                "gemeente": message.municipality,
                "tijdstip": message.created_at.isoformat(),
                "tekst": message.text,
                "bereikbaar": message.reachable_at,
            },
            ensure_ascii=False,
        ).encode()
        signature = hmac.new(secret.get_secret_value().encode(), body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": message.id,
            "X-Zakboek-Signature": f"sha256={signature}",
        }
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client:
            reply = await client.post(own.handover_webhook, content=body, headers=headers)
        if not reply.is_success:
            raise NotDelivered(f"{own.handover_webhook} answered {reply.status_code}")
