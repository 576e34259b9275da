"""What has to be set for Teams, and where Microsoft's services are."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from api.channels.channel import ChannelError
from api.channels.teams.library import PUBLIC, CloudEnvironment, with_overrides
from api.loopback import is_loopback
from api.settings import Settings

PATH = "/kanalen/teams"
"""Where Teams delivers its activities: the messaging endpoint of the bot, behind the public address."""


@dataclass(frozen=True)
class TeamsSettings:
    """The app registration of one organisation in Entra, by its ids as the Azure portal shows them.

    `public_url` is under which address people reach the assistant, without a slash at the end. `stand_in` is the
    address of one that takes the place of Microsoft's services, on this machine alone; ChannelError for another.
    """

    client_id: str
    client_secret: str = field(repr=False)
    tenant_id: str
    public_url: str = ""
    stand_in: str = ""

    def __post_init__(self) -> None:
        if self.stand_in and not is_loopback(urlsplit(self.stand_in).hostname or ""):
            raise ChannelError(
                f"Teams: the stand-in is at {self.stand_in!r}. It can only be on this machine (http://127.0.0.1:…): "
                "who answers there may say anything in Teams' name. Leave it out to use Teams itself."
            )

    @classmethod
    def of(cls, settings: Settings) -> TeamsSettings:
        """Those among the settings of the assistant."""
        return cls(
            settings.teams_client_id,
            settings.teams_client_secret.get_secret_value(),
            settings.teams_tenant_id,
            str(settings.public_url or "").rstrip("/"),
            settings.teams_stand_in,
        )

    @property
    def cloud(self) -> CloudEnvironment:
        """Where to sign in, and whose signature is believed."""
        if not self.stand_in:
            return PUBLIC
        return with_overrides(
            PUBLIC,
            login_endpoint=self.stand_in,
            openid_metadata_url=f"{self.stand_in}/v1/.well-known/openidconfiguration",
        )
