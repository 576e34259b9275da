"""Rasa's processor copies every event and message deeply for lines of its log that are written at DEBUG only.

They are handed over as they are; what writes the line changes nothing of it.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import rasa.core.processor as rasa_processor

from bridge.patches.patch import Patch


def _as_it_is(value: Any) -> Any:
    return value


PATCHES = (Patch(rasa_processor, "copy", SimpleNamespace(deepcopy=_as_it_is)),)
