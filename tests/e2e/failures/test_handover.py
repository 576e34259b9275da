"""A message for a person: only after a clear yes, delivered once though the receiver was down, then gone."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller

from content.paths import DATA
from tests.support.assistant import BackgroundAssistant, free_ports
from tests.support.client import Talk
from tests.support.running_assistant import start
from tests.support.running_keys import readable_by_file
from tests.support.waiting import until

SMTP_PORT, WEBHOOK_PORT = free_ports(2)
SECRET = "a secret for the webhook"  # noqa: S105


class Mailbox:
    """What a mail server has taken."""

    def __init__(self) -> None:
        self.mails: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: D102, N802
        self.mails.append(envelope.content.decode("utf-8"))
        return "250 OK"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    folder = tmp_path_factory.mktemp("gemeenten")
    for file in DATA.municipalities.glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("https://zaken.proefhaven.example/berichten", f"http://127.0.0.1:{WEBHOOK_PORT}/")
        (folder / file.name).write_text(text, encoding="utf-8")
    settings = {
        "gemeenten_dir": str(folder),
        "smtp_host": "127.0.0.1",
        "smtp_port": str(SMTP_PORT),
        "smtp_tls": "false",
        "webhook_secret": SECRET,
    }
    with start(tmp_path_factory.mktemp("var"), **settings) as running:
        yield running


@pytest.fixture
def client(assistant: BackgroundAssistant) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=assistant.url, timeout=60) as client:
        yield client


def left_in(assistant: BackgroundAssistant) -> int:
    with sqlite3.connect(assistant.var_dir / "gesprekken.db") as database:
        count: int = database.execute("SELECT count(*) FROM left_messages").fetchone()[0]
        return count


def ready_to_send(client: httpx.Client, municipality: str) -> tuple[Talk, dict[str, str]]:
    talk = Talk(client, gemeente=municipality)
    talk.say("Welke subsidies zijn er?")
    person = talk.say("ik wil iemand spreken")
    talk.choose(person.choices["Laat een bericht achter"])
    shown = talk.say("bel me op 06 12 34 56 78")
    assert "Welke subsidies zijn er?" in shown.text
    assert "06 12 34 56 78" in shown.text
    return talk, shown.choices


def test_delivered_once_when_the_mail_server_is_back(assistant: BackgroundAssistant, client: httpx.Client) -> None:
    talk, choices = ready_to_send(client, "voorbeeldstad")
    sent = talk.choose(choices["Ja, verstuur dit bericht"])
    assert "gaat naar de gemeente Voorbeeldstad" in sent.text
    assert left_in(assistant) == 1
    until(lambda: "is not delivered yet" in (assistant.var_dir / "assistant.log").read_text(encoding="utf-8"))
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=SMTP_PORT)
    server.start()
    try:
        until(lambda: left_in(assistant) == 0)
        [mail] = mailbox.mails
        assert "To: berichten@voorbeeldstad.example" in mail
        assert "Message-ID: <" in mail
        # a second message shows that the first is not sent along again
        other, choices = ready_to_send(client, "voorbeeldstad")
        other.say("ja, verstuur maar")
        until(lambda: left_in(assistant) == 0)
        assert len(mailbox.mails) == 2
    finally:
        server.stop()


def test_a_webhook_gets_it_signed(assistant: BackgroundAssistant, client: httpx.Client) -> None:
    received: list[tuple[dict[str, str], bytes]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((dict(self.headers), body))
            self.send_response(500 if len(received) == 1 else 204)
            self.end_headers()

        def log_message(self, *arguments: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", WEBHOOK_PORT), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        talk, choices = ready_to_send(client, "proefhaven")
        talk.choose(choices["Ja, verstuur dit bericht"])
        until(lambda: left_in(assistant) == 0)
    finally:
        server.shutdown()
        server.server_close()
    refused, taken = received
    assert refused[0]["Idempotency-Key"] == taken[0]["Idempotency-Key"]
    expected = hmac.new(SECRET.encode(), taken[1], hashlib.sha256).hexdigest()
    assert taken[0]["X-Zakboek-Signature"] == f"sha256={expected}"
    assert json.loads(taken[1])["bereikbaar"] == "bel me op 06 12 34 56 78"


def test_nothing_is_sent_without_a_yes(assistant: BackgroundAssistant, client: httpx.Client) -> None:
    talk, choices = ready_to_send(client, "voorbeeldstad")
    assert "er gaat niets weg" in talk.choose(choices["Niet versturen"]).text
    assert left_in(assistant) == 0
    late = talk.choose(choices["Ja, verstuur dit bericht"])
    assert "is er niet meer" in late.text
    assert left_in(assistant) == 0


def test_the_text_can_be_changed_first(assistant: BackgroundAssistant, client: httpx.Client) -> None:
    talk, choices = ready_to_send(client, "voorbeeldstad")
    talk.choose(choices["Verander de tekst"])
    shown = talk.say("Wat doet een inkoper? Dat wil ik graag van de accountmanager horen.")
    assert "Wat doet een inkoper? Dat wil ik graag" in shown.text
    assert "Welke subsidies" not in shown.text
    assert "06 12 34 56 78" in shown.text


def test_a_question_in_between_is_answered_and_a_wrong_number_asked_again(client: httpx.Client) -> None:
    talk = Talk(client, gemeente="voorbeeldstad")
    person = talk.say("ik wil iemand spreken")
    talk.choose(person.choices["Laat een bericht achter"])
    assert talk.say("Wat doet een inkoper?").sources == ["rol/inkoper"]
    for wrong in ("bel me maar gewoon", "3-12-2026", "KVK 12345678", "06 1234"):
        assert "Daar zie ik geen heel telefoonnummer" in talk.say(wrong).text
    assert "info@mijnzaak.nl" in talk.say("info@mijnzaak.nl").text
    corrected = talk.say("nee, bel me op 06.12.34.56.78")
    assert "06.12.34.56.78" in corrected.text
    assert "info@mijnzaak.nl" not in corrected.text


def test_after_delivery_nothing_of_it_stands_in_any_file(assistant: BackgroundAssistant, client: httpx.Client) -> None:
    mailbox = Mailbox()
    server = Controller(mailbox, hostname="127.0.0.1", port=SMTP_PORT)
    server.start()
    try:
        talk = Talk(client, gemeente="voorbeeldstad")
        person = talk.say("ik wil iemand spreken")
        talk.choose(person.choices["Laat een bericht achter"])
        talk.say("mijn nummer is 0698765, eh")
        shown = talk.say("06-98765432 of bordkrijt@mijnzaak.nl")
        assert "06-98765432" in shown.text
        talk.choose(shown.choices["Verander de tekst"])
        shown = talk.say("Ik woon in Venlo en wil praten over mijn paarse giraffenpark")
        assert "giraffenpark" in shown.text
        talk.choose(shown.choices["Ja, verstuur dit bericht"])
        until(lambda: left_in(assistant) == 0)
        [mail] = mailbox.mails
        assert "giraffenpark" in mail
        assert "Reply-To: bordkrijt@mijnzaak.nl" in mail
    finally:
        server.stop()
    told = "\n".join(message["tekst"] for message in talk.history())
    assert "Je hebt hier een bericht achtergelaten voor de gemeente Voorbeeldstad. Het is aangekomen" in told
    files = readable_by_file(assistant.var_dir)
    assert {"gesprekken.db", "tracker.db", "rasa.log", "assistant.log"} <= files.keys()
    typed = (b"98765", b"bordkrijt", b"giraffenpark", b"paarse")
    assert [(name, text) for name, content in files.items() for text in typed if text in content] == []


def test_an_undelivered_message_goes_with_its_conversation(
    assistant: BackgroundAssistant, client: httpx.Client
) -> None:
    talk, choices = ready_to_send(client, "voorbeeldstad")
    talk.choose(choices["Ja, verstuur dit bericht"])
    assert left_in(assistant) == 1
    talk.delete()
    assert left_in(assistant) == 0


def test_where_no_message_can_be_left_none_is_offered(client: httpx.Client) -> None:
    person = Talk(client, gemeente="oefendorp").say("ik wil iemand spreken")
    assert "Laat een bericht achter" not in person.choices
    assert "Gemeentewinkel Oefendorp" in person.text
