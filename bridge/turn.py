"""One turn of a conversation: parse, predict, act, and store all of it or nothing.

Rasa's own `handle_message` stores the user's message even when the action failed, so that a
repeat would stand in the tracker twice. Here a turn is stored only when there is an answer,
and a message that was already answered gets the stored answer again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.store import lock, save

INPUT_CHANNEL = "bridge"
EVENTS_BEFORE_NEW_SESSION = 40
"""Each event before it makes a turn slower; a new session, some seven turns on, keeps a long
conversation flat. The context of the conversation is a slot and goes along."""


class TurnFailed(Exception):
    """The dialogue gave no answer: an action raised or was gone, or no rule fits."""


@dataclass(frozen=True)
class Turn:
    """What came in at the door: typed `text`, or `choice` with the choice's label as text.

    `choice` is what the action offered as `doel`: {"intent": …, "gids": {…}}. `text` is never
    read as a command: a choice comes in by this field of its own, after the door has checked
    that the conversation was offered it.
    """

    sender_id: str
    message_id: str
    text: str
    choice: dict[str, Any] | None = None
    metadata: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Turn:
        """Raises KeyError or TypeError when a field is missing or of another type."""
        turn = cls(body["senderId"], body["messageId"], body["text"], body.get("choice"), body.get("metadata") or {})
        if not all(isinstance(value, str) for value in (turn.sender_id, turn.message_id, turn.text)):
            raise TypeError("senderId, messageId and text are strings")
        return turn


async def take_turn(agent: Agent, turn: Turn) -> dict[str, Any]:
    """Answer `turn`; the same message_id gives the stored answer and changes nothing.

    Raises TurnFailed when there is no answer (nothing is stored then), ConversationStoreError
    when the tracker cannot be saved.
    """
    if not agent.is_ready() or agent.processor is None:
        raise TurnFailed("no model is loaded")
    processor = agent.processor
    async with lock(agent, turn.sender_id):
        output = CollectingOutputChannel()
        tracker = await processor.fetch_tracker_and_update_session(turn.sender_id, output, turn.metadata)
        stored = _stored_answer(tracker, turn.message_id)
        if stored is not None:
            return stored
        if len(tracker.events) > EVENTS_BEFORE_NEW_SESSION:
            await processor._update_tracker_session(tracker, output, turn.metadata)
        await _run(processor, tracker, turn, output)
        answer = _answer(output)
        await save(agent, tracker)
        return answer


async def _run(
    processor: MessageProcessor, tracker: DialogueStateTracker, turn: Turn, output: CollectingOutputChannel
) -> None:
    message = UserMessage(turn.text, output, turn.sender_id, None, INPUT_CHANNEL, turn.message_id, turn.metadata)
    if turn.choice is not None:
        message.parse_data = _parsed_choice(turn.text, turn.choice)
    elif turn.text.lstrip().startswith("/"):
        message.parse_data = await _parse_as_text(processor, turn.text, tracker)
    await processor._handle_message_with_tracker(message, tracker)
    await processor.run_action_extract_slots(output, tracker)
    await processor._run_prediction_loop(output, tracker)


def _parsed_choice(label: str, choice: dict[str, Any]) -> dict[str, Any]:
    intent = {"name": choice["intent"], "confidence": 1.0}
    return {"text": label, "intent": intent, "entities": [], "gids": choice["gids"]}


async def _parse_as_text(processor: MessageProcessor, text: str, tracker: DialogueStateTracker) -> dict[str, Any]:
    """Parse text that Rasa would take for a command ("/restart") as the words it holds."""
    words = UserMessage(text.strip().lstrip("/ "))
    parsed: dict[str, Any] = await processor.parse_message(words, tracker)
    return {**parsed, "text": text}


def _stored_answer(tracker: DialogueStateTracker, message_id: str) -> dict[str, Any] | None:
    asked = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            asked = event.message_id == message_id
        elif asked and isinstance(event, BotUttered):
            custom: dict[str, Any] | None = event.data.get("custom")
            return custom
        elif isinstance(event, SessionStarted):
            asked = False
    return None


def _answer(output: CollectingOutputChannel) -> dict[str, Any]:
    answers = [message["custom"] for message in output.messages if "custom" in message]
    if len(answers) != 1:
        raise TurnFailed(f"expected one answer from the actions, got {len(answers)}: {output.messages!r}")
    answer: dict[str, Any] = answers[0]
    return answer
