"""A conversation as a text file, for who wants to keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from babel.dates import format_datetime
from markdown_it.token import Token

from api.pages.page import environment, markdown, sayer
from api.pages.shown_message import ShownMessage
from content.municipalities.opening_hours import ZONE
from content.texts import Texts


def transcript(messages: Sequence[ShownMessage], texts: Texts) -> str:
    """All messages with their moment and their sources."""
    return environment.get_template("gesprek.txt").render(messages=messages, say=sayer(texts))


def to_text(text: str) -> str:
    """Markdown as plain text: list items after a dash or their number, links with their address."""
    return "\n".join(_lines(markdown.parse(text))).strip()


def day_of(moment: datetime) -> str:
    """`25 november 2026`, as it was in the Netherlands."""
    return format_datetime(moment, "d MMMM y", tzinfo=ZONE, locale="nl")


def time_of(moment: datetime) -> str:
    """`14.05`, as it was in the Netherlands."""
    return format_datetime(moment, "H.mm", tzinfo=ZONE, locale="nl")


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    mark = ""
    for token in tokens:
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "inline":
            yield mark + "".join(_words(token.children or []))
            mark = ""
        elif token.level == 0 and token.nesting == -1:
            yield ""


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    address = label = ""
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield " " if token.type == "softbreak" else "\n"
        elif token.type == "link_open":
            address, label = str(token.attrGet("href") or ""), ""
        elif token.type == "link_close":
            yield f" ({address})" if address.startswith("http") and address != label else ""
        label += token.content
        yield token.content


environment.filters.update(text=to_text, day=day_of, time=time_of)
