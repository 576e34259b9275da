"""A dialogue whose store stands in a temporary folder, and Rasa put back as it was.

Rasa is imported by the fixtures: this file is read before the filters for its warnings are set.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.played_dialogue import PlayedDialogue


@pytest.fixture
def dialogue(tmp_path: Path) -> PlayedDialogue:
    from tests.support.played_dialogue import PlayedDialogue

    return PlayedDialogue(tmp_path)


@pytest.fixture
def unpatched() -> Iterator[None]:
    """Rasa as it comes, also after `patches.apply()`."""
    import rasa.core.actions.action as rasa_actions
    from rasa.core.tracker_store import FailSafeTrackerStore
    from rasa.shared.core.events import Event

    made_by = logging.getLogRecordFactory()
    with pytest.MonkeyPatch.context() as before:
        action = rasa_actions.RemoteAction
        before.setattr(action, "_validate_action_result", action._validate_action_result)
        before.setattr(rasa_actions, "DEFAULT_REQUEST_TIMEOUT", rasa_actions.DEFAULT_REQUEST_TIMEOUT)
        for name in ("on_tracker_store_error", "on_tracker_store_retrieve_error"):
            before.setattr(FailSafeTrackerStore, name, getattr(FailSafeTrackerStore, name))
        before.setattr(Event, "resolve_by_type", staticmethod(Event.resolve_by_type))
        yield
    logging.setLogRecordFactory(made_by)
