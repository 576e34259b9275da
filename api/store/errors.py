"""What can be wrong with the store as a whole."""

from __future__ import annotations

import logging

logger = logging.getLogger(__name__)


class StoreUnavailable(Exception):
    """The database is locked, full, read-only, damaged or away; what was asked has left it as it was."""


class Contended(StoreUnavailable):
    """Another transaction wrote the same rows in another order; what was asked can be done anew at once."""


class Overtaken(Exception):
    """Another message came into the conversation since it was read, by another process, or it is gone; read it anew."""


class LeaseHeld(Exception):
    """Another door takes its turn in the conversation."""


class EventDropped(Exception):
    """The event that was to open a conversation waits no longer: all of its person or workspace was deleted."""


class StillInLog(Exception):
    """What was deleted can still be read in SQLite's log, because a reader keeps it there; emptied once it ends."""


def unavailable(reason: BaseException | str) -> StoreUnavailable:
    """The error to raise, after one line in the log."""
    logger.error("The database cannot be used: %s", reason)
    return StoreUnavailable(str(reason))
