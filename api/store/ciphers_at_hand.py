"""The ciphers that were used last, in memory."""

from __future__ import annotations

from threading import Lock

from cachetools import LRUCache

from runtime.text_cipher import TextCipher


class CiphersAtHand:
    """At most so many, by the name of their key; for all threads of the store."""

    def __init__(self, most: int) -> None:
        self._ciphers: LRUCache[str, TextCipher] = LRUCache(most)
        self._lock = Lock()

    def get(self, name: str) -> TextCipher | None:
        """The one with this name, where it is at hand."""
        with self._lock:
            return self._ciphers.get(name)

    def put(self, name: str, cipher: TextCipher) -> None:
        """Have it at hand, in the place of the one that was used longest ago where there are too many."""
        with self._lock:
            self._ciphers[name] = cipher

    def drop(self, name: str) -> None:
        """Have it at hand no longer."""
        with self._lock:
            self._ciphers.pop(name, None)
