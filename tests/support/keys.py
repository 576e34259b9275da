"""The key with which conversations of tests are encrypted, and what can be read in a file by who has the keys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from runtime.text_cipher import TextCipher, Undecipherable, is_encrypted

KEY = TextCipher(bytes(range(32))).key_text
CIPHER = TextCipher.from_text(KEY)

_LETTERS_OF_THE_NEXT = 40
_CIPHERTEXT = re.compile(rb"v1\.[A-Za-z0-9_-]+=*")


def readable(files: Iterable[Path], ciphers: Iterable[TextCipher]) -> bytes:
    """All that the files hold, and after it what these ciphers can decrypt of it, also in pages that are not in use."""
    return readable_in(b"".join(file.read_bytes() for file in files), ciphers)


def readable_in(held: bytes, ciphers: Iterable[TextCipher]) -> bytes:
    """All that was read of a file, and after it what these ciphers can decrypt of it."""
    return held + b"\n".join(decrypted(found.decode(), ciphers).encode() for found in _CIPHERTEXT.findall(held))


def decrypted(found: str, ciphers: Iterable[TextCipher]) -> str:
    """What one of the ciphers makes of it; the letters at its end may be those of the value that stands after it.

    The text itself when it is not encrypted, nothing when no cipher fits.
    """
    if not is_encrypted(found):
        return found
    for cipher in ciphers:
        for end in range(len(found), max(0, len(found) - _LETTERS_OF_THE_NEXT), -1):
            try:
                return cipher.decrypt(found[:end])
            except Undecipherable:
                continue
    return ""
