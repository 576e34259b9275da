"""One message on its way to one place in Slack, over the ways that Slack has for it."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from api.channels.channel import Attachment
from api.channels.slack.action_ids import ATTEMPT
from api.channels.slack.addresses import Address, Reference
from api.channels.slack.client import Refused, SlackApi, failures_of
from api.channels.slack.render import Post

logger = logging.getLogger(__name__)

LOOKED_AT = 100
"""So many messages of a talk are looked through for one that was perhaps posted before."""

FILES = -1
"""In the place of a post's number: the files that go with a message."""


class Delivery:
    """One message on its way to one place."""

    def __init__(
        self,
        api: SlackApi,
        client: AsyncWebClient,
        where: Address,
        posts: list[Post],
        attachments: tuple[Attachment, ...],
        attempt_of: str,
    ) -> None:
        self.client = client
        self.where = where
        self.attachments = attachments
        self.attempt_of = attempt_of
        self.went_elsewhere = False
        self._api = api
        self._posts = posts
        self._channel = where.channel
        self._thread = where.thread

    async def go_to_direct_message(self) -> None:
        """From now on, post to the person's direct message."""
        with failures_of("conversations.open"):
            opened = await self.client.conversations_open(users=self.where.user)
        self._channel, self._thread = str(opened["channel"]["id"]), ""
        self.went_elsewhere = self._channel != self.where.channel

    async def respond(self) -> str:
        """Show all posts to the person alone, by the address that Slack gave."""
        for post in self._posts:
            await self._api.respond(
                self.where.response_url, {**post, "response_type": "ephemeral", "replace_original": False}
            )
        return ""

    async def post_to_person_alone(self) -> str:
        """Show all posts to the person alone, in the place itself."""
        reference = ""
        for post in self._posts:
            with failures_of("chat.postEphemeral"):
                shown = await self.client.chat_postEphemeral(
                    channel=self._channel,
                    user=self.where.user,
                    thread_ts=self._thread or None,
                    text=post["text"],
                    blocks=post["blocks"],
                )
            reference = str(Reference(self._channel, str(shown["message_ts"]), for_person_alone=True))
        return reference

    async def post(self, done: dict[int, Reference]) -> str:
        """Post what is not `done`, and add it there as it is."""
        for number, post in enumerate(self._posts):
            if number not in done:
                done[number] = await self._post(post, number)
        if self.attachments and FILES not in done:
            with failures_of("files.completeUploadExternal"):
                await self.client.files_upload_v2(
                    channel=self._channel,
                    thread_ts=self._thread or None,
                    file_uploads=[
                        {"filename": one.file_name, "title": one.file_name, "content": one.content}
                        for one in self.attachments
                    ],
                )
            done[FILES] = Reference(self._channel, "")
        return str(done[len(self._posts) - 1])

    async def find_earlier(self) -> dict[int, Reference]:
        """What an attempt that was cut off has posted: by its mark, where the assistant may read the talk.

        That is in direct messages; to read channels it would need a permission that it needs for nothing else.
        """
        if not self._channel.startswith("D"):
            return {}
        with failures_of("conversations.history"):
            if self._thread:
                found = await self.client.conversations_replies(
                    channel=self._channel, ts=self._thread, limit=LOOKED_AT, include_all_metadata=True
                )
            else:
                found = await self.client.conversations_history(
                    channel=self._channel, limit=LOOKED_AT, include_all_metadata=True
                )
        messages: list[dict[str, Any]] = sorted(found["messages"], key=lambda one: float(one["ts"]))
        done: dict[int, Reference] = {}
        for one in messages:
            mark = one.get("metadata") or {}
            payload = mark.get("event_payload") or {}
            if mark.get("event_type") == ATTEMPT and payload.get("attempt_of") == self.attempt_of:
                done[int(payload["part"])] = Reference(self._channel, str(one["ts"]))
            elif done and self._has_files(one):
                done[FILES] = Reference(self._channel, str(one["ts"]))
        return done

    def _has_files(self, posted: dict[str, Any]) -> bool:
        names = {str(file.get("name")) for file in posted.get("files") or ()}
        return bool(names) and names == {one.file_name for one in self.attachments}

    async def _post(self, post: Post, number: int) -> Reference:
        body: dict[str, Any] = {"channel": self._channel, "thread_ts": self._thread or None, "text": post["text"]}
        if self.attempt_of:
            body["metadata"] = {
                "event_type": ATTEMPT,
                "event_payload": {"attempt_of": self.attempt_of, "part": number},
            }
        body |= {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
        try:
            with failures_of("chat.postMessage"):
                posted = await self.client.chat_postMessage(blocks=post["blocks"], **body)
        except Refused as error:
            if error.code not in ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"):
                raise
            logger.error("Slack refuses how an answer is made up (%s); it goes as plain text", error.code)
            with failures_of("chat.postMessage"):
                posted = await self.client.chat_postMessage(**body)
        return Reference(str(posted["channel"]), str(posted["ts"]))
