"""All that this process does otherwise than Rasa 3.6.21 has it: each change in a file of its own, with the reason.

Tests hold that each gives what Rasa's own gave, on turns that were recorded with Rasa as it comes.
"""

from __future__ import annotations

import logging

from rasa.version import __version__

from bridge.patches import (
    domains,
    events,
    graph_runner,
    log_copies,
    model_archive,
    own_actions,
    remote_action,
    rule_policy,
    store_failures,
    trackers,
)
from bridge.patches.patch import Patch
from runtime.log import keep_text_out

MADE_FOR = "3.6.21"

_MODULES = (
    domains,
    events,
    graph_runner,
    log_copies,
    model_archive,
    own_actions,
    remote_action,
    rule_policy,
    store_failures,
    trackers,
)
ALL: tuple[Patch, ...] = tuple(patch for module in _MODULES for patch in module.PATCHES)


class OtherRasa(Exception):
    """Rasa is of a version that nobody has looked at these changes for."""


def apply() -> None:
    """Change Rasa in this process, and let no text of a visitor reach its log; once is enough. Raises OtherRasa."""
    if __version__ != MADE_FOR:
        raise OtherRasa(f"bridge/patches is made for Rasa {MADE_FOR}; here is {__version__}")
    for patch in ALL:
        setattr(patch.owner, patch.name, patch.by)
    keep_text_out()
    logging.getLogger("rasa.shared.core.events").setLevel(logging.ERROR)  # quotes an event that it cannot read
