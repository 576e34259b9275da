"""Whether an activity comes from Teams, and from the one organisation that the assistant is for.

The library checks the signature, issuer, audience, end and service URL of the token. Its own route is not used: it asks
for Microsoft's keys in the event loop, where all others wait for it; it takes Entra tokens of any tenant for an agent
platform too, and asks a key set of whatever tenant such a token names; and it logs a refusal with what was sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt

from api.channels.teams.events import tenant_of
from api.channels.teams.library import TokenValidator
from api.channels.teams.settings import TeamsSettings

KEYS_SECONDS = 10.0
"""Longest wait for Microsoft's keys; Teams gives up on its request after fifteen."""

LONGEST_TOKEN = 8 * 1024
_BEARER = "Bearer "

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (jwt.ExpiredSignatureError, "expired"),
    (jwt.InvalidAudienceError, "audience"),
    (jwt.InvalidIssuerError, "issuer"),
    (jwt.InvalidSignatureError, "signature"),
    (jwt.DecodeError, "no_token"),
    (jwt.PyJWKClientError, "unknown_key"),
)


class Refused(Exception):
    """Not from Teams, or not for us; it says why in a word, and nothing of what was sent."""


class KeysAway(Exception):
    """Microsoft's keys could not be fetched, so that nothing can be said of the sender."""


class Authentication:
    """Checks activities by the token that comes with them."""

    def __init__(self, settings: TeamsSettings) -> None:
        self._tenant = settings.tenant_id.lower()
        self._validator = TokenValidator.for_service(settings.client_id, cloud=settings.cloud)
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="teams-keys")

    async def check(self, authorization: str, activity: Mapping[str, Any]) -> None:
        """Raise Refused or KeysAway unless the activity is Teams' own, of our tenant."""
        token = authorization.removeprefix(_BEARER)
        if token == authorization or len(token) > LONGEST_TOKEN:
            raise Refused("no_token")
        service_url = activity.get("serviceUrl")
        if not isinstance(service_url, str) or not service_url:
            raise Refused("service_url")  # the library compares it with the token's only where there is one
        loop = asyncio.get_running_loop()
        try:
            await asyncio.wait_for(
                loop.run_in_executor(self._threads, self._validate, token, service_url), KEYS_SECONDS
            )
        except (TimeoutError, jwt.PyJWKClientConnectionError) as error:
            raise KeysAway from error
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
            raise Refused(next((reason for kind, reason in _REASONS if isinstance(error, kind)), "token")) from None
        if activity.get("channelId") != "msteams":
            raise Refused("other_channel")
        if tenant_of(activity).lower() != self._tenant:
            raise Refused("tenant")

    def _validate(self, token: str, service_url: str) -> None:
        asyncio.run(self._validator.validate_token(token, service_url))

    def close(self) -> None:
        """Let go of the threads; who waits for keys is not waited for."""
        self._threads.shutdown(wait=False, cancel_futures=True)
