#!/usr/bin/env bash
# tarsafe 0.0.4: extractall() of a gzipped archive reads and unzips all of it twice.
#
# Guessed: it looks at each name just before it extracts that file, in one reading, as tarfile's own filters do.
# Seen, an archive of 8 files of 1 MB that gzip cannot shorten; bytes read from the file, as multiples of its size:
#          tarfile with filter="data" 1.0, TarSafe 2.0.
#          It walks through all headers first, and in a gzipped archive the way to the next header leads through the
#          contents; for the files themselves it goes back to the start.
#
# It matters where a program unpacks its model at each start, as Rasa 3.6.21 does with TarSafe: nearly half of the time
# goes into a reading that Python's own filters (3.12, and the later 3.8 to 3.11) do without.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check tarsafe==0.0.4

venv/bin/python -W ignore - <<'PYTHON'
import io
import pathlib
import random
import sys
import tarfile

import tarsafe

FILES, SIZE = 8, 1_000_000


class Counted(io.FileIO):
    """A file that counts what is read of it."""

    bytes_read = 0

    def read(self, size: int = -1) -> bytes:
        found = super().read(size)
        self.bytes_read += len(found)
        return found

    def readinto(self, buffer: memoryview) -> int:
        count = super().readinto(buffer)
        self.bytes_read += count
        return count


chance = random.Random(1)
with tarfile.open("model.tar.gz", "w:gz") as archive:
    for number in range(FILES):
        member = tarfile.TarInfo(f"part-{number}")
        member.size = SIZE
        archive.addfile(member, io.BytesIO(chance.randbytes(SIZE)))
size = pathlib.Path("model.tar.gz").stat().st_size

seen = {}
for name, kind, options in (("tarfile", tarfile.TarFile, {"filter": "data"}), ("TarSafe", tarsafe.TarSafe, {})):
    with Counted("model.tar.gz") as file, kind.open(fileobj=file, mode="r:gz") as archive:
        archive.extractall(name, **options)
    seen[name] = round(file.bytes_read / size, 1)
    written = sum(one.stat().st_size for one in pathlib.Path(name).iterdir())
    print(f"{name}: {seen[name]} times its size read, {written} bytes written")
    if written != FILES * SIZE:
        sys.exit("changed: not all is extracted")

if seen != {"tarfile": 1.0, "TarSafe": 2.0}:
    sys.exit("changed: how often it is read is no longer as stated")
PYTHON
echo "seen as described"
