"""What a person typed, without the characters that nobody types on purpose."""

from __future__ import annotations

import unicodedata

_KEPT = "\n\t"
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


def clean(text: str) -> str:
    """Composed (NFC), without control characters, lone surrogates and invisible marks, trimmed."""
    kept = (
        c for c in text if c in _KEPT or (c not in _INVISIBLE and unicodedata.category(c) not in ("Cc", "Cs", "Cn"))
    )
    return unicodedata.normalize("NFC", "".join(kept)).strip()
