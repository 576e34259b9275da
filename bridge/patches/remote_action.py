"""The call of an action: what goes along, how long it may take, and how its answer is checked.

Rasa sends the whole domain and every event of the session, made into JSON anew for each action; it checks the JSON
schema of the answer's schema at every call, each event by the schemas of all 23 kinds; and it waits 300 seconds. What
our own actions give, slots and messages, is seen to be right without a schema.
"""

from __future__ import annotations

from typing import Any

import rasa.core.actions.action as rasa_actions
from jsonschema import Draft7Validator, ValidationError
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.schemas.events import EVENT_SCHEMA
from rasa.version import __version__

from bridge.actions import ACTION_TIMEOUT_SECONDS
from bridge.patches.patch import Patch

_KINDS = {kind["properties"]["event"]["const"]: Draft7Validator(kind) for kind in EVENT_SCHEMA["oneOf"]}
"""Each event must be as one kind says, and as no other: the name of its kind tells which that can be."""

_PLAIN_SLOT = {"event", "timestamp", "name", "value"}
"""The fields of a slot that is set, as rasa-sdk makes it."""

_ANY_EVENT = {name: value for name, value in EVENT_SCHEMA.items() if name != "oneOf"}
_ANSWER = rasa_actions.RemoteAction.action_response_format_spec()
_VALIDATOR = Draft7Validator(
    {**_ANSWER, "properties": {**_ANSWER["properties"], "events": {"type": "array", "items": _ANY_EVENT}}}
)


def _call(self: rasa_actions.RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """What a skill reads (`actions/skill.py`): what was said last, and the slots."""
    return {
        "next_action": self._name,
        "sender_id": tracker.sender_id,
        "tracker": {**tracker.current_state(), "events": []},
        "version": __version__,
    }


def _validate(self: rasa_actions.RemoteAction, result: dict[str, Any]) -> bool:
    if _is_slots_and_messages(result):
        return True
    _VALIDATOR.validate(result)
    for event in result.get("events", ()):
        if event["event"] not in _KINDS:
            raise ValidationError("an action gave an event of a kind that Rasa does not know")
        _KINDS[event["event"]].validate(event)
    return True


def _is_slots_and_messages(result: Any) -> bool:
    """Whether it is what every schema accepts: slots that are set, without metadata, and messages."""
    if type(result) is not dict or type(result.get("events")) is not list or type(result.get("responses")) is not list:
        return False
    messages = all(type(response) is dict for response in result["responses"])
    return messages and all(map(_is_plain_slot, result["events"]))


def _is_plain_slot(event: Any) -> bool:
    if type(event) is not dict or event.keys() != _PLAIN_SLOT or event["event"] != "slot":
        return False
    return type(event["name"]) is str and (event["timestamp"] is None or type(event["timestamp"]) is float)


PATCHES = (
    Patch(rasa_actions.RemoteAction, "_action_call_format", _call),
    Patch(rasa_actions.RemoteAction, "_validate_action_result", _validate),
    Patch(rasa_actions, "DEFAULT_REQUEST_TIMEOUT", ACTION_TIMEOUT_SECONDS),
)
