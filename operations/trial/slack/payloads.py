"""What Slack sends, in the shapes of https://docs.slack.dev/reference/events and …/interaction-payloads."""

from __future__ import annotations

from operations.trial.slack.workspace import APP, BOT_USER, PEOPLE, TEAM, Body, Message

_NO_TOKEN = "not-used"  # noqa: S105  Slack still sends a token that nobody should look at


def envelope(event: Body, event_id: str, moment: float) -> Body:
    """An event of the Events API."""
    return {
        "token": _NO_TOKEN,
        "team_id": TEAM,
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(moment),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }


def message_event(message: Message, kind: str) -> Body:
    """A `message` in a direct message, or an `app_mention`."""
    event: Body = {
        "type": kind,
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "channel": message.channel,
        "event_ts": message.ts,
        "team": TEAM,
        "client_msg_id": f"client-{message.ts}",
    }
    if kind == "message":
        event["channel_type"] = "im"
    if message.files:
        event |= {"files": message.files, "subtype": "file_share"} if kind == "message" else {"files": message.files}
    return event | ({"thread_ts": message.thread} if message.thread else {})


def thread_started(person: str, channel: str, thread: str) -> Body:
    """A new talk with the assistant."""
    return {
        "type": "assistant_thread_started",
        "assistant_thread": {"user_id": person, "context": {}, "channel_id": channel, "thread_ts": thread},
        "event_ts": thread,
    }


def home_opened(person: str, channel: str, ts: str, tab: str) -> Body:
    """Somebody looks at the app."""
    return {"type": "app_home_opened", "user": person, "channel": channel, "tab": tab, "event_ts": ts}


def command(person: str, channel: str, text: str, trigger: str, response_url: str) -> Body:
    """Somebody typed `/zakboek`."""
    return {
        "token": _NO_TOKEN,
        "team_id": TEAM,
        "team_domain": "proef",
        "channel_id": channel,
        "channel_name": "algemeen",
        "user_id": person,
        "user_name": PEOPLE[person].lower(),
        "command": "/zakboek",
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def click(person: str, action: Body, trigger: str, where: Body) -> Body:
    """A button or a menu; `where` holds the container, and what belongs to it."""
    return {
        "type": "block_actions",
        "user": _user(person),
        "api_app_id": APP,
        "token": _NO_TOKEN,
        "trigger_id": trigger,
        "team": {"id": TEAM, "domain": "proef"},
        "enterprise": None,
        "is_enterprise_install": False,
        "actions": [action],
        **where,
    }


def submission(person: str, view: Body, values: Body) -> Body:
    """A form that was filled in."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "proef"},
        "user": _user(person),
        "api_app_id": APP,
        "token": _NO_TOKEN,
        "trigger_id": f"trigger-{view['id']}",
        "view": {**view, "team_id": TEAM, "hash": "1", "state": {"values": values}},
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def shortcut(person: str, message: Message, trigger: str, response_url: str) -> Body:
    """The shortcut on a message."""
    return {
        "type": "message_action",
        "token": _NO_TOKEN,
        "action_ts": message.ts,
        "team": {"id": TEAM, "domain": "proef"},
        "user": _user(person),
        "channel": {"id": message.channel, "name": "algemeen"},
        "is_enterprise_install": False,
        "enterprise": None,
        "callback_id": "vraag_over_bericht",
        "trigger_id": trigger,
        "response_url": response_url,
        "message_ts": message.ts,
        "message": message.to_json(),
    }


def _user(person: str) -> Body:
    return {"id": person, "username": PEOPLE[person].lower(), "name": PEOPLE[person].lower(), "team_id": TEAM}
