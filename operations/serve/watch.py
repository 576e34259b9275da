"""Supervisor's listener: says when a part died, and keeps count of starts that failed for `/readyz`.

A part is tried again for as long as it takes. Only a door that has not been up at all stops
everything: a setting is wrong then, and nobody could be told at `/readyz`.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from supervisor.childutils import get_headers, listener

from api.failed_starts import write_failed_starts

RUNNING = "PROCESS_STATE_RUNNING"
ENDED_AT_ITS_START = "PROCESS_STATE_BACKOFF"
DOOR, ONCE = "api", "announce"
"""The door, and the part that says when all is ready and then ends, which nobody starts again."""

MOST_FIRST_STARTS = 4


class Watch:
    """What has happened so far, in the folder `var_dir`."""

    def __init__(self, var_dir: Path) -> None:
        self._var_dir = var_dir
        self._failed: dict[str, int] = {}
        self._door_was_up = False
        write_failed_starts(var_dir, self._failed)

    def take(self, name: str, event: dict[str, str]) -> bool:
        """Take in one event of supervisord; whether everything must stop."""
        part = event["processname"]
        if name == RUNNING:
            self._door_was_up = self._door_was_up or part == DOOR
            self._count(part, 0)
        elif name == ENDED_AT_ITS_START:
            self._count(part, int(event["tries"]))
            say(f"{part} has died at its start ({event['tries']} in a row) and is tried again. {self._where(part)}")
            return self._cannot_begin(part)
        elif event.get("expected") == "0" and part != ONCE:
            say(f"{part} has died and is started again.")
        return False

    def _cannot_begin(self, part: str) -> bool:
        if part != DOOR or self._door_was_up or self._failed[DOOR] < MOST_FIRST_STARTS:
            return False
        say(f"{part} cannot be started; its messages are above. Everything is stopped.")
        return True

    def _count(self, part: str, tries: int) -> None:
        self._failed[part] = tries
        write_failed_starts(self._var_dir, self._failed)

    def _where(self, part: str) -> str:
        return "Its messages are above." if part == DOOR else f"Its messages are in {self._var_dir / part}.log."


def main() -> None:
    """Read supervisord's events on standard input for ever."""
    watch = Watch(Path(os.environ["ZAKBOEK_VAR_DIR"]))
    while True:
        headers, payload = listener.wait()
        if watch.take(headers["eventname"], get_headers(payload)):
            os.kill(os.getppid(), signal.SIGTERM)
        listener.ok()


def say(line: str) -> None:
    """To the person at the terminal; standard output belongs to supervisord."""
    print(f"Zakboek assistant: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
