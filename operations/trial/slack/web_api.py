"""The methods of Slack's Web API that the assistant calls, as strict as Slack in what they take."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable

from operations.trial.slack.block_kit import wrong_with
from operations.trial.slack.workspace import (
    APP,
    BOT,
    BOT_USER,
    CHANNELS,
    PEOPLE,
    TEAM,
    Body,
    Message,
    Workspace,
    direct_message_of,
)

SCOPE_OF_METHOD = {
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "auth.test": "",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "conversations.replies": "im:history",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "views.open": "",
    "views.publish": "",
}
"""The permission that each needs, where it is used in direct messages; "" for none."""

LONGEST_TEXT = 40_000


class ApiError(Exception):
    """What Slack answers instead: its name for what is wrong."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code = code
        self.more = more


class WebApi:
    """The API of one workspace at `url`, which ends in `/`; `secret` belongs to the app's `client_id`."""

    def __init__(self, workspace: Workspace, url: str, client_id: str, client_secret: str) -> None:
        self._workspace = workspace
        self._url = url
        self._client = (client_id, client_secret)
        self._methods: dict[str, Callable[[Body], Body]] = {
            "assistant.threads.setStatus": self._set_status,
            "assistant.threads.setSuggestedPrompts": self._set_prompts,
            "auth.test": self._auth_test,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.postMessage": self._post_message,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.open": self._open,
            "conversations.replies": self._replies,
            "files.completeUploadExternal": self._complete_upload,
            "files.getUploadURLExternal": self._upload_url,
            "views.open": self._open_view,
            "views.publish": self._publish,
        }

    def call(self, method: str, token: str, body: Body) -> Body:
        """What a method answers; ApiError."""
        if method not in self._methods:
            raise ApiError("unknown_method")
        scopes = self._workspace.tokens.get(token)
        if scopes is None:
            raise ApiError("invalid_auth")
        needed = SCOPE_OF_METHOD[method]
        if needed and needed not in scopes:
            raise ApiError("missing_scope", needed=needed, provided=",".join(sorted(scopes)))
        return self._methods[method](body)

    def grant(self, code: str, client_id: str, client_secret: str) -> Body:
        """`oauth.v2.access`: a token for a code, once."""
        if client_id != self._client[0]:
            raise ApiError("invalid_client_id")
        if client_secret != self._client[1]:
            raise ApiError("bad_client_secret")
        scopes = self._workspace.codes.pop(code, None)
        if scopes is None:
            raise ApiError("invalid_code")
        token = f"xoxb-{secrets.token_urlsafe(16)}"
        self._workspace.tokens = {token: scopes}
        return {
            "app_id": APP,
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(sorted(scopes)),
            "bot_user_id": BOT_USER,
            "team": {"id": TEAM, "name": "Proef"},
            "enterprise": None,
            "is_enterprise_install": False,
            "authed_user": {"id": next(iter(PEOPLE))},
        }

    def _auth_test(self, body: Body) -> Body:
        return {"team_id": TEAM, "team": "Proef", "user_id": BOT_USER, "bot_id": BOT, "url": self._url}

    def _post_message(self, body: Body) -> Body:
        channel = self._channel(body)
        thread = str(body.get("thread_ts") or "")
        if thread and not any(one.ts == thread for one in self._workspace.messages):
            raise ApiError("thread_not_found")
        message = self._workspace.post(
            Message(
                channel,
                self._workspace.new_ts(),
                BOT_USER,
                _text(body),
                _blocks(body),
                thread,
                body.get("metadata") or {},
            )
        )
        return {"channel": channel, "ts": message.ts, "message": message.to_json()}

    def _post_ephemeral(self, body: Body) -> Body:
        user = str(body.get("user"))
        if user not in PEOPLE:
            raise ApiError("user_not_in_channel")
        channel, ts = self._channel(body), self._workspace.new_ts()
        thread = str(body.get("thread_ts") or "")
        self._workspace.post(Message(channel, ts, BOT_USER, _text(body), _blocks(body), thread, only_for=user))
        return {"message_ts": ts}

    def _update(self, body: Body) -> Body:
        message = self._workspace.find(str(body.get("channel")), str(body.get("ts")))
        if message is None:
            raise ApiError("message_not_found")
        if message.user != BOT_USER:
            raise ApiError("cant_update_message")
        message.text, message.blocks = _text(body), _blocks(body)
        return {"channel": message.channel, "ts": message.ts, "text": message.text}

    def _open(self, body: Body) -> Body:
        if body.get("users") not in PEOPLE:
            raise ApiError("user_not_found")
        return {"channel": {"id": direct_message_of(str(body["users"]))}}

    def _history(self, body: Body) -> Body:
        return self._listed(body, lambda one: not one.thread)

    def _replies(self, body: Body) -> Body:
        thread = str(body.get("ts"))
        return self._listed(body, lambda one: thread in (one.ts, one.thread))

    def _listed(self, body: Body, belongs: Callable[[Message], bool]) -> Body:
        channel = str(body.get("channel"))
        if channel in CHANNELS:
            raise ApiError("missing_scope", needed="channels:history", provided="")
        found = [
            one for one in self._workspace.messages if one.channel == channel and not one.only_for and belongs(one)
        ]
        newest = found[-int(body.get("limit") or 100) :]
        return {"messages": [{**one.to_json(), "metadata": one.metadata} for one in reversed(newest)]}

    def _upload_url(self, body: Body) -> Body:
        file = self._workspace.new_id("F")
        self._workspace.uploads[file] = (str(body["filename"]), b"")
        return {"file_id": file, "upload_url": f"{self._url}upload/{file}"}

    def _complete_upload(self, body: Body) -> Body:
        files = json.loads(body["files"]) if isinstance(body["files"], str) else body["files"]
        told = [
            {"id": one["id"], "name": self._workspace.uploads[one["id"]][0], "title": one.get("title", "")}
            for one in files
        ]
        thread = str(body.get("thread_ts") or "")
        channel = self._channel({"channel": body.get("channel_id")})
        self._workspace.post(Message(channel, self._workspace.new_ts(), BOT_USER, "", [], thread, files=told))
        return {"files": told}

    def _open_view(self, body: Body) -> Body:
        person = self._workspace.triggers.pop(str(body.get("trigger_id")), None)
        if person is None:
            raise ApiError("expired_trigger_id")
        view = {**_view(body, "modal"), "id": self._workspace.new_id("V")}
        self._workspace.forms[person] = view
        return {"view": view}

    def _publish(self, body: Body) -> Body:
        person = str(body.get("user_id"))
        if person not in PEOPLE:
            raise ApiError("invalid_arguments")
        self._workspace.homes[person] = {**_view(body, "home"), "id": self._workspace.new_id("V")}
        return {"view": self._workspace.homes[person]}

    def _set_status(self, body: Body) -> Body:
        self._workspace.statuses[str(body.get("thread_ts"))] = str(body.get("status"))
        return {}

    def _set_prompts(self, body: Body) -> Body:
        prompts = json.loads(body["prompts"]) if isinstance(body["prompts"], str) else body["prompts"]
        self._workspace.prompts[str(body.get("thread_ts"))] = prompts
        return {}

    def _channel(self, body: Body) -> str:
        channel = str(body.get("channel"))
        if channel in PEOPLE:
            return direct_message_of(channel)
        if channel in CHANNELS or channel in map(direct_message_of, PEOPLE):
            return channel
        raise ApiError("channel_not_found")


def _text(body: Body) -> str:
    text = str(body.get("text") or "")
    if not text and not body.get("blocks"):
        raise ApiError("no_text")
    if len(text) > LONGEST_TEXT:
        raise ApiError("msg_too_long")
    return text


def _blocks(body: Body) -> list[Body]:
    blocks = body.get("blocks") or []
    blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
    if wrong := wrong_with("message", blocks):
        raise ApiError("invalid_blocks", response_metadata={"messages": wrong})
    return list(blocks)


def _view(body: Body, kind: str) -> Body:
    view = json.loads(body["view"]) if isinstance(body.get("view"), str) else body.get("view") or {}
    if view.get("type") != kind or (wrong := wrong_with("home" if kind == "home" else "modal", view)):
        raise ApiError("invalid_arguments", response_metadata={"messages": wrong if view.get("type") == kind else []})
    return dict(view)
