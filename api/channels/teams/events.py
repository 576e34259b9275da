"""What happened in Teams: an activity of the Bot Framework as events of the assistant, by pure functions.

Activities: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from api.channels.events import (
    Act,
    Arrived,
    ChannelEvent,
    Chosen,
    DeletionWanted,
    Ignored,
    MessageTyped,
    Place,
    Rated,
    ToolFilledIn,
    Unreadable,
)
from api.channels.teams.tool_form import answers_of
from content.guided_tools.tool import GuidedTools

PERSONAL = "personal"
BOT = "28:"
"""What the ids of bots begin with; those of people begin with "29:"."""

FILE_TYPES = ("application/vnd.microsoft.teams.file.", "image/", "audio/", "video/")
NEW_LINES = frozenset({"br", "p", "div", "li", "tr"})
HTML = NEW_LINES | {"a", "at", "attachment", "b", "blockquote", "code", "em", "emoji", "font", "h1", "h2", "h3", "hr"}
HTML |= {"i", "img", "ol", "pre", "s", "span", "strike", "strong", "table", "tbody", "td", "th", "u", "ul"}
"""What Teams writes; anything else between brackets was typed."""

NOT_ANSWERED = {
    "messageUpdate": "edited",
    "messageDelete": "deleted",
    "messageReaction": "reaction",
    "typing": "typing",
}


def read_activity(activity: Mapping[str, Any], tools: GuidedTools) -> tuple[ChannelEvent, ...] | Ignored:
    """The events in it, mostly one; `tools` are those whose forms may come back."""
    kind = _text(activity, "type")
    if _text(_part(activity, "from"), "id").startswith(BOT) or _text(_part(activity, "from"), "role") == "bot":
        return Ignored("bot")
    if not _can_be_answered(activity):
        return Ignored("incomplete")
    if kind in NOT_ANSWERED:
        return Ignored(NOT_ANSWERED[kind])
    acts = list(_acts(activity, kind, tools))
    if not acts:
        return Ignored(_why(activity, kind))
    return tuple(_event(activity, act, number) for number, act in enumerate(acts))


def _acts(activity: Mapping[str, Any], kind: str, tools: GuidedTools) -> Iterator[Act]:
    if kind == "message" and isinstance(activity.get("value"), dict):
        yield _pressed(activity["value"], _text(activity, "replyToId"))
    elif kind == "message" and (_kind(activity) == PERSONAL or _mentions_bot(activity)):
        yield from _written(activity)
    elif kind == "invoke" and _text(activity, "name") == "task/submit":
        yield _filled_in(_part(_part(activity, "value"), "data"), tools)
    elif kind == "conversationUpdate" and _bot(activity) in _added(activity):
        yield Arrived()
    elif kind == "installationUpdate" and _text(activity, "action") == "remove" and _kind(activity) == PERSONAL:
        yield DeletionWanted(is_sure=True)


def _why(activity: Mapping[str, Any], kind: str) -> str:
    """Why an activity holds no act."""
    if kind == "message":
        return "not_mentioned"
    if kind == "conversationUpdate":
        return "members"
    if kind == "installationUpdate":
        return "installation"
    return "invoke" if kind == "invoke" else "other"


def _written(activity: Mapping[str, Any]) -> Iterator[Act]:
    """What was typed, and that a file beside it cannot be read; a mention alone is a greeting."""
    text = typed_text(activity)
    has_file = any(_is_file(attachment) for attachment in _list(activity, "attachments"))
    if has_file:
        yield Unreadable("bestand")
    if text:
        yield MessageTyped(text)
    elif not has_file:
        yield Arrived()


def _is_file(attachment: object) -> bool:
    return isinstance(attachment, dict) and _text(attachment, "contentType").startswith(FILE_TYPES)


def _pressed(value: Mapping[str, Any], message: str) -> Act:
    """A button of a card, with what was filled in above it."""
    act = _text(value, "act")
    if act == "choice" and _text(value, "choice"):
        return Chosen(_text(value, "choice"), message)
    if act == "choice":
        return Unreadable("teams_niets_gekozen")
    if act == "rating" and _text(value, "message"):
        return Rated(_text(value, "message"), value.get("useful") in (True, "true"), message)
    return Unreadable("onleesbaar")


def _filled_in(value: Mapping[str, Any], tools: GuidedTools) -> Act:
    tool = tools.get(_text(value, "tool")) if _text(value, "act") == "filled_in" else None
    return ToolFilledIn(tool.id, answers_of(tool, value)) if tool else Unreadable("teams_formulier_weg")


def _event(activity: Mapping[str, Any], act: Act, number: int) -> ChannelEvent:
    conversation, sender = _part(activity, "conversation"), _part(activity, "from")
    room = _room_pressed(activity) or _text(conversation, "id")
    return ChannelEvent(
        id="|".join((_text(activity, "type"), _text(conversation, "id"), _text(activity, "id"), str(number))),
        channel="teams",
        place=Place(tenant_of(activity), room, _text(sender, "aadObjectId") or _text(sender, "id")),
        act=act,
        address={
            "service_url": _text(activity, "serviceUrl"),
            "conversation": _text(conversation, "id"),
            "kind": _kind(activity),
            "room": room,
            "person": _text(sender, "id"),
            "bot": _bot(activity),
            "tenant": tenant_of(activity),
        },
    )


def _room_pressed(activity: Mapping[str, Any]) -> str:
    """Where the talk is of which a card for one person was pressed in their own chat.

    The person can only name a room for themselves: the place holds who they are too.
    """
    value = _part(activity, "value")
    return _text(value, "room") or _text(_part(value, "data"), "room") if _kind(activity) == PERSONAL else ""


def _can_be_answered(activity: Mapping[str, Any]) -> bool:
    named = (_part(activity, "conversation"), _part(activity, "from"), activity)
    return all(_text(part, "id") for part in named) and bool(tenant_of(activity))


def _kind(activity: Mapping[str, Any]) -> str:
    """Where it is: "personal", "channel" or "groupChat"; what is not named is taken for a place with others in it."""
    return _text(_part(activity, "conversation"), "conversationType") or "groupChat"


def _bot(activity: Mapping[str, Any]) -> str:
    return _text(_part(activity, "recipient"), "id")


def _added(activity: Mapping[str, Any]) -> set[str]:
    return {_text(member, "id") for member in _list(activity, "membersAdded") if isinstance(member, dict)}


def _mentions_bot(activity: Mapping[str, Any]) -> bool:
    return any(_text(_part(mention, "mentioned"), "id") == _bot(activity) for mention in _mentions(activity))


def _mentions(activity: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    entities = _list(activity, "entities")
    return [entity for entity in entities if isinstance(entity, dict) and _text(entity, "type") == "mention"]


def tenant_of(activity: Mapping[str, Any]) -> str:
    """The tenant in which the activity happened; "" where it names none, or two that differ."""
    own = _text(_part(activity, "conversation"), "tenantId")
    beside = _text(_part(_part(activity, "channelData"), "tenant"), "id")
    named = {tenant for tenant in (own, beside) if tenant}
    return named.pop() if len(named) == 1 else ""


def typed_text(activity: Mapping[str, Any]) -> str:
    """What was typed: without the mention of the assistant, with the names of others, without HTML."""
    text = _text(activity, "text")
    for mention in _mentions(activity):
        if _text(_part(mention, "mentioned"), "id") == _bot(activity) and (marked := _text(mention, "text")):
            text = text.replace(marked, " ")
    reader = _WithoutHtml()
    reader.feed(text)
    reader.close()
    rows = (re.sub(r"[^\S\n]+", " ", row).strip() for row in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()


class _WithoutHtml(HTMLParser):
    """The words of what a client sends: marks of HTML are left out, what was typed as HTML comes escaped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where one is seen."""
        if tag in NEW_LINES:
            self.words.append("\n")
        elif tag not in HTML:
            self.words.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """A blank line after a paragraph."""
        if tag == "p":
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, with their entities read."""
        self.words.append(data)


def _part(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = value.get(key)
    return found if isinstance(found, dict) else {}


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    found = value.get(key)
    return found if isinstance(found, list) else []


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
