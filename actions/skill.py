"""What every action shares: read the context, say one message, remember what it was about."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.content import content
from actions.skill_turn import SkillTurn
from contract.context import SLOT, Context
from contract.details import DETAILS, Details
from contract.intents import QUESTIONS, Intent
from contract.message import AssistantMessage, DraftWork, MessageForPerson, Outcome
from contract.turn import Origin

Reply = tuple[AssistantMessage, Context]
"""The message on a turn, and the context after it."""

OFFER_A_PERSON_AT = 3
"""The third turn in a row without an answer says where a person can be reached."""


class Skill(Action, ABC):
    """One skill of the assistant: `reply` gives the message and the context after it."""

    @abstractmethod
    def reply(self, turn: SkillTurn) -> Reply:
        """The message on this turn, and the context after it."""

    def finish(self, message: AssistantMessage, context: Context, turn: SkillTurn) -> AssistantMessage:
        """The message as it is said, given the context after it; nothing is added here."""
        return message

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Any) -> list[dict[str, Any]]:
        """Send the one message of this turn and keep the context."""
        moment = time.time()
        turn = skill_turn(tracker, moment)
        message, context = self.reply(turn)
        context = replace(context, asked_back=message.outcome is Outcome.CLARIFICATION)
        message = _for_person(self.finish(message, context, turn), context, turn)
        message, context = in_visitors_language(message, context, turn)
        dispatcher.utter_message(json_message=message.to_json())
        return [SlotSet(SLOT, _with_what_was_asked(context, turn).to_slot(moment))]


def skill_turn(tracker: Tracker, moment: float) -> SkillTurn:
    """The newest message in `tracker` with all that a skill needs; `moment` is in seconds since 1970."""
    latest = tracker.latest_message
    details = Details.from_json(latest.get(DETAILS) or {})
    return SkillTurn(
        text=latest.get("text") or "",
        intent=Intent(latest["intent"]["name"]),
        details=details,
        context=_with_what_was_said(Context.from_slot(tracker.get_slot(SLOT), moment), details),
        content=content(),
        origin=Origin.from_json(latest.get("metadata") or {}),
        moment=datetime.fromtimestamp(moment, timezone.utc),
    )


def in_visitors_language(message: AssistantMessage, context: Context, turn: SkillTurn) -> Reply:
    """The message after a line in the visitor's own language, where theirs was not in Dutch; in full once.

    That it was told is remembered by the language's name, and tells that the conversation is in it.
    """
    language = turn.details.language
    if not language:
        return message, context
    line = turn.say(f"{language}_weer" if language in context.already_told else language)
    told = context.already_told if language in context.already_told else (*context.already_told, language)
    return replace(message, text=f"{line}\n\n{message.text}"), replace(context, already_told=told)


def _for_person(message: AssistantMessage, context: Context, turn: SkillTurn) -> AssistantMessage:
    """The message with what the door has to know of a message for a person: more to be typed, or given up."""
    step = context.message_draft.step
    given_up = bool(turn.context.message_draft.step) and not step and message.message_for_person is None
    for_person = MessageForPerson(DraftWork.DISCARD) if given_up else message.message_for_person
    return replace(message, message_for_person=for_person, asks_private=bool(step))


def _with_what_was_said(context: Context, details: Details) -> Context:
    """The context with where and who the visitor is, as this message says it."""
    named = details.municipalities
    return replace(
        context,
        municipality=named[0] if len(named) == 1 else context.municipality,
        asker=details.asker or context.asker,
        seems_from=details.seems_from or ("" if details.asker_evidence else context.seems_from),
        asker_evidence=details.asker_evidence or context.asker_evidence,
    )


def _with_what_was_asked(context: Context, turn: SkillTurn) -> Context:
    """The context with all questions up to this turn: no choices, no small talk, nothing of a message being made.

    They come from the turn, so that none is lost where a skill begins a context anew.
    """
    context = replace(context, questions=turn.context.questions)
    return context.with_question(turn.text) if turn.intent in QUESTIONS else context


def without_answer(turn: SkillTurn, message: AssistantMessage, context: Context | None = None) -> Reply:
    """The message of a turn that gave no answer; the third in a row offers a person."""
    context = context or turn.context
    after = replace(
        context,
        turns_without_answer=context.turns_without_answer + 1,
        offered_topics=offered_topics(message),
    )
    if after.turns_without_answer >= OFFER_A_PERSON_AT:
        message = replace(message, text=f"{message.text}\n\n{turn.say('mens_na_missers')}")
    return message, after


def offered_topics(message: AssistantMessage) -> tuple[str, ...]:
    """The topics among a message's choices, in their order."""
    return tuple(choice.goal.details.topic for choice in message.choices if choice.goal.details.topic)
