"""What the decision found in a message, or a choice carries: all that an action needs beside the intent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contract.former import details_of_before
from contract.intents import TextEnum
from contract.records import Record, enum_field, known_fields


class MessageKind(TextEnum):
    """How a message is built up, as far as it matters for what it asks; `DOUBT` is that of the assistant."""

    PLAIN = ""
    COMPARISON = "vergelijking"
    TWO_QUESTIONS = "twee_vragen"
    CORRECTION = "correctie"
    ELLIPSIS = "ellips"
    DOUBT = "twijfel"


DETAILS = "details"
"""Under this name they stand in what Rasa knows of a message."""


@dataclass(frozen=True)
class Likelihood(Record):
    """How likely a topic is what a message is about, from 0 to 1."""

    topic: str
    probability: float


ALL_DETAILS = "alles"
"""Among what is `wanted` of a municipality's file: all that it holds."""


@dataclass(frozen=True)
class Details(Record):
    """Empty where it does not apply.

    On the guide: `topic` to answer, `topics` when two are asked for (`kind` says how), `choices`
    to offer when asking back, `likely` topics with their probabilities and `ranking` of all that
    are not ruled out, best first; `term` of the topic whose meaning is asked for, `pieces` of it
    that answer the question, best first, by their ids, whether the first one `suffices` by itself, and
    whether it is an `open_question`, to which yes or no is no answer; whether it is `unanswered`, as no piece
    fits or none of the `choices` may, with the `nearest` of those not told yet; `place` in a list (-1 is the last),
    `among_choices` when it is one of the choices, `among_items` one of a list; `language` the message is in, when
    not Dutch.
    Beside the guide: its `subject`, by its name among the referrals.

    On the visitor: `asker` (ondernemer, ambtenaar), `need` and `municipalities` (codes; several
    when one name is shared) as this message says, `seems_from` the asker it seems to be from by all that was
    written, with the `asker_evidence` for that, `can_be_reached` when it is for a message to a person and holds a
    telephone number or an e-mail address.

    On a municipality's file: what of it is `wanted`, and on which `days` (a weekday, "morgen", a
    holiday, "12-24").

    On a guided tool: its `tool`, a `command`, the `question` by id or by `question_number`, the
    `option` chosen; `typed` tells words from a choice, `anyway` that another tool may be left.
    """

    topic: str = ""
    topics: tuple[str, ...] = ()
    kind: MessageKind = MessageKind.PLAIN
    choices: tuple[str, ...] = ()
    likely: tuple[Likelihood, ...] = ()
    ranking: tuple[str, ...] = ()
    term: str = ""
    pieces: tuple[str, ...] = ()
    suffices: bool = False
    open_question: bool = False
    unanswered: bool = False
    nearest: tuple[str, ...] = ()
    subject: str = ""
    place: int = 0
    among_choices: bool = False
    among_items: bool = False
    language: str = ""
    asker: str = ""
    seems_from: str = ""
    asker_evidence: float = 0.0
    need: str = ""
    municipalities: tuple[str, ...] = ()
    can_be_reached: bool = False
    wanted: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    tool: str = ""
    command: str = ""
    question: str = ""
    question_number: int = 0
    option: str = ""
    typed: bool = False
    anyway: bool = False

    @classmethod
    def from_json(cls, value: Any) -> Details:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, value, details_of_before)
        if "kind" in known:
            known["kind"] = enum_field(cls, known, "kind", MessageKind)
        if "likely" in known:
            known["likely"] = tuple(Likelihood.from_json(one) for one in known["likely"])
        return cls(**known)
