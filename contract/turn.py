"""What a visitor says, as the public door hands it to Rasa."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from contract.message import Goal
from contract.records import Record, known_fields, text_field

END_OF_TURN = b"\n"
"""Stands behind the JSON of a turn in a request whose body ends once the message is stored; then it may be answered.

By RFC 8259 whitespace may follow, so a Rasa of before 0.9 reads such a body too, and waits for its end.
"""


@dataclass(frozen=True)
class Origin(Record):
    """Where the conversation takes place: `channel` (web, slack, teams), and the `municipality`'s slug, if any.

    `delivery` are the ways by which a message for a person can be delivered now (email, webhook).
    """

    channel: str = "web"
    municipality: str = ""
    delivery: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON values, all of them."""
        return {"channel": self.channel, "municipality": self.municipality, "delivery": list(self.delivery)}


@dataclass(frozen=True)
class Turn(Record):
    """One message: typed `text`, or a choice's label as text with its `goal`.

    `text` is never read as a command: a choice comes in by a field of its own, after the door
    has checked that the conversation was offered it.

    `hidden_as` is given where the text may belong to a message for a person: then this stands in its place in all
    that Rasa stores, and `masked_as` where it turns out not to: the text without what is personal.
    Rasa encrypts what it stores with `conversation_key` (`runtime.text_cipher.TextCipher.key_text`).
    """

    conversation_id: str
    message_id: str
    text: str
    goal: Goal | None = None
    origin: Origin = field(default_factory=Origin)
    hidden_as: str = ""
    masked_as: str = ""
    conversation_key: str = field(kw_only=True, repr=False)

    @classmethod
    def from_json(cls, value: Any) -> Turn:
        """From `to_json`; ContractError when a field is missing or of another type."""
        known = known_fields(cls, value)
        goal, origin = known.get("goal"), known.get("origin")
        return cls(
            text_field(cls, known, "conversation_id"),
            text_field(cls, known, "message_id"),
            text_field(cls, known, "text"),
            Goal.from_json(goal) if goal else None,
            Origin.from_json(origin) if origin else Origin(),
            text_field(cls, {"hidden_as": "", **known}, "hidden_as"),
            text_field(cls, {"masked_as": "", **known}, "masked_as"),
            conversation_key=text_field(cls, known, "conversation_key"),
        )
