"""A tracker is copied as it is, and has its events at hand. Rasa replays all of them for a copy, three in a turn, and
asks of each event six times a turn whether it is of a kind that undoes others; a talk of ours has none that does.
"""

from __future__ import annotations

import copy

from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.patches.patch import Patch

_STATE = ("_paused", "followup_action", "latest_action", "latest_message", "latest_bot_utterance")

_UNDO_NOTHING = frozenset(
    {ActionExecuted, BotUttered, DefinePrevUserUtteredFeaturization, SessionStarted, SlotSet, UserUttered}
)
"""Of these only the begin of a session leaves out what was before it; with any other event all goes as in Rasa."""

_applied_as_rasa = DialogueStateTracker.applied_events


def _copy(self: DialogueStateTracker) -> DialogueStateTracker:
    copied: DialogueStateTracker = self.init_copy()
    copied.events.extend(self.events)
    for name, slot in copied.slots.items():
        slot.value, slot._has_been_set = self.slots[name].value, self.slots[name]._has_been_set
    for name in _STATE:
        setattr(copied, name, getattr(self, name))
    copied.active_loop = copy.copy(self.active_loop)
    return copied


def _applied_events(self: DialogueStateTracker) -> list[Event]:
    kinds = list(map(type, self.events))
    if not _UNDO_NOTHING.issuperset(kinds):
        applied: list[Event] = _applied_as_rasa(self)
        return applied
    since = kinds[::-1].index(SessionStarted) if SessionStarted in kinds else len(kinds)
    return list(self.events)[len(kinds) - since :]


PATCHES = (
    Patch(DialogueStateTracker, "copy", _copy),
    Patch(DialogueStateTracker, "applied_events", _applied_events),
)
