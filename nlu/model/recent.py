"""What was made of the last texts, for who asks for the same again; the texts themselves are not kept."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from typing import Any

MOST = 2048
"""Of a message these are a vector of USE (2 kB), one of E5 (0.5 kB) and its probabilities (0.6 kB): 7 MiB in all."""


class Recent:
    """The results of the last `most` texts, by a keyed hash whose key lives as long as this process.

    May be used by several threads. A result is shared by all who ask for it, so it must not be changed.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._key = os.urandom(hashlib.blake2b.MAX_KEY_SIZE)
        self._results: OrderedDict[bytes, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> Any | None:
        """What was made of `text`; None when it was not among the last."""
        hashed = self._hashed(text)
        with self._lock:
            if hashed in self._results:
                self._results.move_to_end(hashed)
            return self._results.get(hashed)

    def put(self, text: str, result: Any) -> None:
        """Keep `result`; what was asked for longest ago makes room."""
        hashed = self._hashed(text)
        with self._lock:
            self._results[hashed] = result
            self._results.move_to_end(hashed)
            if len(self._results) > self._most:
                self._results.popitem(last=False)

    def _hashed(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=16).digest()
