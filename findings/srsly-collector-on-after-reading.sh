#!/usr/bin/env bash
# srsly 2.5.6 (below spaCy 3): after reading msgpack Python's garbage collector is on, also where it was off before.
#
# Guessed: a library that turns the collector off while it reads leaves it as it was, as a reader of JSON does.
# Seen:    off before: after json_loads off, after msgpack_loads on, after read_msgpack on
#          on before: on after each
#
# It matters to a program that keeps the collector off while it loads its models, or for good: from the first
# vocabulary or component that spaCy reads by it on, the collector runs again, over all that was loaded. Who wants it
# off turns it off once more after each load.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check srsly==2.5.6

cat > collector.py <<'PYTHON'
import gc

import srsly

srsly.write_msgpack("numbers.msgpack", [1, 2])
READERS = {
    "json_loads": lambda: srsly.json_loads("[1, 2]"),
    "msgpack_loads": lambda: srsly.msgpack_loads(srsly.msgpack_dumps([1, 2])),
    "read_msgpack": lambda: srsly.read_msgpack("numbers.msgpack"),
}
for before in (gc.disable, gc.enable):
    seen = []
    for name, read in READERS.items():
        before()
        read()
        seen.append(f"{name}={'on' if gc.isenabled() else 'off'}")
    print(before.__name__, *seen)
PYTHON

expected="disable json_loads=off msgpack_loads=on read_msgpack=on
enable json_loads=on msgpack_loads=on read_msgpack=on"
seen=$(venv/bin/python collector.py)
echo "$seen"
if [ "$seen" != "$expected" ]; then
    echo "changed: the collector is no longer turned on as stated"
    exit 1
fi
