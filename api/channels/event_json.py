"""Events as JSON values, as they are stored until they are worked on."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, get_args

from api.channels.events import Act, ChannelEvent

_ACTS: dict[str, type[Any]] = {act.__name__: act for act in get_args(Act)}


@dataclass(frozen=True)
class Payload:
    """What is stored of an event beside its hashes; `workspace` is the platform's own id."""

    act: Act
    workspace: str
    address: dict[str, Any]


def to_json(event: ChannelEvent, act: Act | None = None) -> dict[str, Any]:
    """The payload of an event; with another `act` where its own is not to be stored."""
    act = act or event.act
    told = {"kind": type(act).__name__, **asdict(act)}
    return {"act": told, "workspace": event.place.workspace, "address": event.address}


def from_json(value: dict[str, Any]) -> Payload:
    """The payload again; ValueError for one of a version that knew other acts."""
    told = dict(value["act"])
    kind = _ACTS.get(told.pop("kind"))
    if kind is None or set(told) != {field.name for field in fields(kind)}:
        raise ValueError("an event of another version")
    return Payload(kind(**told), value["workspace"], value["address"])
