"""What a conversation is about: written by the actions, read by the decision.

Kept in the slot `context`, which never influences a prediction of Rasa's policies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from contract.former import context_of_before
from contract.intents import TextEnum
from contract.records import Record, enum_field, filled, known_fields
from contract.version import CONTRACT_VERSION

SLOT = "context"
STALE_SECONDS = 30 * 60
"""After half an hour "en de tweede?" is no longer about what was said before."""
MOST_TOLD = 40
MOST_TOPICS = 10
MOST_QUESTIONS = 8
"""As many of the newest questions are remembered: they sum up a conversation for a person."""


class Asker(TextEnum):
    """Who can be asking."""

    ENTREPRENEUR = "ondernemer"
    CIVIL_SERVANT = "ambtenaar"


class MessageStep(TextEnum):
    """The steps of a message for a person."""

    NONE = ""
    REACHING = "bereik"
    """How to be reached is asked for."""

    TYPING = "tekst"
    """Own words are asked for."""

    CHECKING = "nakijken"
    """The whole is looked at."""


@dataclass(frozen=True)
class ListItem(Record):
    """One item of a list that was shown; `topic` is empty when it has none of its own."""

    text: str
    topic: str = ""


@dataclass(frozen=True)
class MessageDraft(Record):
    """How far the message for a person is that is being made; its words are with the door alone."""

    step: MessageStep = MessageStep.NONE

    @classmethod
    def from_json(cls, value: Any) -> MessageDraft:
        """From `to_json`; ContractError for anything else."""
        known = {"step": "", **known_fields(cls, value)}
        return cls(**{**known, "step": enum_field(cls, known, "step", MessageStep)})


@dataclass(frozen=True)
class ToolState(Record):
    """The guided tool under way, if one is.

    `question` holds the words of the question it asked (empty when all were), `options` the
    labels that can answer it; `drafts` are what was filled in by tool, the latest last; `not_an_option`
    says that the message before was none of the options.
    """

    tool: str = ""
    question: str = ""
    options: tuple[str, ...] = ()
    drafts: Mapping[str, Any] = field(default_factory=dict)
    not_an_option: bool = False


@dataclass(frozen=True)
class Context:
    """The topic last answered (and the one before), and what else was shown with it.

    `topics` are those answered so far, in the order in which they first were, at most `MOST_TOPICS`.
    `shown_parts` are the parts of that topic already shown, `already_told` the pieces (by their ids),
    the parts and the years of any topic, and the language of a visitor told of it, at most `MOST_TOLD`;
    `list_items` is the last list shown, from `list_topic`; `offered_topics` were offered as choices with the last
    message, and `asked_back` says that it asked which of them is meant. `ranking` are the topics that the last
    question came nearest to, best first; `refused_topics` those among them that were offered and not
    taken. `municipality` (a code), `asker` and `need` are what the visitor said of themselves;
    `seems_from` is the asker by how they write, `asker_evidence` how much that shows (log odds, above 0 for an
    entrepreneur); `wanted` and `days` what they last asked of a
    municipality's file. `questions` are those typed so far, oldest first, each once and at most
    `MOST_QUESTIONS`. `turns_without_answer` counts those in a row, `moment` is when the context was
    written, in seconds since 1970.
    """

    topic: str = ""
    previous_topic: str = ""
    topics: tuple[str, ...] = ()
    shown_parts: tuple[str, ...] = ()
    already_told: tuple[str, ...] = ()
    list_items: tuple[ListItem, ...] = ()
    list_topic: str = ""
    offered_topics: tuple[str, ...] = ()
    asked_back: bool = False
    ranking: tuple[str, ...] = ()
    refused_topics: tuple[str, ...] = ()
    municipality: str = ""
    asker: str = ""
    seems_from: str = ""
    asker_evidence: float = 0.0
    need: str = ""
    wanted: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    message_draft: MessageDraft = field(default_factory=MessageDraft)
    guided_tool: ToolState = field(default_factory=ToolState)
    turns_without_answer: int = 0
    insults: int = 0
    moment: float = 0.0

    @classmethod
    def from_slot(cls, value: Any, now: float) -> Context:
        """The context in a slot, of this version or of before; `now` is in seconds since 1970.

        When it has gone stale only what was asked and where and who the visitor is remains, and the guided tools.
        """
        if not isinstance(value, Mapping):
            return cls()
        known = known_fields(cls, value, context_of_before)
        known["list_items"] = tuple(map(ListItem.from_json, known.get("list_items", ())))
        known["message_draft"] = MessageDraft.from_json(known.get("message_draft", {}))
        known["guided_tool"] = ToolState.from_json(known.get("guided_tool", {}))
        context = cls(**known)
        return context._lasting() if now - context.moment > STALE_SECONDS else context

    def to_slot(self, now: float) -> dict[str, Any]:
        """As JSON values, stamped with `now`, in seconds since 1970."""
        return {"version": CONTRACT_VERSION, **filled(replace(self, moment=now))}

    def with_topic(self, topic: str) -> Context:
        """The context after this topic was answered; one answered before keeps its place."""
        return replace(self, topics=tuple(dict.fromkeys((*self.topics, topic)))[-MOST_TOPICS:])

    def with_question(self, text: str) -> Context:
        """The context after this question was typed; one asked before keeps its place."""
        questions = tuple(dict.fromkeys((*self.questions, text)))
        return replace(self, questions=questions[-MOST_QUESTIONS:])

    def _lasting(self) -> Context:
        return Context(
            municipality=self.municipality,
            asker=self.asker,
            seems_from=self.seems_from,
            asker_evidence=self.asker_evidence,
            questions=self.questions,
            guided_tool=self.guided_tool,
        )
