"""What the assistant has to be told to be in Slack; where each stands at Slack: docs/operators/slack.md."""

from __future__ import annotations

from dataclasses import dataclass

from api.settings import Settings

API_URL = "https://slack.com/api/"

EVENTS_PATH = "/kanalen/slack/gebeurtenissen"
INSTALL_PATH = "/kanalen/slack/installeren"
CALLBACK_PATH = "/kanalen/slack/terug"
"""Where Slack and who installs the assistant come in; the app's manifest names them too."""


@dataclass(frozen=True)
class SlackSettings:
    """`client_id` and `client_secret` for installing it in workspaces, or `bot_token` for the one it is in already.

    `public_url` is the assistant's own address, without a slash at its end; `api_url` Slack's, with one. `call_seconds`
    bound each call there.
    """

    signing_secret: str
    public_url: str
    client_id: str = ""
    client_secret: str = ""
    bot_token: str = ""
    api_url: str = API_URL
    call_seconds: float = 10.0

    @classmethod
    def of(cls, settings: Settings) -> SlackSettings:
        """Slack's part of all settings, of which `api.channels.enabled` has found nothing missing."""
        return cls(
            settings.slack_signing_secret.get_secret_value(),
            str(settings.public_url or "").rstrip("/"),
            settings.slack_client_id,
            settings.slack_client_secret.get_secret_value(),
            settings.slack_bot_token.get_secret_value(),
            settings.slack_api_url or API_URL,
        )

    @property
    def authorize_url(self) -> str:
        """Where somebody agrees to an installation."""
        return self.api_url.removesuffix("api/") + "oauth/v2/authorize"
