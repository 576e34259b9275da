"""What the assistant says in a channel, before it looks like that channel.

A channel's `render.py` makes blocks or a card of it, by a pure function that loses nothing silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChannelChoice:
    """A way to go on; `id` comes back in `Chosen`.

    `tool` is the id of the guided tool that it begins, where a place can show that as a form.
    """

    id: str
    label: str
    tool: str = ""


@dataclass(frozen=True)
class ChannelSource:
    """Where it stands: in the guide with chapter and page, or without those on a page of who the `title` names."""

    title: str
    chapter: str = ""
    page: int | None = None
    link: str = ""


@dataclass(frozen=True)
class ChannelDocument:
    """A file that a guided tool has made; `url` works for a day, "" where the public address is not set."""

    id: str
    title: str
    media_type: str
    url: str = ""


@dataclass(frozen=True)
class ChannelMessage:
    """One message of the assistant.

    `text` is the Markdown that the texts of the guide use: paragraphs, lists, bold, italic, links; no HTML.
    `chosen` is the label of the choice that was taken from it, and then no other can be. `may_be_rated` is whether it
    asks what one thinks of it; `useful` what was thought. `for_person_alone` is whether nobody else in the place may
    see it. `full_text_url` is where the whole can be read, when a channel has to cut it off. `stored_until` is the day
    on which the talk goes, where that is to be told.
    """

    id: str
    text: str
    outcome: str = "gesprek"
    choices: tuple[ChannelChoice, ...] = ()
    sources: tuple[ChannelSource, ...] = ()
    documents: tuple[ChannelDocument, ...] = ()
    chosen: str | None = None
    may_be_rated: bool = False
    useful: bool | None = None
    for_person_alone: bool = False
    full_text_url: str = ""
    stored_until: date | None = None
