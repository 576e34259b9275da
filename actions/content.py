"""The content that all actions read, kept up to date while they run."""

from content.live import Content, live_content

_live = live_content()


def content() -> Content:
    """The newest content without mistakes."""
    return _live.current
