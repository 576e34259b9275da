"""What the parts of a turn took, as Rasa's side tells it to the door: the header `Server-Timing` of its answer.

https://www.w3.org/TR/server-timing/: `understanding;start=0.3;dur=4.1, action;start=5.0;dur=1.2`, in milliseconds.
`start`, counted from the beginning of the turn, is a parameter of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contract.intents import TextEnum

HEADER = "Server-Timing"

_NUMBER = r"\d{1,9}(?:\.\d{1,6})?"
_ENTRY = re.compile(rf"([a-z]+);start=({_NUMBER});dur=({_NUMBER})")


class TurnPart(TextEnum):
    """What Rasa's side is doing; one at a time."""

    STORE = "store"
    """The conversation's lock, its tracker read and saved."""

    UNDERSTANDING = "understanding"
    DOOR = "door"
    """Nothing, until the door has stored the message."""

    POLICIES = "policies"
    ACTION = "action"


@dataclass(frozen=True)
class Stretch:
    """A stretch of time that one part took, in seconds from the beginning of the turn."""

    part: TurnPart
    start: float
    seconds: float


def to_header(stretches: Iterable[Stretch]) -> str:
    """The value of the header."""
    return ", ".join(f"{one.part};start={one.start * 1000:.3f};dur={one.seconds * 1000:.3f}" for one in stretches)


def from_header(value: str) -> Iterator[Stretch]:
    """The stretches in the header; what is none is left out."""
    known = {part.value: part for part in TurnPart}
    for entry in map(_ENTRY.fullmatch, value.split(", ")):
        if entry is not None and entry[1] in known:
            yield Stretch(known[entry[1]], float(entry[2]) / 1000, float(entry[3]) / 1000)
