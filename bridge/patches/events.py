"""Events: each kind is looked up once. Rasa walks all classes of events anew for each event that it reads."""

from __future__ import annotations

from functools import lru_cache

from rasa.shared.core.events import Event

from bridge.patches.patch import Patch

PATCHES = (Patch(Event, "resolve_by_type", staticmethod(lru_cache(maxsize=None)(Event.resolve_by_type))),)
