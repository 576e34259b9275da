"""What the assistant says on one message of a visitor, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contract.details import Details
from contract.documents import Document
from contract.former import goal_of_before, message_of_before
from contract.intents import Intent, TextEnum
from contract.records import ContractError, filled, known_fields, text_field


class Outcome(TextEnum):
    """How a message was answered; every answer has exactly one."""

    ANSWER = "antwoord"
    """From the guide or from the municipality's own file; `sources` is not empty."""

    CLARIFICATION = "verduidelijking"
    """One question back, with choices."""

    NO_ANSWER = "geen-antwoord"
    """Honestly not in the guide."""

    CONVERSATION = "gesprek"
    """Small talk, the assistant itself, a step of a guided tool or of a message for a person."""


@dataclass(frozen=True)
class Goal:
    """What a choice does when it comes back."""

    intent: Intent
    details: Details

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {"intent": self.intent.value, "details": self.details.to_json()}

    @classmethod
    def from_json(cls, value: Any) -> Goal:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, goal_of_before(value))
        try:
            intent = Intent(known["intent"])
        except ValueError as error:
            raise ContractError(f"Goal: {known['intent']!r} is no intent") from error
        return cls(intent, Details.from_json(known["details"]))


@dataclass(frozen=True)
class Choice:
    """A way to go on, shown as `label`."""

    label: str
    goal: Goal

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return {"label": self.label, "goal": self.goal.to_json()}

    @classmethod
    def from_json(cls, value: Any) -> Choice:
        """From `to_json`; ContractError for anything else."""
        known = known_fields(cls, value)
        return cls(text_field(cls, known, "label"), Goal.from_json(known["goal"]))


@dataclass(frozen=True)
class MessageForPerson:
    """A message for a person at a municipality (its slug), which the visitor has seen and agreed to."""

    municipality: str
    text: str
    reachable_at: str

    def to_json(self) -> dict[str, Any]:
        """As JSON values."""
        return filled(self)

    @classmethod
    def from_json(cls, value: Any) -> MessageForPerson:
        """From `to_json`; ContractError for anything else."""
        return cls(**known_fields(cls, value))


@dataclass(frozen=True)
class AssistantMessage:
    """The one message that an action gives; `text` is Markdown, `sources` are ids.

    `document` is what a guided tool ends in; `asks_name` says that what is typed next is a name
    for it, which must not be stored.
    """

    outcome: Outcome
    text: str
    choices: tuple[Choice, ...] = ()
    sources: tuple[str, ...] = ()
    message_for_person: MessageForPerson | None = None
    document: Document | None = None
    asks_name: bool = False

    def to_json(self) -> dict[str, Any]:
        """As JSON values, without what is empty."""
        return filled(self)

    @classmethod
    def from_json(cls, value: Any) -> AssistantMessage:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, message_of_before(value))
        try:
            outcome = Outcome(known["outcome"])
        except ValueError as error:
            raise ContractError(f"AssistantMessage: {known['outcome']!r} is no outcome") from error
        for_person = known.get("message_for_person")
        return cls(
            outcome=outcome,
            text=text_field(cls, known, "text"),
            choices=tuple(map(Choice.from_json, known.get("choices", ()))),
            sources=known.get("sources", ()),
            message_for_person=MessageForPerson.from_json(for_person) if for_person else None,
            document=Document.from_json(known["document"]) if known.get("document") else None,
            asks_name=bool(known.get("asks_name")),
        )
