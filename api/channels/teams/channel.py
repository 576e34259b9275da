"""Sends to Teams, and says in the assistant's words what came of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace as changed
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from api.channels.channel import Attachment, ChannelError, NeverSent, SendLater
from api.channels.messages import ChannelDocument, ChannelMessage
from api.channels.teams.card import CARD_TYPE, card, text_block
from api.channels.teams.card_markdown import card_blocks
from api.channels.teams.events import PERSONAL
from api.channels.teams.library import (
    Account,
    ApiClient,
    ClientOptions,
    ConversationAccount,
    ConversationClient,
    CreateConversationParams,
    MessageActivityInput,
)
from api.channels.teams.library import Attachment as CardAttachment
from api.channels.teams.render import Post, render
from api.channels.teams.settings import TeamsSettings
from api.channels.teams.tokens import SignInRefused, Tokens
from api.channels.texts import ChannelTexts
from api.channels.tool_forms import with_form
from content.live import LiveContent

SECONDS = 10.0
"""Longest wait for Teams to connect, to take in or to answer; the library has no bound of its own."""

ALL_SECONDS = 30.0
"""Longest wait for all that one message takes."""

LATER = frozenset({408, 409, 412, 425, 429})
"""Answers that pass, beside those from 500; 412 is two at once (learn.microsoft.com, "rate limiting for bots")."""


NO_OWN_CHAT = frozenset({403, 404})
"""What Teams answers where somebody has not added the app for themselves."""


class TeamsChannel:
    """Teams, of one organisation."""

    name = "teams"

    def __init__(self, settings: TeamsSettings, content: LiveContent, let_go: Callable[[], None]) -> None:
        """`let_go` is called at the end too."""
        self._settings = settings
        self._content = content
        self._let_go = let_go
        self._http = httpx.AsyncClient(timeout=SECONDS)
        self._tokens = Tokens(settings, self._http)
        self._api = ApiClient(
            settings.stand_in or "https://smba.trafficmanager.net/teams",
            ClientOptions(timeout=SECONDS),
            cloud=settings.cloud,
            token_provider=self._tokens,
        )

    async def open(self) -> None:
        """Nothing has to be there first."""

    async def check(self) -> None:
        """Sign in at Entra; ChannelError says which setting it does not know."""
        try:
            await self._tokens.get_app_token()
        except SignInRefused as error:
            raise ChannelError(
                f"Teams: Microsoft does not let the assistant in ({error}). Compare ZAKBOEK_TEAMS_CLIENT_ID, "
                "ZAKBOEK_TEAMS_CLIENT_SECRET and ZAKBOEK_TEAMS_TENANT_ID with the app registration in Entra; "
                "docs/operators/teams.md has what the code means."
            ) from error
        except (httpx.HTTPError, ValueError, KeyError) as error:
            raise ChannelError(
                f"Teams: {self._settings.cloud.login_endpoint} cannot be reached ({type(error).__name__}). "
                "The assistant signs in there; let it through the firewall, or leave the settings for Teams out."
            ) from error

    async def send(
        self,
        address: Mapping[str, Any],
        message: ChannelMessage,
        attachments: tuple[Attachment, ...] = (),
        replaces: str = "",
        attempt_of: str = "",
        tried_before: bool = False,
    ) -> str:
        """As `Channel.send`. Teams cannot tell whether it has a message: an attempt that was cut off may show twice.

        What is for the person alone goes to their own chat. Where they have none, the place says so instead.
        """
        shown = changed(message, documents=(*message.documents, *map(_as_link, attachments)))
        try:
            async with asyncio.timeout(ALL_SECONDS):
                if shown.for_person_alone and address["kind"] != PERSONAL and not replaces:
                    return await self._send_alone(address, shown)
                place = address["conversation"]
                return await self._send(address, place, self._rendered(address, place, shown), replaces)
        except TimeoutError as error:
            raise SendLater("Teams takes too long") from error
        except httpx.HTTPStatusError as error:
            raise self._refused(error.response) from error
        except httpx.HTTPError as error:
            raise SendLater(f"Teams cannot be reached ({type(error).__name__})") from error
        except SignInRefused as error:
            raise SendLater(f"Microsoft does not let the assistant in ({error})") from error

    async def close(self) -> None:
        """Let go of connections and threads."""
        self._let_go()
        await self._http.aclose()
        await self._api.http.http.aclose()

    def _rendered(self, address: Mapping[str, Any], conversation: str, message: ChannelMessage) -> list[Post]:
        room = address["room"] if address["room"] != conversation else ""
        now = self._content.current
        return render(message, now.texts, room, with_form(now.guided_tools))

    async def _send_alone(self, address: Mapping[str, Any], message: ChannelMessage) -> str:
        """In the person's own chat, with a line in the place that it is there; else a line that it cannot be."""
        try:
            own_chat = await self._own_chat(address)
            sent = await self._send(address, own_chat, self._rendered(address, own_chat, message))
        except httpx.HTTPStatusError as error:
            if error.response.status_code not in NO_OWN_CHAT:
                raise
            return await self._send(address, address["conversation"], [self._told("geen_eigen_chat")])
        with contextlib.suppress(httpx.HTTPError):  # the message itself is there: another attempt would show that twice
            await self._send(address, address["conversation"], [self._told("alleen_voor_jou")])
        return sent

    async def _own_chat(self, address: Mapping[str, Any]) -> str:
        """The chat of the person with the assistant alone; the same each time. 403 where they have not added it."""
        asked = CreateConversationParams(
            members=[Account(id=address["person"])],
            tenant_id=address["tenant"],
            channel_data={"tenant": {"id": address["tenant"]}},
        )
        made = await self._conversations(address).create(asked)
        return made.id

    def _told(self, key: str) -> Post:
        text = ChannelTexts(self._content.current.texts, "teams").own(key)
        return Post(card([text_block(block) for block in card_blocks(text)], text), text)

    async def _send(
        self, address: Mapping[str, Any], conversation: str, posts: Sequence[Post], replaces: str = ""
    ) -> str:
        """The reference of the last post; only that one can be put in the place of another."""
        conversations = self._conversations(address)
        reference = replaces
        for post in posts[-1:] if replaces else posts:
            activity = MessageActivityInput(
                from_=Account(id=address["bot"]),
                conversation=ConversationAccount(id=conversation),
                summary=post.summary,
                attachments=[CardAttachment(content_type=CARD_TYPE, content=post.card)],
            )
            if replaces:
                await conversations.update_activity(conversation, replaces, activity)
            else:
                reference = (await conversations.create_activity(conversation, activity)).id
        return reference

    def _conversations(self, address: Mapping[str, Any]) -> ConversationClient:
        return self._api.from_service_url(address["service_url"]).conversations

    def _refused(self, response: httpx.Response) -> SendLater | NeverSent:
        status = response.status_code
        if status == 401:
            self._tokens.forget()
            return SendLater("Teams does not take the assistant's token")
        if status in LATER or status >= 500:
            return SendLater(f"Teams answers {status}", _seconds(response.headers.get("Retry-After", "")))
        return NeverSent(f"Teams answers {status}")


def _as_link(attachment: Attachment) -> ChannelDocument:
    return ChannelDocument(attachment.file_name, attachment.file_name, attachment.media_type, attachment.url)


def _seconds(retry_after: str) -> float | None:
    """What `Retry-After` asks: seconds, or a moment (RFC 9110, 10.2.3); None where it says neither."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, (parsedate_to_datetime(retry_after) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
