"""Makes Rasa's calls to the action server quick and bounded.

Rasa 3.6.21 checks the JSON schema of the answer's schema at every call, half of the time a
turn takes, and waits 300 seconds for an action. Both are set here for this process.
"""

from __future__ import annotations

from typing import Any

import rasa.core.actions.action as rasa_actions
from jsonschema import Draft7Validator

ACTION_TIMEOUT_SECONDS = 10


def tune() -> None:
    """Compile the answer's schema once and bound the wait for an action."""
    validator = Draft7Validator(rasa_actions.RemoteAction.action_response_format_spec())

    def validate(self: rasa_actions.RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    rasa_actions.RemoteAction._validate_action_result = validate
    rasa_actions.DEFAULT_REQUEST_TIMEOUT = ACTION_TIMEOUT_SECONDS
