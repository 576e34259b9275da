"""A file that is not what it was is found out, and so is one of which nobody knows."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from runtime.checksum import WrongChecksum, check_checksum, checksum_file, write_checksum

CONTENT = b"een model" * 300_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "zakboek-proef.tar.gz"
    file.write_bytes(CONTENT)
    write_checksum(file)
    return file


def test_what_is_as_it_was_passes(file: Path) -> None:
    check_checksum(file)
    check_checksum(file, hashlib.sha256(CONTENT).hexdigest())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not there")
def test_sha256sum_can_check_it(file: Path) -> None:
    command = ["sha256sum", "--check", "--strict", checksum_file(file).name]
    assert subprocess.run(command, cwd=file.parent, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("change", [b"", CONTENT[:-1], CONTENT + b" ", b"E" + CONTENT[1:]], ids=len)
def test_what_was_changed_is_found_out(file: Path, change: bytes) -> None:
    file.write_bytes(change)
    with pytest.raises(WrongChecksum, match=file.name):
        check_checksum(file)


def test_what_is_said_from_elsewhere_counts_and_not_what_stands_beside_it(file: Path) -> None:
    with pytest.raises(WrongChecksum):
        check_checksum(file, "0" * 64)
    checksum_file(file).unlink()
    check_checksum(file, hashlib.sha256(CONTENT).hexdigest())


@pytest.mark.parametrize("beside", [None, b"", b"\xff", b"zakboek-proef.tar.gz"])
def test_a_checksum_that_is_missing_or_none_does_not_pass(file: Path, beside: bytes | None) -> None:
    checksum_file(file).unlink()
    if beside is not None:
        checksum_file(file).write_bytes(beside)
    with pytest.raises(WrongChecksum):
        check_checksum(file)
