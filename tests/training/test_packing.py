"""A trained archive is not compressed, and all else of this process is."""

from __future__ import annotations

import tarfile
from pathlib import Path

from training.packing import packed_fast

_LEVEL_BYTE, _BEST = 8, 2
"""Where gzip's header tells how hard was tried (RFC 1952: XFL)."""


def test_an_archive_is_left_uncompressed_only_while_asked_for(tmp_path: Path) -> None:
    content = tmp_path / "learnt"
    content.write_bytes(b"weights" * 1000)

    def packed(name: str) -> bytes:
        with tarfile.open(tmp_path / name, "w:gz") as archive:
            archive.add(content, arcname="learnt")
        return (tmp_path / name).read_bytes()

    with packed_fast():
        assert content.read_bytes() in packed("fast.tar.gz")
    assert packed("slow.tar.gz")[_LEVEL_BYTE] == _BEST
    with tarfile.open(tmp_path / "fast.tar.gz") as archive:
        found = archive.extractfile("learnt")
        assert found is not None
        assert found.read() == content.read_bytes()
