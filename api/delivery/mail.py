"""A message for a person as an e-mail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from typing import Any

import aiosmtplib

from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.settings import Settings
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from content.reach import find_email
from content.texts import Text

TIMEOUT_SECONDS = 20.0
"""For each step; `api.delivery.outbox_worker` bounds the whole."""

_FOR_GOOD = 500
"""Codes of SMTP from here on say that trying again is of no use."""


class MailDelivery:
    """Sends by the mail server of the settings."""

    def __init__(
        self, settings: Settings, content: LiveContent, send: Callable[..., Awaitable[Any]] = aiosmtplib.send
    ) -> None:
        """`send` as `aiosmtplib.send`."""
        self._settings = settings
        self._content = content
        self._send = send

    def destination(self, own: OwnFile) -> str:
        """The server that it goes to."""
        return f"{self._settings.smtp_host}:{self._settings.smtp_port}"

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Mail the message to the municipality's address; NotDelivered."""
        settings = self._settings
        mail = as_mail(message, settings.mail_from, own.handover_email, self._content.current.texts["bericht"])
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
            raise _not_delivered(settings.smtp_host, error) from error


def as_mail(message: OutboxMessage, sender: str, receiver: str, texts: Mapping[str, Text]) -> EmailMessage:
    """The mail: an answer to it goes to the visitor, when that is by e-mail, and no machine answers it (RFC 3834).

    Raises ValueError when an address holds a line break.
    """
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, receiver
    if visitor := find_email(message.reachable_at):
        mail["Reply-To"] = visitor
    mail["Subject"] = texts["mail_onderwerp"].text
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message.id}@{_domain(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    text = texts["mail"].fill(tekst=message.text, bereik=message.reachable_at)
    mail.set_content(text, cte="quoted-printable")  # ASCII: goes through every server
    return mail


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _not_delivered(server: str, error: Exception) -> NotDelivered:
    """The server's own words are left out: it may repeat the mail in them."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        code = max((one.code for one in error.recipients), default=0)
    else:
        code = getattr(error, "code", 0)
    told = f"the mail server {server}: {type(error).__name__}{f' {code}' if code > 0 else ''}"
    return Refused(told) if code >= _FOR_GOOD else NotDelivered(told) if code > 0 else Unreachable(told)
