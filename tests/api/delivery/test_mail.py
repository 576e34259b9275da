"""A message for a person by e-mail, without a mail server."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import aiosmtplib
import pytest

from api.delivery.errors import NotDelivered
from api.delivery.mail import MailDelivery
from api.settings import Settings
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile

pytestmark = pytest.mark.anyio

SETTINGS = Settings.model_validate(
    {"smtp_host": "mail.example", "smtp_port": 2525, "smtp_user": "zakboek", "smtp_password": "geheim"}
)


@pytest.fixture
def own(content: LiveContent) -> OwnFile:
    municipalities = content.current.municipalities
    own = municipalities.own_file(municipalities.called("voorbeeldstad"))
    assert own is not None
    return own


async def test_it_goes_to_the_municipality_with_a_number_of_its_own(
    message: OutboxMessage, own: OwnFile, content: LiveContent
) -> None:
    sent: list[tuple[EmailMessage, dict[str, Any]]] = []

    async def send(mail: EmailMessage, **how: Any) -> None:
        sent.append((mail, how))

    await MailDelivery(SETTINGS, content, send).deliver(message, own)
    [(mail, how)] = sent
    assert (mail["From"], mail["To"]) == (SETTINGS.mail_from, "berichten@voorbeeldstad.example")
    assert mail["Message-ID"] == "<een-id@zakboek>"
    assert mail["Subject"] == content.current.texts["bericht"]["mail_onderwerp"].text
    assert "Welke subsidies zijn er?" in mail.get_content()
    assert "06 12 34 56 78" in mail.get_content()
    assert (how["hostname"], how["port"], how["start_tls"]) == ("mail.example", 2525, True)
    assert (how["username"], how["password"]) == ("zakboek", "geheim")


@pytest.mark.parametrize("error", [aiosmtplib.SMTPServerDisconnected("bye"), ConnectionRefusedError(), TimeoutError()])
async def test_it_is_not_delivered_when_the_server_does_not_take_it(
    message: OutboxMessage, own: OwnFile, content: LiveContent, error: Exception
) -> None:
    async def send(mail: EmailMessage, **how: Any) -> None:
        raise error

    with pytest.raises(NotDelivered, match=r"mail\.example"):
        await MailDelivery(SETTINGS, content, send).deliver(message, own)
