"""How a municipality's name is compared and written in addresses."""

from __future__ import annotations

import re

from content.plain_text import without_accents

_SHORT = (
    (re.compile(r"\ba\s*/\s*d\b"), "aan den"),
    (re.compile(r"\ba\s*/\s*h\b"), "aan het"),
    (re.compile("&"), " en "),
)
_OTHER = re.compile(r"[^a-z0-9]+")


def comparable(text: str) -> str:
    """`text` in lower case without marks, with one space between words: "a/d" is written out."""
    text = text.lower()
    for short, long in _SHORT:
        text = short.sub(long, text)
    return _OTHER.sub(" ", without_accents(text)).strip()


def slug(name: str) -> str:
    """The name as it stands in an address: "Bergen (NH.)" is "bergen-nh"."""
    return comparable(name).replace(" ", "-")
