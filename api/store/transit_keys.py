"""Keys for what is under way to or from a platform: one a day, destroyed when nothing is under way under it.

What waits may hold text as it was typed, and the conversation it belongs to may not be there yet, or gone. So it is
encrypted with a key that soon goes, and a backup of the database holds nothing of it that can be read later.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from api.store.named_keys import NamedKeys
from runtime.text_cipher import TextCipher

_BEGIN = "onderweg/"


class TransitKeys:
    """Finds the key of the day, and destroys those of before."""

    def __init__(self, keys: NamedKeys, now: Callable[[], datetime]) -> None:
        """`now` gives the moment, in UTC."""
        self._keys = keys
        self._now = now

    def of_today(self) -> tuple[str, TextCipher]:
        """The name and the cipher of the key to encrypt with now."""
        name = self._name(self._now())
        return name, self._keys.find_or_create(name)

    def find(self, name: str) -> TextCipher | None:
        """The cipher of a key by its name; None when it was destroyed."""
        return self._keys.find(name)

    def destroy_old(self, in_use: Collection[str]) -> int:
        """Destroy all but those in use and those of yesterday, today and tomorrow; gives how many."""
        near = {self._name(self._now() + timedelta(days=days)) for days in (-1, 0, 1)}
        return self._keys.destroy_others(_BEGIN, near | set(in_use))

    def _name(self, moment: datetime) -> str:
        return f"{_BEGIN}{moment.date().isoformat()}"
