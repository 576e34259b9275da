"""Text made bare, so that what was typed can be compared with names, labels and lists.

Each reader compares in its own way, on purpose: municipalities' names write "a/d" out and part at an
apostrophe (`municipalities/names.py`), a search keeps "2.82" and "30%" (`guide/search.py`).
"""

from __future__ import annotations

import re
import unicodedata

_LONG_WORD = 5
_WORD = re.compile(r"[a-z0-9]+")


def without_accents(text: str) -> str:
    """`text` with every letter as it is without its accents: "Súdwest" is "Sudwest"."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))


def bare_words(text: str) -> list[str]:
    """The words of `text` in small letters, without accents and marks: "foto's" is "fotos"."""
    return _WORD.findall(without_accents(text).lower().replace("'", ""))


def repeats(text: str, other: str) -> bool:
    """Whether `text` says again what stands in `other`: at least half of its longer words do."""
    words = {word for word in bare_words(text) if len(word) >= _LONG_WORD}
    return bool(words) and 2 * len(words & set(bare_words(other))) >= len(words)
