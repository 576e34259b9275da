"""One turn of a conversation: parse, predict, act, and store all of it or nothing.

Rasa's own `handle_message` stores the user's message even when the action failed, so that a
repeat would stand in the tracker twice. Here a turn is stored only when there is an answer,
and a message that was already answered gets the stored answer again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.store import ConversationStoreError, lock, refused_when, save, whole
from bridge.timing import during
from bridge.tracker_store import Overtaken
from bridge.tracker_table import encrypted_with
from bridge.understanding import parse
from contract.details import DETAILS
from contract.intents import Intent
from contract.message import AssistantMessage, Goal
from contract.records import ContractError
from contract.timing import TurnPart
from contract.turn import Turn
from runtime.text_cipher import TextCipher

INPUT_CHANNEL = "bridge"
NO_MODEL = "no model is loaded"
EVENTS_BEFORE_NEW_SESSION = 40
"""Each event that is loaded makes a turn slower; a new session, some seven turns on, keeps a long
conversation flat. What the conversation is about is a slot, and goes along (`contract.context`)."""

LONGEST_UNTIL_STORED_SECONDS = 2.0


class TurnFailed(Exception):
    """The dialogue gave no answer: an action raised or was gone, or no rule fits."""


class TurnMalformed(Exception):
    """The turn cannot be taken by anyone: the door made a mistake."""


async def take_turn(agent: Agent, turn: Turn, message_stored: Awaitable[None] | None = None) -> AssistantMessage:
    """Answer `turn`; the same message_id gives the stored answer and changes nothing.

    Until `message_stored` the turn is understood only; when that is cancelled nothing becomes of it.

    Raises TurnFailed when there is no answer (nothing is stored then), ConversationStoreError
    when the tracker cannot be read or saved, TurnMalformed when its key is none.
    """
    if not agent.is_ready() or agent.processor is None:
        raise TurnFailed(NO_MODEL)
    cipher = _cipher(turn)
    async with lock(agent, turn.conversation_id):
        with encrypted_with(cipher), during(TurnPart.STORE):
            try:
                return await _take(agent, agent.processor, turn, message_stored)
            except Overtaken:
                return await _take_anew(agent, agent.processor, turn)


async def _take(
    agent: Agent, processor: MessageProcessor, turn: Turn, message_stored: Awaitable[None] | None = None
) -> AssistantMessage:
    output, origin = CollectingOutputChannel(), turn.origin.to_json()
    with refused_when("read"):
        tracker = await processor.fetch_tracker_and_update_session(turn.conversation_id, output, origin)
    stored = _stored_answer(tracker, turn.message_id)
    if stored is not None:
        return stored
    if len(tracker.events) > EVENTS_BEFORE_NEW_SESSION:
        _start_session(tracker, processor.domain)
    with during(TurnPart.UNDERSTANDING):
        message = await _understood(processor, tracker, turn, output)
    if message_stored is not None:
        with during(TurnPart.DOOR):
            await _stored_in_time(message_stored)
    with during(TurnPart.POLICIES):
        await _run(processor, tracker, message, output)
    answer = _answer(output)
    await save(agent, tracker)
    return answer


async def _take_anew(agent: Agent, processor: MessageProcessor, turn: Turn) -> AssistantMessage:
    """Once another engine has stored something meanwhile: maybe the answer to this very message, in any session."""
    tracker = await whole(agent, turn.conversation_id)
    stored = _stored_answer(tracker, turn.message_id) if tracker is not None else None
    try:
        return stored or await _take(agent, processor, turn)
    except Overtaken as error:
        raise ConversationStoreError(f"the turn was overtaken twice: {error}") from error


async def _stored_in_time(message_stored: Awaitable[None]) -> None:
    """TurnFailed when the door does not say so soon: the conversation is locked meanwhile."""
    try:
        await asyncio.wait_for(message_stored, LONGEST_UNTIL_STORED_SECONDS)
    except asyncio.TimeoutError as error:
        raise TurnFailed("the door did not say in time that the message is stored") from error


def _cipher(turn: Turn) -> TextCipher:
    try:
        return TextCipher.from_text(turn.conversation_key)
    except ValueError as error:
        raise TurnMalformed("Turn: conversation_key is no key") from error


def _start_session(tracker: DialogueStateTracker, domain: Domain) -> None:
    """Begin a session with the value that each slot has now.

    Rasa begins one by itself only after an hour of silence, and its own `action_session_start`
    copies every value that each slot has had: a session would begin longer each time.
    """
    values = {event.key: event.value for event in tracker.applied_events() if isinstance(event, SlotSet)}
    begin = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    slots = [SlotSet(name, value) for name, value in values.items()]
    tracker.update_with_events([*begin, *slots, ActionExecuted(ACTION_LISTEN_NAME)], domain)


async def _understood(
    processor: MessageProcessor, tracker: DialogueStateTracker, turn: Turn, output: CollectingOutputChannel
) -> UserMessage:
    origin = turn.origin.to_json()
    message = UserMessage(turn.text, output, turn.conversation_id, None, INPUT_CHANNEL, turn.message_id, origin)
    if turn.goal is not None:
        message.parse_data = _parsed_choice(turn.text, turn.goal)
    elif turn.hidden_as:
        message.parse_data = await _parse_hidden(processor, turn, tracker)
        message.text = message.parse_data["text"]
    elif turn.text.lstrip().startswith("/"):
        message.parse_data = await _parse_as_text(processor, turn.text, tracker)
    else:
        message.parse_data = await parse(processor, message, tracker)
    return message


async def _run(
    processor: MessageProcessor, tracker: DialogueStateTracker, message: UserMessage, output: CollectingOutputChannel
) -> None:
    await processor._handle_message_with_tracker(message, tracker)
    await processor.run_action_extract_slots(output, tracker)
    await processor._run_prediction_loop(output, tracker)


def _parsed_choice(label: str, goal: Goal) -> dict[str, Any]:
    intent = {"name": goal.intent.value, "confidence": 1.0}
    return {"text": label, "intent": intent, "entities": [], DETAILS: goal.details.to_json()}


async def _parse_as_text(processor: MessageProcessor, text: str, tracker: DialogueStateTracker) -> dict[str, Any]:
    """Parse text that Rasa would take for a command ("/restart") as the words it holds."""
    words = UserMessage(text.strip().lstrip("/ "))
    return {**await parse(processor, words, tracker), "text": text}


async def _parse_hidden(processor: MessageProcessor, turn: Turn, tracker: DialogueStateTracker) -> dict[str, Any]:
    """Understand the text; what belongs to a message for a person is hidden before anything is stored."""
    parsed = await _parse_as_text(processor, turn.text, tracker)
    if parsed["intent"]["name"] != Intent.TYPE_MESSAGE.value:
        return {**parsed, "text": turn.masked_as or turn.text}
    return {**parsed, "text": turn.hidden_as, "entities": []}


def _stored_answer(tracker: DialogueStateTracker, message_id: str) -> AssistantMessage | None:
    asked = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            asked = event.message_id == message_id
        elif asked and isinstance(event, BotUttered):
            return AssistantMessage.from_json(event.data.get("custom"))
        elif isinstance(event, SessionStarted):
            asked = False
    return None


def _answer(output: CollectingOutputChannel) -> AssistantMessage:
    answers = [message["custom"] for message in output.messages if "custom" in message]
    if len(answers) != 1:
        raise TurnFailed(f"expected one answer from the actions, got {len(answers)}")
    try:
        return AssistantMessage.from_json(answers[0])
    except ContractError as error:
        raise TurnFailed(f"the action's answer is none: {error}") from error
