"""What the conversation is about: written by the actions, read by the decision.

Kept in the slot `context`, which never influences a prediction of Rasa's policies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

SLOT = "context"
ENTREPRENEUR, CIVIL_SERVANT = "ondernemer", "ambtenaar"
"""Who can be asking."""

REACHING, TYPING, CHECKING = "bereik", "tekst", "nakijken"
"""The steps of a message for a person: how to be reached, own words typed, the whole looked at."""

_LASTING = ("gemeente", "wie", "tool", "tool_vraag", "tool_keuzes", "concepten")
STALE_SECONDS = 30 * 60
"""After half an hour "en de tweede?" is no longer about what was said before."""


@dataclass(frozen=True)
class Item:
    """One item of a list that was shown; `onderwerp` is empty when it has no topic of its own."""

    tekst: str
    onderwerp: str = ""


@dataclass(frozen=True)
class Context:
    """The topic last answered (and the one before), and what else was shown with it.

    `getoond` are the parts of that topic already shown; `lijst` is the last list shown, from
    `lijst_van`; `keuzes` are the topics offered as choices with the last message. `rangorde`
    are the topics that the last question came nearest to, best first; `aangeboden` those among
    them that were offered and not taken. `gemeente` (a code), `wie` and `behoefte` are what the
    visitor said of themselves; `bericht_…` is the message for a person that is being made.
    `tool` is the guided tool under way, `tool_vraag` the words of the question it asked (empty
    when all were), `tool_keuzes` the labels that can answer it; `concepten` are the drafts by
    tool, the latest last. `missers` counts turns in a row without an answer.
    """

    onderwerp: str = ""
    vorig_onderwerp: str = ""
    getoond: tuple[str, ...] = ()
    lijst: tuple[Item, ...] = ()
    lijst_van: str = ""
    keuzes: tuple[str, ...] = ()
    rangorde: tuple[str, ...] = ()
    aangeboden: tuple[str, ...] = ()
    gemeente: str = ""
    wie: str = ""
    behoefte: str = ""
    bericht_stap: str = ""
    bericht_tekst: str = ""
    bericht_bereik: str = ""
    tool: str = ""
    tool_vraag: str = ""
    tool_keuzes: tuple[str, ...] = ()
    concepten: Mapping[str, Any] = field(default_factory=dict)
    missers: int = 0
    scheldwoorden: int = 0
    tijdstip: float = 0.0

    @classmethod
    def from_slot(cls, value: Any, now: float) -> Context:
        """The context in a slot; when it has gone stale only who and where the visitor is, and the tools.

        `now` is in seconds since 1970.
        """
        if not isinstance(value, dict):
            return cls()
        if now - float(value.get("tijdstip", 0)) > STALE_SECONDS:
            value = {name: value[name] for name in _LASTING if name in value}
        known = {one.name for one in fields(cls)}
        kept: dict[str, Any] = {
            name: tuple(item) if isinstance(item, list) else item for name, item in value.items() if name in known
        }
        kept["lijst"] = tuple(Item(**item) for item in value.get("lijst", ()))
        return cls(**kept)

    def to_slot(self, now: float) -> dict[str, Any]:
        """As JSON values, stamped with `now`."""
        return asdict(replace(self, tijdstip=now))
