"""What Slack sends, as events of the assistant or as a reason to leave it alone; pure.

A room is a direct message (`D…`), a thread in one (`D…:<ts>`, as an assistant's talks are), a thread in a channel
(`C…:<ts>`), or what one person asks with the command or the shortcut in a place (`C…:/zakboek`) and nobody
else sees.
Shapes: https://docs.slack.dev/reference/events and https://docs.slack.dev/reference/interaction-payloads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from api.channels.events import (
    AccessWithdrawn,
    Act,
    Arrived,
    ChannelEvent,
    Chosen,
    CopyWanted,
    DeletionWanted,
    Ignored,
    MessageTyped,
    Place,
    Rated,
    TipsWanted,
    ToolBegun,
    ToolFilledIn,
    TopicChosen,
    Unreadable,
)
from api.channels.slack.action_ids import (
    ASK_ABOUT_MESSAGE,
    CHOICE,
    CHOICE_MENU,
    COMMAND,
    COPY,
    DELETE,
    FORM,
    NOT_USEFUL,
    SEPARATOR,
    TIPS_OFF,
    TIPS_ON,
    TOOL,
    TOOL_FORM,
    TOPIC,
    USEFUL,
)
from api.channels.slack.addresses import Address, Reference
from contract.personal_data import PersonalData, placeholder

CHANNEL = "slack"

READ_SUBTYPES = ("", "file_share", "thread_broadcast", "me_message")
"""Of a message: what a person sends, and not what happens to it afterwards."""

_MARKED = re.compile(r"<([^<>\s|]+)(?:\|([^<>]*))?>|<([^<>]+)>")
_MENTION = re.compile(r"<@(?P<user>[UW][A-Z0-9]+)(?:\|[^<>]*)?>")

Payload = Mapping[str, Any]


Events = tuple[ChannelEvent, ...] | Ignored


def read_payload(payload: Payload) -> Events:
    """One payload of the Events API, of a command or of what was clicked or filled in."""
    kind = payload.get("type", "")
    if "command" in payload:
        return _command(payload)
    if kind == "event_callback":
        return _event(payload, payload.get("event") or {})
    if kind == "block_actions":
        return _action(payload)
    if kind == "view_submission":
        return _form(payload)
    if kind == "message_action":
        return _about_message(payload)
    return Ignored("of another kind")


def workspace_of(payload: Payload) -> str:
    """The workspace that the assistant was installed in: with a shared channel another than where it happened."""
    [authorization, *_] = payload.get("authorizations") or [{}]
    team = payload.get("team") or {}
    user = payload.get("user")
    of_user = user.get("team_id") if isinstance(user, Mapping) else ""
    return str(
        authorization.get("team_id")
        or payload.get("team_id")
        or (team.get("id") if isinstance(team, Mapping) else "")
        or of_user
        or ""
    )


def typed_text(text: str, own_user: str) -> str:
    """What somebody typed: without the mention of the assistant, and with Slack's marks as words.

    Another person who is mentioned becomes what stands in the place of a name elsewhere: their id says who it is.
    """

    def person(found: re.Match[str]) -> str:
        return "" if found["user"] == own_user else placeholder(PersonalData.NAME)

    text = _MENTION.sub(person, text)
    text = _MARKED.sub(lambda found: _word(found[1] or found[3], found[2] or ""), text)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return re.sub(r"[ \t]{2,}", " ", text).strip()


def _word(mark: str, label: str) -> str:
    """`<https://…|label>`, `<#C…|name>`, `<!here>` and their like, as they look in Slack."""
    if mark.startswith("#"):
        return f"#{label}" if label else ""
    if mark.startswith("!"):
        return label or f"@{mark[1:].partition('^')[0]}"
    return label or mark.removeprefix("mailto:").removeprefix("tel:")


def _event(payload: Payload, event: Payload) -> Events:
    kind = event.get("type")
    if kind in ("app_uninstalled", "tokens_revoked"):
        return _withdrawn(payload, event)
    if event.get("bot_id") or event.get("bot_profile") or event.get("subtype") == "bot_message":
        return Ignored("of another program")
    if kind == "message":
        if event.get("subtype", "") not in READ_SUBTYPES:
            return Ignored(f"a message: {_name(event['subtype'])}")
        return _message(payload, event) if event.get("channel_type") == "im" else Ignored("a message in a channel")
    if kind == "app_mention":
        return Ignored("a mention that was edited") if event.get("edited") else _message(payload, event)
    if kind == "assistant_thread_started":
        return _thread_started(payload, event.get("assistant_thread") or {})
    return Ignored(f"an event: {_name(kind)}")


def _withdrawn(payload: Payload, event: Payload) -> Events:
    if event["type"] == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
        return Ignored("a token of one person")
    return (ChannelEvent(_event_id(payload), CHANNEL, Place(workspace_of(payload), "", ""), AccessWithdrawn()),)


def _message(payload: Payload, event: Payload) -> Events:
    """A direct message or a mention: the answer goes to its thread; a direct message without one has none."""
    user, channel = str(event.get("user") or ""), str(event.get("channel") or "")
    is_direct = event.get("type") == "message"
    thread = str(event.get("thread_ts") or ("" if is_direct else event.get("ts") or ""))
    address = Address.in_thread(workspace_of(payload), channel, user, thread)
    text = typed_text(str(event.get("text") or ""), _own_user(payload))
    acts: list[Act] = []
    if event.get("files"):
        acts.append(Unreadable("bestand"))
    if text:
        acts.append(MessageTyped(text))
    return _events(_event_id(payload), address, *(acts or [Arrived() if not is_direct else Unreadable("slack_leeg")]))


def _thread_started(payload: Payload, thread: Payload) -> Events:
    user, channel, started = (str(thread.get(name) or "") for name in ("user_id", "channel_id", "thread_ts"))
    if not started:
        return Ignored("a talk without a thread")
    return _events(_event_id(payload), Address.in_thread(workspace_of(payload), channel, user, started), Arrived())


def _command(payload: Payload) -> Events:
    if payload.get("command") != COMMAND:
        return Ignored("a command of another app")
    text = typed_text(str(payload.get("text") or ""), "")
    where = (str(payload.get(name) or "") for name in ("channel_id", "user_id", "response_url"))
    address = Address.of_one_person(workspace_of(payload), *where)
    return _events(_trigger(payload), address, MessageTyped(text) if text else Arrived())


def _about_message(payload: Payload) -> Events:
    """The message that a person wants to ask about: only who asks sees the answer."""
    if payload.get("callback_id") != ASK_ABOUT_MESSAGE:
        return Ignored("a shortcut of another app")
    text = typed_text(str((payload.get("message") or {}).get("text") or ""), "")
    channel, user = (str((payload.get(name) or {}).get("id") or "") for name in ("channel", "user"))
    address = Address.of_one_person(workspace_of(payload), channel, user, str(payload.get("response_url") or ""))
    return _events(_trigger(payload), address, MessageTyped(text) if text else Unreadable("slack_leeg"))


def _action(payload: Payload) -> Events:
    action: Payload = next(iter(payload.get("actions") or ()), {})
    address = address_of_click(payload, action)
    if address is None:
        return Ignored("a click in another place")
    act = _act(action, address, payload)
    return Ignored("a click on something else") if act is None else _events(_trigger(payload), address, act)


def _act(action: Payload, address: Address, payload: Payload) -> Act | None:
    selected = action.get("selected_option")
    value = str((selected or {}).get("value") or action.get("value") or "")
    reference = _clicked(payload)
    match str(action.get("action_id") or "").partition(SEPARATOR)[0]:
        case name if name in (CHOICE, CHOICE_MENU) and value:
            return Chosen(value, reference)
        case name if name in (USEFUL, NOT_USEFUL) and value:
            return Rated(value, name == USEFUL, reference)
        case name if name == TOPIC and value:
            return TopicChosen(value)
        case name if name in (TOOL, TOOL_FORM) and value:
            return ToolBegun(value)
        case name if name in (TIPS_ON, TIPS_OFF):
            return TipsWanted(name == TIPS_ON)
        case name if name == COPY:
            return CopyWanted()
        case name if name == DELETE:
            return DeletionWanted(everywhere=True, is_sure=True)  # Slack has asked before it sent this
    return None


def address_of_click(payload: Payload, action: Payload) -> Address | None:
    """Where the answer goes: to the room that the block names, or from the Home tab to the direct message it names."""
    container: Payload = payload.get("container") or {}
    team, user = workspace_of(payload), str((payload.get("user") or {}).get("id") or "")
    if container.get("type") == "message":
        channel = str(container.get("channel_id") or "")
        block_id = str(action.get("block_id") or "")
        room = block_id.split(SEPARATOR, 2)[2] if block_id.count(SEPARATOR) >= 2 else ""
        response_url = str(payload.get("response_url") or "") if container.get("is_ephemeral") else ""
        return Address.of_click(team, channel, user, room, response_url) if room else None
    if container.get("type") == "view" and (payload.get("view") or {}).get("type") == "home":
        channel = str(payload["view"].get("private_metadata") or user)
        return Address.in_thread(team, channel, user)
    return None


def _clicked(payload: Payload) -> str:
    container: Payload = payload.get("container") or {}
    channel, ts = str(container.get("channel_id") or ""), str(container.get("message_ts") or "")
    return str(Reference(channel, ts, bool(container.get("is_ephemeral")))) if ts else ""


def _form(payload: Payload) -> Events:
    view: Payload = payload.get("view") or {}
    if view.get("callback_id") != FORM:
        return Ignored("a form of another app")
    about: Payload = json.loads(view.get("private_metadata") or "{}")
    user = str((payload.get("user") or {}).get("id") or "")
    if not about.get("tool"):
        return Ignored("a form without a tool")
    answers = {
        question: _answer(next(iter(inputs.values()), {}))
        for question, inputs in ((view.get("state") or {}).get("values") or {}).items()
    }
    channel = str(about.get("channel") or user)
    address = Address.of_click(workspace_of(payload), channel, user, str(about.get("room") or channel))
    return _events(f"view:{view['id']}" if view.get("id") else "", address, ToolFilledIn(str(about["tool"]), answers))


def _answer(filled_in: Payload) -> str:
    """As somebody would type it: words, the label of an option, or the numbers of several."""
    selected = filled_in.get("selected_options") or [one for one in [filled_in.get("selected_option")] if one]
    if len(selected) == 1:
        return str(selected[0]["text"]["text"])
    if selected:
        *all_but_last, last = (str(one["value"]) for one in selected)
        return f"{', '.join(all_but_last)} en {last}"
    return str(filled_in.get("value") or "").strip()


def _events(event_id: str, address: Address, *acts: Act) -> Events:
    """One event for each act, in their order: the first carries the id as it is."""
    if not (event_id and address.team and address.channel and address.user):
        return Ignored("of nobody, or of nowhere")
    ids = [event_id, *(f"{event_id}:{number}" for number in range(2, len(acts) + 1))]
    return tuple(ChannelEvent(one, CHANNEL, address.place, act, address.to_json()) for one, act in zip(ids, acts))


def _event_id(payload: Payload) -> str:
    return str(payload.get("event_id") or "")


def _trigger(payload: Payload) -> str:
    """What Slack gives each command and click once."""
    return f"trigger:{payload['trigger_id']}" if payload.get("trigger_id") else ""


def _own_user(payload: Payload) -> str:
    [authorization, *_] = payload.get("authorizations") or [{}]
    return str(authorization.get("user_id") or "")


def _name(kind: object) -> str:
    """A name of Slack's, made fit for a log."""
    return re.sub(r"[^a-z_.]", "", str(kind))[:40]
