"""What can stand in the way of a delivery. The words of each are for a log: nothing of the message stands in them.

NotDelivered        tried again
├── Unreachable     the receiver as a whole is away: nothing else is tried there now
└── Refused         the receiver says no, and will until somebody mends it: tried again seldom
"""

from __future__ import annotations


class NotDelivered(Exception):
    """The receiver did not take the message; it is tried again."""


class Unreachable(NotDelivered):
    """The receiver cannot be reached, takes too long, or says that it is out of order or overloaded."""


class Refused(NotDelivered):
    """The receiver knows us not, or has gone, or will not have the message; more of the same will not help."""
