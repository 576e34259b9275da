"""`python -m bridge --model …` serves Rasa, after a look at the database that Rasa itself would wait for for ever."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path

from bridge.left_out import leave_out
from runtime.postgresql_database import UnusableDatabase
from runtime.sqlite_file import UnusableFile


def main(arguments: list[str]) -> int:
    """Check Rasa's database and serve; 1 with a last line that says what is wrong with it."""
    parser = argparse.ArgumentParser(prog="python -m bridge", description="Serve Rasa to the public door.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5005, help="of the first engine; the others have those after it")
    parser.add_argument("--engines", type=int, default=1)
    wanted = parser.parse_args(arguments)
    os.umask(0o077)
    gc.disable()  # until all is loaded: of what a start makes nearly all stays, and looking through it takes a second
    leave_out()
    from bridge.tracker_dialect import ADDRESS, dialect_of, url_of

    try:
        url = url_of(os.environ.get(ADDRESS, ""))
        dialect_of(url).check(url)
    except (UnusableFile, UnusableDatabase) as error:
        print(f"Zakboek assistant: {error}", file=sys.stderr, flush=True)
        return 1
    from bridge.server import serve  # imported after the check: it takes seconds

    serve(wanted.model, wanted.host, wanted.port, wanted.engines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
