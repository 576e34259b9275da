"""What can be wrong with the store as a whole."""

from __future__ import annotations


class StoreUnavailable(Exception):
    """The database is locked, full, read-only or damaged; what was asked has left it as it was."""


class StillInLog(Exception):
    """What was deleted can still be read in SQLite's log, because a reader keeps it there; emptied once it ends."""
