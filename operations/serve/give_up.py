"""Supervisor's listener: says when a process died, and stops all when one cannot be kept running.

Half an assistant helps nobody: without one of its parts the rest is stopped, with a last line
that says which part it was.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from supervisor.childutils import get_headers, listener

FATAL = "PROCESS_STATE_FATAL"
ENDED_AT_ITS_START = "PROCESS_STATE_BACKOFF"


def main() -> None:
    """Read supervisord's events on standard input for ever."""
    while True:
        headers, payload = listener.wait()
        event = get_headers(payload)
        name = event["processname"]
        if headers["eventname"] == FATAL:
            log = Path(os.environ["ZAKBOEK_VAR_DIR"]) / f"{name}.log"
            say(f"{name} cannot be kept running; its messages are above or in {log}. Everything is stopped.")
            os.kill(os.getppid(), signal.SIGTERM)
        elif headers["eventname"] == ENDED_AT_ITS_START or event.get("expected") == "0":
            say(f"{name} has died and is started again.")
        listener.ok()


def say(line: str) -> None:
    """To the person at the terminal; standard output belongs to supervisord."""
    print(f"Zakboek assistant: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
