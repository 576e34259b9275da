"""Texts as they lie on a disk: encrypted with AES-256-GCM (NIST SP 800-38D), a key for each conversation."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORM = "v1."
"""In front of each text: tells in which way it was encrypted."""


class Ciphertext(str):
    """A text that is encrypted; what is stored is of this type, so that no other can be."""

    __slots__ = ()


class Undecipherable(Exception):
    """A text that was encrypted with another key, or is damaged."""


class TextCipher:
    """Encrypts and decrypts the texts of one conversation."""

    def __init__(self, key: bytes) -> None:
        """`key` has `KEY_BYTES` bytes; ValueError for any other length."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"a key of {len(key)} bytes; expected {KEY_BYTES}")
        self._key = key
        self._gcm = AESGCM(key)

    @classmethod
    def new(cls) -> TextCipher:
        """With a key of its own."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def from_text(cls, key: str) -> TextCipher:
        """With the key that `key_text` gave; ValueError for anything else."""
        return cls(urlsafe_b64decode(key))

    @property
    def key(self) -> bytes:
        """The key itself."""
        return self._key

    @property
    def key_text(self) -> str:
        """The key as text, to be passed on."""
        return urlsafe_b64encode(self._key).decode()

    def encrypt(self, text: str) -> Ciphertext:
        """`text` as it may be stored; each time another."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._gcm.encrypt(nonce, text.encode(), None)
        return Ciphertext(_FORM + urlsafe_b64encode(sealed).decode())

    def decrypt(self, stored: str) -> str:
        """The text that was encrypted; Undecipherable when it was not with this key."""
        if not is_encrypted(stored):
            raise Undecipherable("a text that is not encrypted")
        try:
            sealed = urlsafe_b64decode(stored.removeprefix(_FORM))
            return self._gcm.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], None).decode()
        except (InvalidTag, ValueError) as error:
            raise Undecipherable("a text of another key, or a damaged one") from error


def is_encrypted(stored: str) -> bool:
    """Whether it has the form of an encrypted text."""
    return stored.startswith(_FORM)
