"""Makes what Rasa 3.6.21 does at every turn quick, bounded and discreet, for this process.

It checks the JSON schema of the answer's schema at every action call, half of the time a turn
takes; it waits 300 seconds for an action; and it walks all classes of events anew for each
event that it reads from the store. When the store fails it says so in its log only, and goes on as if
the conversation were a new one. What goes wrong it logs with the whole conversation.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, NoReturn

import rasa.core.actions.action as rasa_actions
from jsonschema import Draft7Validator
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.events import Event

from runtime.log import keep_text_out

ACTION_TIMEOUT_SECONDS = 10


def apply() -> None:
    """Compile the answer's schema once, bound the wait for an action, look up each kind of event once.

    A store that fails raises, and no text of a visitor reaches the log.
    """
    validator = Draft7Validator(rasa_actions.RemoteAction.action_response_format_spec())

    def validate(self: rasa_actions.RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    rasa_actions.RemoteAction._validate_action_result = validate
    rasa_actions.DEFAULT_REQUEST_TIMEOUT = ACTION_TIMEOUT_SECONDS
    Event.resolve_by_type = staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))
    FailSafeTrackerStore.on_tracker_store_error = _raise
    FailSafeTrackerStore.on_tracker_store_retrieve_error = _raise
    keep_text_out()
    logging.getLogger("rasa.shared.core.events").setLevel(logging.ERROR)  # quotes an event that it cannot read


def _raise(_: FailSafeTrackerStore, error: Exception) -> NoReturn:
    raise error
