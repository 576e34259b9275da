"""A message for a person by e-mail, to a real mail server on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import aiosmtplib
import pytest
from aiosmtpd.controller import Controller

from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.delivery.mail import MailDelivery, as_mail
from api.settings import Settings
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile
from tests.support.assistant import free_ports

pytestmark = pytest.mark.anyio

SENDER = "Gemeente Súdwest-Fryslân <zakboek@gemeente.example>"
TEXT = "Graag een gesprek over België, de co-op “Koöp” en 100 € subsidie. 👋\n.\nDag."


class Mailbox:
    """A mail server that speaks ASCII only; `says` is its answer."""

    def __init__(self) -> None:
        self.says = "250 OK"
        self.received: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: D102, N802
        assert envelope.content.isascii()
        assert max(map(len, envelope.content.splitlines())) <= 998
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.received.append((envelope.rcpt_tos, mail))
        return self.says


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def settings(mailbox: Mailbox) -> Iterator[Settings]:
    [port] = free_ports(1)
    server = Controller(mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=False)
    server.start()
    yield Settings.model_validate({"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_tls": False, "mail_from": SENDER})
    server.stop()


@pytest.fixture
def own(content: LiveContent) -> OwnFile:
    municipalities = content.current.municipalities
    own = municipalities.own_file(municipalities.called("voorbeeldstad"))
    assert own is not None
    return own


@pytest.mark.parametrize("text", [TEXT, TEXT + "a" * 1500])
async def test_it_goes_to_the_municipality_and_can_be_answered(
    message: OutboxMessage, own: OwnFile, content: LiveContent, settings: Settings, mailbox: Mailbox, text: str
) -> None:
    left = replace(message, text=text, reachable_at="liefst per mail: Kim@Zaak.example, of 06 12 34 56 78")
    await MailDelivery(settings, content).deliver(left, own)
    [(receivers, mail)] = mailbox.received
    assert receivers == ["berichten@voorbeeldstad.example"]
    assert (mail["From"], mail["To"]) == (SENDER, "berichten@voorbeeldstad.example")
    assert mail["Reply-To"] == "Kim@zaak.example"
    assert mail["Date"].datetime == message.created_at
    assert mail["Message-ID"] == "<een-id@gemeente.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Subject"] == content.current.texts["bericht"]["mail_onderwerp"].text
    filled = content.current.texts["bericht"]["mail"].fill(tekst=text, bereik=left.reachable_at)
    assert mail.get_content().strip().replace("\r\n", "\n") == filled


@pytest.mark.parametrize(
    "reach",
    ["06 12 34 56 78", "kim@zaak", "kïm@zaak.example", "kim@zaak.example\r\nBcc: ander@zaak.example", "@", "<>@x.nl"],
)
def test_what_is_typed_as_a_way_to_be_reached_makes_no_header_of_its_own(
    message: OutboxMessage, content: LiveContent, reach: str
) -> None:
    texts = content.current.texts["bericht"]
    mail = as_mail(replace(message, reachable_at=reach), SENDER, "berichten@voorbeeldstad.example", texts)
    assert mail["Reply-To"] == ("kim@zaak.example" if "Bcc" in reach else None)
    assert "Bcc" not in mail
    read = message_from_bytes(mail.as_bytes(policy=policy.SMTP), policy=policy.default)
    assert {name.lower() for name in read} <= {
        *("from", "to", "reply-to", "subject", "date", "message-id", "auto-submitted"),
        *("content-type", "content-transfer-encoding", "mime-version"),
    }


@pytest.mark.parametrize(
    ("sender", "receiver"), [("zak\nBcc: x@y.example", "a@b.example"), (SENDER, "a@b.example\nX: y")]
)
def test_an_address_with_a_line_break_is_refused(
    message: OutboxMessage, content: LiveContent, sender: str, receiver: str
) -> None:
    with pytest.raises(ValueError, match="linefeed"):
        as_mail(message, sender, receiver, content.current.texts["bericht"])


@pytest.mark.parametrize(
    ("says", "kind"), [("550 no kenmerkend mail", Refused), ("451 later, kenmerkend", NotDelivered)]
)
async def test_what_the_server_says_decides_and_is_not_repeated(
    message: OutboxMessage,
    own: OwnFile,
    content: LiveContent,
    settings: Settings,
    mailbox: Mailbox,
    says: str,
    kind: type[NotDelivered],
) -> None:
    mailbox.says = says
    with pytest.raises(NotDelivered, match=says[:3]) as raised:
        await MailDelivery(settings, content).deliver(message, own)
    assert type(raised.value) is kind
    assert "kenmerkend" not in str(raised.value)


@pytest.mark.parametrize("error", [aiosmtplib.SMTPServerDisconnected("bye"), ConnectionRefusedError(), TimeoutError()])
async def test_a_server_that_is_gone_is_no_delivery(
    message: OutboxMessage, own: OwnFile, content: LiveContent, error: Exception
) -> None:
    async def send(mail: EmailMessage, **how: Any) -> None:
        raise error

    settings = Settings.model_validate({"smtp_host": "mail.example"})
    with pytest.raises(Unreachable, match=r"mail\.example"):
        await MailDelivery(settings, content, send).deliver(message, own)


async def test_how_the_server_is_reached(message: OutboxMessage, own: OwnFile, content: LiveContent) -> None:
    used: dict[str, Any] = {}

    async def send(mail: EmailMessage, **how: Any) -> None:
        used.update(how)

    values = {"smtp_host": "mail.example", "smtp_port": 2525, "smtp_user": "zakboek", "smtp_password": "geheim"}
    await MailDelivery(Settings.model_validate(values), content, send).deliver(message, own)
    assert (used["hostname"], used["port"], used["start_tls"]) == ("mail.example", 2525, True)
    assert (used["username"], used["password"]) == ("zakboek", "geheim")
