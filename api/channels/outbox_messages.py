"""What can be sent to a place, as it waits in the outbox: by its name or id, so that no text stands there twice."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Answer:
    """A stored message of the assistant; it `replaces` the platform's message with that reference, if with one.

    `chosen` is the label of what was chosen from it.
    """

    message_id: str
    replaces: str = ""
    chosen: str | None = None


@dataclass(frozen=True)
class OwnText:
    """Texts after each other, by `file/name` in `data/live/teksten`, filled in with the same `values`.

    `choices` are names of `api.channels.commands.BUTTONS`.
    """

    names: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    replaces: str = ""
    for_person_alone: bool = False


@dataclass(frozen=True)
class Tip:
    """A tip, by its name in `data/live/teksten/tips.yml`."""

    name: str


@dataclass(frozen=True)
class Copy:
    """All that is stored of the conversation, as files."""


OutboxMessage = Answer | OwnText | Tip | Copy
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Answer, OwnText, Tip, Copy)}


def to_json(one: OutboxMessage) -> dict[str, Any]:
    """As JSON values."""
    return {"kind": type(one).__name__, **asdict(one)}


def from_json(value: dict[str, Any]) -> OutboxMessage:
    """From `to_json`; KeyError or TypeError for one of another version."""
    told = {name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name != "kind"}
    one: OutboxMessage = _KINDS[value["kind"]](**told)
    return one
