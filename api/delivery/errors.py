"""What can stand in the way of a delivery."""

from __future__ import annotations


class NotDelivered(Exception):
    """The receiver did not take the message; it is tried again."""
