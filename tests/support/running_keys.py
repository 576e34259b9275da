"""What who has the keys of a running assistant can read in its files."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from api.store.master_keys import MasterKeys, WrappedKey
from runtime.text_cipher import TextCipher
from tests.support.keys import readable


def readable_by_file(var_dir: Path, ciphers: Sequence[TextCipher] = ()) -> dict[str, bytes]:
    """By the name of each file in the folder: all that it holds, and what its keys, or `ciphers`, can decrypt of it."""
    ciphers = ciphers or ciphers_of(var_dir)
    return {file.name: readable([file], ciphers) for file in sorted(var_dir.rglob("*")) if file.is_file()}


def ciphers_of(var_dir: Path) -> list[TextCipher]:
    """Of all that has a key in the folder: conversations, and what is under way to or from a channel."""
    master_keys = MasterKeys.of_file(var_dir / "hoofdsleutel")
    with closing(sqlite3.connect(var_dir / "sleutels.db")) as keys:
        tables = ("conversation_keys", "named_keys")
        rows = [row for table in tables for row in keys.execute(f"SELECT master_id, wrapped FROM {table}").fetchall()]  # noqa: S608
    return [TextCipher(master_keys.unwrap(WrappedKey(*row))) for row in rows]
