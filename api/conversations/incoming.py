"""The first step for all that a visitor sends: bound its length, clean it, bound it again.

The service calls it for every channel, so that none can leave it out. What is to happen to each text
before it is stored or passed on belongs in `_usable`.
"""

from __future__ import annotations

import unicodedata

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
MARGIN = 10
"""A text may come in this many times as long as it may be: cleaning leaves out what cannot be seen."""

_WHITE = "\n\t"
_INVISIBLE = {
    "\u00ad",  # soft hyphen
    "\u200b",  # zero width space
    "\u200e",  # left-to-right mark
    "\u200f",  # right-to-left mark
    "\u2060",  # word joiner
    "\ufeff",  # byte order mark
    *map(chr, range(0x202A, 0x202F)),  # embeddings and overrides of direction
    *map(chr, range(0x2066, 0x206A)),  # isolates of direction
}


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
    """The idempotency key, None for none; UnusableKey when it is empty or too long."""
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
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


def clean(text: str) -> str:
    """Composed (NFC), without control characters, lone surrogates and invisible marks, trimmed."""
    visible = (
        c for c in text if c in _WHITE or (c not in _INVISIBLE and unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    )
    return unicodedata.normalize("NFC", "".join(visible)).strip()


def _usable(typed: str, longest: int) -> str:
    _bound(typed, longest, longest * MARGIN)
    text = clean(typed)
    _bound(text, longest, longest)
    return text


def _bound(text: str, maximum: int, most: int) -> None:
    """TextTooLong, which names `maximum`, when there are more than `most` characters."""
    if len(text) > most:
        raise TextTooLong(maximum, len(text))
