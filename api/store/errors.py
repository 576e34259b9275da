"""What can be wrong with the store as a whole."""

from __future__ import annotations


class StoreUnavailable(Exception):
    """The database is locked, full, read-only or damaged; what was asked has left it as it was."""


class Overtaken(Exception):
    """Another message came into the conversation since it was read, by another process, or it is gone; read it anew."""


class EventDropped(Exception):
    """The event that was to open a conversation waits no longer: all of its person or workspace was deleted."""


class StillInLog(Exception):
    """What was deleted can still be read in SQLite's log, because a reader keeps it there; emptied once it ends."""
