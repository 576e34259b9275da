"""`python -m bridge run …` is `rasa run …`, after a look at the database that Rasa itself would wait for for ever."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from runtime import sqlite_file

TRACKER = "ZAKBOEK_TRACKER_DB"


def main() -> int:
    """Check Rasa's database and hand over to Rasa; 1 with a last line that says what is wrong with it."""
    os.umask(0o077)
    file = Path(os.environ[TRACKER])
    try:
        sqlite_file.check(file)
    except sqlite_file.UnusableFile as error:
        print(f"Zakboek assistant: {error}", file=sys.stderr, flush=True)
        return 1
    sqlite_file.make_private(file.parent)
    from rasa.__main__ import main as rasa_main  # imported after the check: it takes some ten seconds

    rasa_main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
