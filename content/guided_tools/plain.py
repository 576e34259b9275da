"""Typed text as bare words, to compare with lists and labels."""

from __future__ import annotations

import re
import unicodedata


def plain_words(text: str) -> list[str]:
    """The words of `text` in small letters, without accents and marks."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", bare.lower().replace("'", ""))
