"""Who and where somebody is on a platform, without its ids: keyed hashes in their place."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from api.store.named_keys import NamedKeys

KEY_NAME = "kanalen"


@dataclass(frozen=True)
class HashedPlace:
    """A place of a channel, its workspace and the person in it, by 64 hexadecimal digits each.

    `place` is different for each person; `person` is the same in all places of a workspace.
    """

    channel: str
    workspace: str
    person: str
    place: str


class Pseudonyms:
    """Hashes with BLAKE2b (RFC 7693) and a key of its own, which stays the same when the master key changes."""

    def __init__(self, key: bytes) -> None:
        """`key` has 32 bytes."""
        self._key = key

    @classmethod
    def of_store(cls, keys: NamedKeys) -> Pseudonyms:
        """With the key that stands among the others, made at the first time; MasterKeyError."""
        return cls((keys.find_or_create(KEY_NAME)).key)

    def of_event(self, channel: str, event_id: str) -> str:
        """What an event of a channel is known by."""
        return self._of("event", channel, event_id)

    def of_workspace(self, channel: str, workspace: str) -> str:
        """What a workspace is known by."""
        return self._of("workspace", channel, workspace)

    def of_place(self, channel: str, workspace: str, room: str, person: str) -> HashedPlace:
        """What a place and those around it are known by."""
        return HashedPlace(
            channel,
            self.of_workspace(channel, workspace),
            self._of("person", channel, workspace, person),
            self._of("place", channel, workspace, room, person),
        )

    def _of(self, *parts: str) -> str:
        """JSON keeps the parts apart, whatever stands in them."""
        told = json.dumps(parts).encode()
        return hashlib.blake2b(told, key=self._key, digest_size=32).hexdigest()
