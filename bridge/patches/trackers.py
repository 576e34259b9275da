"""A tracker is copied as it is. Rasa replays all its events for that, at each of the three actions of a turn."""

from __future__ import annotations

import copy

from rasa.shared.core.trackers import DialogueStateTracker

from bridge.patches.patch import Patch

_STATE = ("_paused", "followup_action", "latest_action", "latest_message", "latest_bot_utterance")


def _copy(self: DialogueStateTracker) -> DialogueStateTracker:
    copied: DialogueStateTracker = self.init_copy()
    copied.events.extend(self.events)
    for name, slot in copied.slots.items():
        slot.value, slot._has_been_set = self.slots[name].value, self.slots[name]._has_been_set
    for name in _STATE:
        setattr(copied, name, getattr(self, name))
    copied.active_loop = copy.copy(self.active_loop)
    return copied


PATCHES = (Patch(DialogueStateTracker, "copy", _copy),)
