"""What who has the keys of a running assistant can read in its files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from api.store.master_keys import MasterKeys, WrappedKey
from runtime.text_cipher import TextCipher
from tests.support.keys import readable_in


def readable_by_file(var_dir: Path, ciphers: Sequence[TextCipher] = ()) -> dict[str, bytes]:
    """By the name of each file in the folder: all that it holds, and what its keys, or `ciphers`, can decrypt of it.

    All are read at once, and a database after its log: the assistant may move what stands there meanwhile.
    """
    ciphers = ciphers or ciphers_of(var_dir)
    files = [file for file in sorted(var_dir.rglob("*"), reverse=True) if file.is_file()]
    held = {file.name: file.read_bytes() for file in files}
    return {name: readable_in(content, ciphers) for name, content in held.items()}


def ciphers_of(var_dir: Path) -> list[TextCipher]:
    """Of all that has a key in the folder: conversations, and what is under way to or from a channel."""
    master_keys = MasterKeys.of_file(var_dir / "hoofdsleutel")
    with closing(sqlite3.connect(var_dir / "sleutels.db")) as keys:
        tables = ("conversation_keys", "named_keys")
        rows = [row for table in tables for row in keys.execute(f"SELECT master_id, wrapped FROM {table}").fetchall()]  # noqa: S608
    return [TextCipher(master_keys.unwrap(WrappedKey(*row))) for row in rows]
