"""A message for a person to a webhook, without a network: signed, numbered, and taken only by a success."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from dataclasses import replace

import httpx
import pytest

from api.delivery.errors import NotDelivered, Refused, Unreachable
from api.delivery.webhook import WebhookDelivery
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile

pytestmark = pytest.mark.anyio

SECRET = "a secret for the webhook"  # noqa: S105


@pytest.fixture
def own(content: LiveContent) -> OwnFile:
    municipalities = content.current.municipalities
    own = municipalities.own_file(municipalities.called("proefhaven"))
    assert own is not None
    return own


async def test_the_receiver_can_tell_who_sent_it_and_whether_it_came_before(
    message: OutboxMessage, own: OwnFile
) -> None:
    received: list[httpx.Request] = []

    def take(request: httpx.Request) -> httpx.Response:
        received.append(request)
        return httpx.Response(204)

    await WebhookDelivery(SECRET, httpx.MockTransport(take)).deliver(message, own)
    [request] = received
    assert str(request.url) == own.handover_webhook
    assert request.headers["idempotency-key"] == "een-id"
    expected = hmac.new(SECRET.encode(), request.content, hashlib.sha256).hexdigest()
    assert request.headers["x-zakboek-signature"] == f"sha256={expected}"
    assert json.loads(request.content) == {
        "id": "een-id",
        "gemeente": "voorbeeldstad",
        "tijdstip": "2026-11-24T10:00:00+00:00",
        "tekst": "Welke subsidies zijn er?",
        "bereikbaar": "06 12 34 56 78",
    }


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, Refused) for status in (302, 400, 401, 403, 404, 410)),
        *((status, Unreachable) for status in (408, 429, 500, 503)),
    ],
)
async def test_any_other_answer_is_no_delivery(
    message: OutboxMessage, own: OwnFile, status: int, kind: type[NotDelivered]
) -> None:
    refuse = httpx.MockTransport(lambda _: httpx.Response(status))
    with pytest.raises(kind, match=str(status)):
        await WebhookDelivery(SECRET, refuse).deliver(message, own)


async def test_what_else_the_answer_holds_is_not_read(message: OutboxMessage, own: OwnFile) -> None:
    async def without_end() -> AsyncIterator[bytes]:
        raise AssertionError("it was read")
        yield b""

    answer = httpx.MockTransport(lambda _: httpx.Response(204, content=without_end()))
    await WebhookDelivery(SECRET, answer).deliver(message, own)


async def test_an_address_that_cannot_be_used_and_what_is_secret_in_it(message: OutboxMessage, own: OwnFile) -> None:
    wrong = replace(own, handover_webhook="https://kim:geheim@zaken.example:poort/pad?sleutel=geheim")
    with pytest.raises(Refused, match=r"zaken\.example") as raised:
        await WebhookDelivery(SECRET).deliver(message, wrong)
    assert "geheim" not in str(raised.value)


async def test_a_receiver_that_is_gone_is_no_delivery(message: OutboxMessage, own: OwnFile) -> None:
    def gone(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectTimeout("too late", request=request)

    with pytest.raises(Unreachable, match=r"proefhaven\.example: ConnectTimeout"):
        await WebhookDelivery(SECRET, httpx.MockTransport(gone)).deliver(message, own)
