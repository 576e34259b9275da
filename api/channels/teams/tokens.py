"""The app's own access token, by which Teams knows who sends: OAuth 2.0 client credentials (RFC 6749, 4.4) at Entra.

The library signs in by msal, which blocks the event loop while it looks up the tenant, without a time-out.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import httpx

from api.channels.teams.settings import TeamsSettings

EARLY_SECONDS = 300.0
"""So long before its end a token is renewed; Entra gives one for an hour or more."""


class SignInRefused(Exception):
    """Entra does not know the app, the secret or the tenant; it says which, by its code."""


class Tokens:
    """Gets a token, and gives the same one until shortly before its end."""

    def __init__(
        self, settings: TeamsSettings, http: httpx.AsyncClient, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._http = http
        self._now = now
        self._token = ""
        self._ends_at = 0.0

    def forget(self) -> None:
        """Take a new one next time, since Teams refused the one there is."""
        self._token = ""

    async def get_app_token(self, scope: str | list[str] = "", tenant_id: str | None = None) -> str:
        """A token for the Bot Framework, whatever scope and tenant are named; SignInRefused or httpx.HTTPError."""
        if not self._token or self._now() >= self._ends_at - EARLY_SECONDS:
            await self._renew()
        return self._token

    async def _renew(self) -> None:
        cloud = self._settings.cloud
        response = await self._http.post(
            f"{cloud.login_endpoint}/{self._settings.tenant_id}/oauth2/v2.0/token",
            data={
                "grant_type": "client_credentials",
                "client_id": self._settings.client_id,
                "client_secret": self._settings.client_secret,
                "scope": cloud.bot_scope,
            },
        )
        if response.status_code in (400, 401, 403):
            raise SignInRefused(_code(response))
        response.raise_for_status()
        told = response.json()
        self._token, self._ends_at = told["access_token"], self._now() + float(told["expires_in"])


def _code(response: httpx.Response) -> str:
    """Entra's code of what is wrong, such as "invalid_client, AADSTS7000215"."""
    try:
        told = response.json()
        codes = [f"AADSTS{code}" for code in told.get("error_codes", ())]
        return ", ".join([str(told["error"]), *codes])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"status {response.status_code}"
