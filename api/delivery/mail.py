"""A message for a person as an e-mail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from email.message import EmailMessage
from typing import Any

import aiosmtplib

from api.delivery.errors import NotDelivered
from api.settings import Settings
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from content.texts import Text
from runtime.log import describe

TIMEOUT_SECONDS = 20.0


class MailDelivery:
    """Sends by the mail server of the settings."""

    def __init__(
        self, settings: Settings, content: LiveContent, send: Callable[..., Awaitable[Any]] = aiosmtplib.send
    ) -> None:
        """`send` as `aiosmtplib.send`."""
        self._settings = settings
        self._content = content
        self._send = send

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Mail the message to the municipality's address; NotDelivered."""
        settings = self._settings
        mail = _mail(message, settings.mail_from, own.handover_email, self._content.current.texts["bericht"])
        try:
            await self._send(
                mail,
                hostname=settings.smtp_host,
                port=settings.smtp_port,
                username=settings.smtp_user or None,
                password=settings.smtp_password.get_secret_value() or None,
                start_tls=settings.smtp_tls,
                timeout=TIMEOUT_SECONDS,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            reason = f"{describe(error)} {getattr(error, 'code', '')}".strip()  # the server's words may quote the mail
            raise NotDelivered(f"{settings.smtp_host}: {reason}") from error


def _mail(message: OutboxMessage, sender: str, receiver: str, texts: Mapping[str, Text]) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, receiver
    mail["Subject"] = texts["mail_onderwerp"].text
    mail["Message-ID"] = f"<{message.id}@zakboek>"
    mail.set_content(texts["mail"].fill(tekst=message.text, bereik=message.reachable_at))
    return mail
