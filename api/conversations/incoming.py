"""The first step for all that a visitor sends: bound its length, clean it, bound it again.

The service calls it for every channel, so that none can leave it out. What is to happen to each text
before it is stored or passed on belongs in `_usable`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from api.conversations.errors import (
    ChoiceNotFound,
    EmptyText,
    RemarkTooLong,
    TextTooLong,
    UnknownMunicipality,
    UnusableKey,
)

LONGEST_REMARK = 1000
LONGEST_KEY = 255
LONGEST_CHOICE = 100
LONGEST_MUNICIPALITY = 100
MARGIN = 4
"""A text may come in this many times as long as it may be: cleaning leaves out what cannot be seen."""

MOST_MARKS = 30
"""On one letter, as in UAX #15 (Stream-Safe Text Format): composing takes the square of their number in time."""

_UNSEEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but the tab and the end of a line
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, zero width space, word joiner, byte order mark
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, embeddings, overrides and isolates of direction
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\ufffe\uffff"  # no characters, and never will be
    "]+"
)
"""What Python's tables do not know yet, such as an emoji of a newer Unicode, is not among it."""


def usable_text(typed: str, longest: int) -> str:
    """A typed message, as it is stored; EmptyText, or TextTooLong for more than `longest` characters."""
    text = _usable(typed, longest)
    if not text:
        raise EmptyText
    return text


def usable_remark(typed: str | None) -> str | None:
    """The remark with a rating, None for none; RemarkTooLong."""
    try:
        return _usable(typed or "", LONGEST_REMARK) or None
    except TextTooLong as error:
        raise RemarkTooLong(LONGEST_REMARK) from error


def usable_key(key: str | None) -> str | None:
    """The idempotency key, None for none; UnusableKey when it is empty, too long, or holds a zero character."""
    if key is not None and not (0 < len(key) <= LONGEST_KEY and "\0" not in key):
        raise UnusableKey
    return key


def usable_choice(choice_id: str) -> str:
    """The id of a choice; ChoiceNotFound when it is longer than any."""
    if len(choice_id) > LONGEST_CHOICE:
        raise ChoiceNotFound
    return choice_id


def usable_municipality(name: str) -> str:
    """The name of a municipality; UnknownMunicipality when it is longer than any."""
    if len(name) > LONGEST_MUNICIPALITY:
        raise UnknownMunicipality(name[:LONGEST_MUNICIPALITY])
    return name


def shortened(typed: str, longest: int) -> str:
    """What stands in an address, where nothing is an error: cleaned, and cut off after `longest` characters."""
    return _clean(typed[: longest * MARGIN])[:longest].strip()


def _clean(text: str) -> str:
    """Composed (NFC), without control characters, lone surrogates and invisible marks, trimmed."""
    visible = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFC", "".join(_with_few_marks(visible))).strip()


def _with_few_marks(text: str) -> Iterator[str]:
    """The characters of `text`, with no more than MOST_MARKS marks after each other."""
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_MARKS:
            yield character


def _usable(typed: str, longest: int) -> str:
    _bound(typed, longest, longest * MARGIN)
    text = _clean(typed)
    _bound(text, longest, longest)
    return text


def _bound(text: str, maximum: int, most: int) -> None:
    """TextTooLong, which names `maximum`, when there are more than `most` characters."""
    if len(text) > most:
        raise TextTooLong(maximum, len(text))
