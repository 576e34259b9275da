"""Calls of Slack's Web API, bounded in time and tried once: who calls decides when to try again."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from api.channels.channel import NeverSent, SendLater

logger = logging.getLogger(__name__)

_OK, _TOO_MANY, _SERVER_ERROR = 200, 429, 500
_LONGEST_ANSWER = 4096

_PASSING = """
    accesslimited fatal_error internal_error message_limit_exceeded org_login_required rate_limited ratelimited
    request_timeout service_unavailable team_added_to_org
"""
"""Errors that pass by themselves, or once somebody at Slack or in the workspace has done something."""

_FOR_GOOD = """
    account_inactive app_uninstalled bad_client_secret bad_redirect_uri cannot_dm_bot cannot_reply_to_message
    cant_update_message channel_is_archived channel_not_found channel_type_not_supported edit_window_closed
    enterprise_is_restricted expired_url invalid_auth invalid_blocks invalid_blocks_format invalid_channel
    invalid_client_id invalid_code invalid_post_type is_archived is_inactive message_not_found messages_tab_disabled
    missing_scope msg_blocks_too_long msg_too_long no_permission no_text not_allowed_token_type not_authed
    not_in_channel restricted_action restricted_action_non_threadable_channel restricted_action_read_only_channel
    restricted_action_thread_locked restricted_action_thread_only_channel thread_not_found token_expired token_revoked
    used_url user_disabled user_not_found user_not_in_channel user_not_visible
"""
"""Errors that more of the same does not help against; what is in neither list is tried again."""

PASSING, FOR_GOOD = frozenset(_PASSING.split()), frozenset(_FOR_GOOD.split())

TOKEN_GONE = frozenset({"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"})
"""Of these, the ones that say that nothing can be said in this workspace any more."""


class Refused(NeverSent):
    """Slack refuses it for good; `code` is its name for why."""

    def __init__(self, why: str, code: str) -> None:
        super().__init__(why)
        self.code = code


class PerhapsDone(SendLater):
    """Nobody knows whether Slack did it: the connection broke, or the answer was that of a broken server."""


class SlackApi:
    """Slack's API, with one pool of connections for all workspaces."""

    def __init__(self, url: str, seconds: float) -> None:
        """`url` ends in `/api/`; `seconds` bound each call."""
        self.url = url
        self._seconds = seconds
        self._session: aiohttp.ClientSession | None = None

    async def open(self) -> None:
        """Make the pool, in the running event loop."""
        timeout = aiohttp.ClientTimeout(total=self._seconds)
        self._session = aiohttp.ClientSession(
            timeout=timeout, trust_env=True
        )  # a proxy of the environment, as slack-sdk

    async def close(self) -> None:
        """Close what is open."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def client(self, token: str | None = None) -> AsyncWebClient:
        """slack-sdk's client for one workspace. It tries nothing again by itself: that could say a thing twice."""
        return AsyncWebClient(
            token=token,
            base_url=self.url,
            timeout=max(1, round(self._seconds)),
            session=self._session,
            logger=logging.getLogger("slack_sdk"),
            retry_handlers=[],
        )

    async def respond(self, response_url: str, body: Mapping[str, Any]) -> None:
        """Show something to one person by the address that Slack gave for it; SendLater, Refused."""
        if not self._is_slacks(response_url):
            raise Refused("the address to answer at is not Slack's", "foreign_url")
        assert self._session is not None, "open() comes first"  # noqa: S101
        with failures_of("a response_url"):
            async with self._session.post(response_url, json=dict(body), allow_redirects=False) as reply:
                said = (await reply.content.read(_LONGEST_ANSWER)).decode(errors="replace")
                if reply.status == _TOO_MANY or reply.status >= _SERVER_ERROR:
                    raise _by_status("a response_url", reply.status, reply.headers)
                if reply.status != _OK or '"ok":false' in said.replace(" ", ""):
                    code = "used_url" if "used_url" in said else "expired_url"
                    raise Refused(f"Slack answered {reply.status} to a response_url", code)

    def _is_slacks(self, url: str) -> bool:
        """Whether it leads to Slack, or to where the API itself is."""
        parts, own = urlsplit(url), urlsplit(self.url)
        if (parts.scheme, parts.netloc) == (own.scheme, own.netloc):
            return True
        return parts.scheme == "https" and (parts.hostname or "").endswith(".slack.com")


@contextmanager
def failures_of(what: str) -> Iterator[None]:
    """Turn what goes wrong in a call, which `what` names, into SendLater or Refused, without Slack's longer words."""
    try:
        yield
    except SlackApiError as error:
        raise _of_answer(what, error) from error
    except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError) as error:
        raise PerhapsDone(f"{what}: {type(error).__name__}") from error


def _of_answer(what: str, error: SlackApiError) -> SendLater | Refused:
    response: Any = error.response
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    if status == _TOO_MANY or status >= _SERVER_ERROR:
        return _by_status(what, status, response.headers)
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    if code in FOR_GOOD:
        missing = f": the permission {data['needed']} is missing" if data and data.get("needed") else ""
        return Refused(f"Slack answered {code} to {what}{missing}", code)
    if code in PASSING:
        return SendLater(f"Slack answered {code} to {what}")
    return PerhapsDone(f"Slack answered {status} {re.sub('[^a-z_]', '', code)[:40]} to {what}, which is not known here")


def _by_status(what: str, status: int, headers: Mapping[str, str]) -> SendLater:
    if status != _TOO_MANY:
        return PerhapsDone(f"Slack answered {status} to {what}")
    waits = headers.get("Retry-After", "")
    return SendLater(f"Slack asks to wait with {what}", float(waits) if waits.isdecimal() else None)
