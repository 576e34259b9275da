"""A store that fails raises. Rasa says so in its log only, and goes on as if the conversation were a new one."""

from __future__ import annotations

from typing import NoReturn

from rasa.core.tracker_store import FailSafeTrackerStore

from bridge.patches.patch import Patch


def _raise(_: FailSafeTrackerStore, error: Exception) -> NoReturn:
    raise error


PATCHES = (
    Patch(FailSafeTrackerStore, "on_tracker_store_error", _raise),
    Patch(FailSafeTrackerStore, "on_tracker_store_retrieve_error", _raise),
)
