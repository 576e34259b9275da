"""What senders and counts are hashed with: keys of this door alone, or those of all doors that count together."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHARED_NAME = "grenzen"
"""The name, among the keys in the store, of the one that doors derive theirs from."""

_BYTES = 32


@dataclass(frozen=True)
class HashKeys:
    """A key for each use, of 32 bytes."""

    senders: bytes
    counts: bytes

    @classmethod
    def of_this_door(cls) -> HashKeys:
        """New ones, stored nowhere: no address can be found from what is counted once the door has ended."""
        return cls(secrets.token_bytes(_BYTES), secrets.token_bytes(_BYTES))

    @classmethod
    def derived(cls, shared: bytes) -> HashKeys:
        """The same for who has the same `shared` key (HKDF, RFC 5869)."""
        return cls(*(HKDF(SHA256(), _BYTES, None, f"limits/{use}".encode()).derive(shared) for use in _USES))


_USES = ("senders", "counts")
