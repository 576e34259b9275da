"""What a change in Rasa is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Patch:
    """The attribute `name` of a class or a module of Rasa, and what takes its place."""

    owner: Any
    name: str
    by: Any
