"""What Teams sends to a bot: activities as its clients make them, for one organisation and a few people in it.

Shapes: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-basics
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from html import escape
from typing import Any

CLIENT_ID = "00000000-0000-4000-8000-000000000001"
CLIENT_SECRET = "only-for-trying"  # noqa: S105
TENANT = "00000000-0000-4000-8000-00000000000a"
BOT = {"id": f"28:{CLIENT_ID}", "name": "Zakboek"}

Activity = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """Somebody in the organisation."""

    name: str
    number: int

    @property
    def account(self) -> dict[str, str]:
        """As in `from`."""
        return {
            "id": f"29:persoon-{self.number}",
            "name": self.name,
            "aadObjectId": f"{self.number:08d}-aaaa-4aaa-8aaa-aaaaaaaaaaaa",
        }


ROBIN, KIM = Person("Robin", 1), Person("Kim", 2)


@dataclass(frozen=True)
class Room:
    """A place to talk in; `kind` is Teams' conversationType."""

    id: str
    kind: str


OWN_CHAT = "a:persoonlijk-"
PERSONAL = Room(f"{OWN_CHAT}{ROBIN.number}", "personal")
CHANNEL = Room("19:kanaal@thread.tacv2;messageid=1700000000001", "channel")
GROUP = Room("19:groep@thread.v2", "groupChat")


def own_chat(account_id: str) -> str:
    """The id of somebody's chat with the assistant alone, by the id of their account."""
    return f"{OWN_CHAT}{account_id.rpartition('-')[2]}"


class Activities:
    """Makes activities, each with an id of its own."""

    def __init__(self, service_url: str) -> None:
        """`service_url` is where answers go, as Teams names it in each activity."""
        self._service_url = service_url
        self._numbers = itertools.count(1_700_000_000_100)

    def any(self, kind: str, room: Room, person: Person = ROBIN, **fields: Any) -> Activity:
        """An activity of this type, with what all have."""
        return {
            "type": kind,
            "id": str(next(self._numbers)),
            "timestamp": "2026-11-30T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self._service_url,
            "from": person.account,
            "recipient": BOT,
            "conversation": {
                "id": room.id,
                "conversationType": room.kind,
                "tenantId": TENANT,
                **({} if room.kind == "personal" else {"isGroup": True}),
            },
            "channelData": {"tenant": {"id": TENANT}},
            "locale": "nl-NL",
            **fields,
        }

    def message(self, text: str, room: Room = PERSONAL, person: Person = ROBIN, **fields: Any) -> Activity:
        """Typed text; in a channel or a group with the mention that Teams asks for."""
        typed = escape(text, quote=False)
        if room.kind == "personal":
            return self.any("message", room, person, text=typed, textFormat="plain", **fields)
        marked = f"<at>{BOT['name']}</at>"
        entities = [{"type": "mention", "mentioned": BOT, "text": marked}]
        return self.any("message", room, person, text=f"{marked}&nbsp;{typed}", entities=entities, **fields)

    def pressed(self, data: dict[str, Any], message_id: str, room: Room = PERSONAL, person: Person = ROBIN) -> Activity:
        """A button of a card in a message."""
        return self.any("message", room, person, value=data, replyToId=message_id)

    def added(self, room: Room = PERSONAL, person: Person = ROBIN) -> Activity:
        """The assistant was added to a place."""
        return self.any("conversationUpdate", room, person, membersAdded=[{"id": BOT["id"]}])

    def installation(self, action: str, room: Room = PERSONAL, person: Person = ROBIN) -> Activity:
        """The app was added ("add") or taken away ("remove")."""
        return self.any("installationUpdate", room, person, action=action)

    def edited(self, message: Activity, text: str) -> Activity:
        """A message that was changed; it has the id of the message."""
        data = {**message["channelData"], "eventType": "editMessage"}
        return {**message, "type": "messageUpdate", "text": text, "channelData": data}

    def deleted(self, message: Activity) -> Activity:
        """A message that was taken away."""
        data = {**message["channelData"], "eventType": "softDeleteMessage"}
        return {**message, "type": "messageDelete", "text": "", "channelData": data}

    def query(self, typed: str, room: Room = PERSONAL, person: Person = ROBIN, **options: int) -> Activity:
        """The search command, beside the box where one writes; before anything is typed with "initialRun"."""
        parameter = {"name": "vraag", "value": typed} if typed else {"name": "initialRun", "value": "true"}
        value = {"commandId": "zoek", "parameters": [parameter], "queryOptions": {"skip": 0, "count": 25, **options}}
        return self.any("invoke", room, person, name="composeExtension/query", value=value)

    def dialog_opened(self, data: dict[str, Any], room: Room = PERSONAL, person: Person = ROBIN) -> Activity:
        """A button that opens a dialog."""
        value = {"data": data, "context": {"theme": "default"}}
        return self.any("invoke", room, person, name="task/fetch", value=value)

    def dialog_sent(self, data: dict[str, Any], room: Room = PERSONAL, person: Person = ROBIN) -> Activity:
        """A dialog that was filled in."""
        value = {"data": data, "context": {"theme": "default"}}
        return self.any("invoke", room, person, name="task/submit", value=value)


def file_attachment(name: str) -> dict[str, Any]:
    """A file beside a message, as a person sends it in their own chat."""
    return {
        "contentType": "application/vnd.microsoft.teams.file.download.info",
        "contentUrl": f"https://voorbeeldstad.example/bestanden/{name}",
        "name": name,
        "content": {"uniqueId": "1", "fileType": name.rpartition(".")[2]},
    }
