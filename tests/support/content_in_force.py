"""The content as it is in force, read once: for tests that look at it and change nothing."""

from __future__ import annotations

from functools import cache

from content.live import Content, read_content


@cache
def content_in_force() -> Content:
    """All of it; what a test changes it reads anew."""
    return read_content()
