"""What the assistant says on one message of a visitor, the same for every channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contract.details import Details
from contract.documents import Document
from contract.former import goal_of_before, message_for_person_of_before, message_of_before
from contract.intents import Intent, TextEnum
from contract.records import Record, enum_field, known_fields, text_field


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
class Goal(Record):
    """What a choice does when it comes back."""

    intent: Intent
    details: Details

    @classmethod
    def from_json(cls, value: Any) -> Goal:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, value, goal_of_before)
        return cls(enum_field(cls, known, "intent", Intent), Details.from_json(known["details"]))


@dataclass(frozen=True)
class Choice(Record):
    """A way to go on, shown as `label`."""

    label: str
    goal: Goal

    @classmethod
    def from_json(cls, value: Any) -> Choice:
        """From `to_json`; ContractError for anything else."""
        known = known_fields(cls, value)
        return cls(text_field(cls, known, "label"), Goal.from_json(known["goal"]))


class DraftWork(TextEnum):
    """What the door does with the message for a person that is being made."""

    HIDE = "verbergen"
    """What was typed belongs to it, but is of no use: it goes nowhere, and neither does what there was of it."""

    SHOW = "tonen"
    """What was typed is the way to be reached, or the text: the whole is shown, to be checked."""

    SEND = "versturen"
    """The visitor has seen it and agreed."""

    DISCARD = "weggooien"


@dataclass(frozen=True)
class MessageForPerson(Record):
    """A step of a message for a person at a municipality (its slug); the words of it are with the door alone.

    `typed_is_text` is whether what was typed is the text, and not how to be reached. Where the visitor gave no
    text it sums up the `questions` asked, as they were typed in the conversation.
    """

    work: DraftWork
    municipality: str = ""
    typed_is_text: bool = False
    questions: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, value: Any) -> MessageForPerson:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, value, message_for_person_of_before)
        return cls(**{**known, "work": enum_field(cls, known, "work", DraftWork)})


@dataclass(frozen=True)
class AssistantMessage(Record):
    """The one message that an action gives; `text` is Markdown, `sources` are ids.

    `document` is what a guided tool ends in; `asks_name` says that what is typed next is a name
    for it, which must not be stored. `asks_private` says that what is typed next may belong to a
    message for a person; that is only stored when the answer says it does not.
    """

    outcome: Outcome
    text: str
    choices: tuple[Choice, ...] = ()
    sources: tuple[str, ...] = ()
    message_for_person: MessageForPerson | None = None
    document: Document | None = None
    asks_name: bool = False
    asks_private: bool = False

    @classmethod
    def from_json(cls, value: Any) -> AssistantMessage:
        """From `to_json`, of this version or of before; ContractError for anything else."""
        known = known_fields(cls, value, message_of_before)
        for_person = known.get("message_for_person")
        return cls(
            outcome=enum_field(cls, known, "outcome", Outcome),
            text=text_field(cls, known, "text"),
            choices=tuple(map(Choice.from_json, known.get("choices", ()))),
            sources=known.get("sources", ()),
            message_for_person=MessageForPerson.from_json(for_person) if for_person else None,
            document=Document.from_json(known["document"]) if known.get("document") else None,
            asks_name=bool(known.get("asks_name")),
            asks_private=bool(known.get("asks_private")),
        )
