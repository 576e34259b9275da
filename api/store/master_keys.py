"""The master keys, with which the keys of conversations are wrapped (AES key wrap, RFC 3394)."""

from __future__ import annotations

import hashlib
import os
import tempfile
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from runtime.text_cipher import KEY_BYTES


class MasterKeyError(Exception):
    """The master key cannot be used; one line that says where it was looked for, what was found and what to do."""


@dataclass(frozen=True)
class WrappedKey:
    """The key of a conversation as it is stored, with the id of the master key that opens it."""

    master_id: str
    wrapped: bytes


class MasterKeys:
    """Where the master keys stand. Read anew each time, so that a running assistant takes a new one at once."""

    def __init__(self, read: Callable[[], str], place: str) -> None:
        """`read` gives the keys as text, with a blank or a line between them, the newest first; `place` names it."""
        self._read = read
        self._place = place
        self.check()

    @classmethod
    def at(cls, text: str, file: Path | None, own_file: Path, *, may_be_new: bool) -> MasterKeys:
        """Those in a setting's `text`, or else in `file`, or else in `own_file`, which is made when it `may_be_new`.

        MasterKeyError when both are given, or none can be read.
        """
        if text and file is not None:
            raise MasterKeyError("Set ZAKBOEK_MASTER_KEY or ZAKBOEK_MASTER_KEY_FILE, not both.")
        if text:
            return cls.of_text(text, "ZAKBOEK_MASTER_KEY")
        if file is None and may_be_new and not own_file.exists():
            write_master_keys(own_file, [new_master_key()])
        return cls.of_file(file or own_file)

    @classmethod
    def of_text(cls, text: str, place: str) -> MasterKeys:
        """Those that stand in a setting; MasterKeyError."""
        return cls(lambda: text, place)

    @classmethod
    def of_file(cls, file: Path) -> MasterKeys:
        """Those in a file; MasterKeyError when it cannot be read."""

        def read() -> str:
            try:
                return file.read_text(encoding="ascii")
            except (OSError, ValueError) as error:
                reason = getattr(error, "strerror", None) or "it is no text"
                raise MasterKeyError(f"The master key in {file} cannot be read: {reason}.") from error

        return cls(read, str(file))

    def check(self) -> None:
        """MasterKeyError when there is none, or one that is no key."""
        self._keys()

    def ids(self) -> list[str]:
        """What each is known by, the newest first."""
        return list(self._keys())

    def wrap(self, key: bytes) -> WrappedKey:
        """The key of a conversation, wrapped with the newest master key."""
        [newest, *_] = self._keys().items()
        return WrappedKey(newest[0], aes_key_wrap(newest[1], key))

    def unwrap(self, stored: WrappedKey) -> bytes:
        """The key of a conversation; MasterKeyError when the master key it was wrapped with is not there."""
        master = self._keys().get(stored.master_id)
        try:
            if master is not None:
                return aes_key_unwrap(master, stored.wrapped)
        except InvalidUnwrap:
            pass
        raise MasterKeyError(
            f"The keys of conversations were made with another master key than stands in {self._place}. "
            "Put that one back, or beside the new one, on a line of its own."
        )

    def _keys(self) -> dict[str, bytes]:
        keys = [_key(text, self._place) for text in self._read().split()]
        if not keys:
            raise MasterKeyError(f"There is no master key in {self._place}; {_HOW_TO_MAKE_ONE}.")
        return {hashlib.sha256(key).hexdigest()[:16]: key for key in keys}


def new_master_key() -> str:
    """A new one, as text."""
    return urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def write_master_keys(file: Path, keys: Sequence[str]) -> None:
    """Write the keys in the place of what stood in `file`, all or nothing, for this user only."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False, encoding="ascii") as new:  # made as 0600
        new.write("".join(f"{key}\n" for key in keys))
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).replace(file)


_HOW_TO_MAKE_ONE = f"make one of {KEY_BYTES} bytes: openssl rand -base64 {KEY_BYTES}"


def _key(text: str, place: str) -> bytes:
    try:
        key = urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise MasterKeyError(f"A master key in {place} is no base64 of {KEY_BYTES} bytes; {_HOW_TO_MAKE_ONE}.")
    return key
