"""The ways a message for a person can go."""

from __future__ import annotations

from typing import Protocol

from api.delivery.mail import MailDelivery
from api.delivery.webhook import WebhookDelivery
from api.settings import Settings
from api.store.records import OutboxMessage
from content.live import LiveContent
from content.municipalities.own_file import OwnFile


class DeliveryWay(Protocol):
    """One way to bring a message to a municipality."""

    def destination(self, own: OwnFile) -> str:
        """The server that the municipality's messages go to."""
        ...

    async def deliver(self, message: OutboxMessage, own: OwnFile) -> None:
        """Bring the message where the municipality's own file says; NotDelivered when it is not taken."""
        ...


def usable_ways(settings: Settings, content: LiveContent) -> dict[str, DeliveryWay]:
    """Those that the settings allow, by their names in `OwnFile.handover`."""
    ways: dict[str, DeliveryWay] = {}
    if settings.smtp_host:
        ways["email"] = MailDelivery(settings, content)
    if settings.webhook_secret:
        ways["webhook"] = WebhookDelivery(settings.webhook_secret.get_secret_value())
    return ways
