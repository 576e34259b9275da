"""The SHA-256 of a file, in a file beside it, as `sha256sum` writes and checks it."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PIECE = 1024 * 1024


class WrongChecksum(Exception):
    """A file whose checksum is missing or another; one line that says which of the two, and of what file."""


def checksum_file(file: Path) -> Path:
    """Where the checksum of `file` stands."""
    return file.with_name(f"{file.name}.sha256")


def write_checksum(file: Path) -> None:
    """Write it as `file` is now; OSError as reading and writing do."""
    checksum_file(file).write_text(f"{_sha256(file)}  {file.name}\n", encoding="utf-8")


def check_checksum(file: Path, expected: str = "") -> None:
    """Raise WrongChecksum when `file` is not what it was: `expected` in hexadecimal, or what stands beside it."""
    if not expected:
        try:
            [expected, *_] = checksum_file(file).read_text(encoding="utf-8").split() or [""]
        except (OSError, UnicodeDecodeError) as error:
            raise WrongChecksum(f"{file} has no {checksum_file(file).name} beside it") from error
    if _sha256(file) != expected:
        raise WrongChecksum(f"{file} is not what it was when its SHA-256 was taken")


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
