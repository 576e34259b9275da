"""`python -m operations.new_master_key`: a new master key, while the assistant runs or not.

With a file, the new key is put in front of those that stand there, the keys of all conversations are wrapped with it,
and the older ones are taken out. What stands in ZAKBOEK_MASTER_KEY is set by the operator: new and old with a space
between, a restart, this command, and then the old one can go.
"""

from __future__ import annotations

import sys
import time

from api.main import CANNOT_SERVE
from api.settings import Settings, load_settings
from api.store.conversation_keys import open_keys, usable_master_keys
from api.store.master_keys import new_master_key, write_master_keys

SECONDS_FOR_OTHERS = 2.0
"""A conversation that was being opened with the older key has its row after so long."""


def main() -> int:
    """Rotate the master key; 1 with a last line when it cannot be done, and nothing is lost then."""
    try:
        print(rotate(load_settings()))
    except CANNOT_SERVE as error:
        print(f"Zakboek assistant: {error}", file=sys.stderr)
        return 1
    return 0


def rotate(settings: Settings, seconds_for_others: float = SECONDS_FOR_OTHERS) -> str:
    """What was done, as a line; raises one of CANNOT_SERVE."""
    master_keys = usable_master_keys(settings)
    file = None if settings.master_key.get_secret_value() else settings.master_key_file or settings.own_master_key_file
    new = new_master_key()
    if file is not None:
        write_master_keys(file, [new, *file.read_text(encoding="ascii").split()])
    with open_keys(settings.keys, master_keys) as keys:
        count = keys.rewrap_all()
        if file is None:
            return f"{count} keys are wrapped with the first key in ZAKBOEK_MASTER_KEY; the others can be taken out."
        time.sleep(seconds_for_others)
        count += keys.rewrap_all()
        write_master_keys(file, [new])
    return f"{count} keys are wrapped with a new master key in {file}."


if __name__ == "__main__":
    sys.exit(main())
