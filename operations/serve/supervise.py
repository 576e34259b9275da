"""supervisord, with a longest pause before a part is started again, and not ended by a full disk.

supervisord 4.3 waits a second longer after each start that failed: after a night without a disk
that would be minutes, and it never comes down. `startretries` alone would make it give up for good.
When a line of a part's log cannot be written it prints a trace of that to standard error, and ends
when that stands on the same full disk.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from supervisor import supervisord
from supervisor.loggers import Handler
from supervisor.process import Subprocess
from supervisor.states import ProcessStates

LONGEST_PAUSE_SECONDS = 60


def bound_pauses() -> None:
    """Let no part of this process's supervisord wait longer than that for its next start."""
    change_state = Subprocess.change_state

    def bounded(self: Any, new_state: int, expected: bool = True) -> None:
        change_state(self, new_state, expected)
        if new_state == ProcessStates.BACKOFF:
            self.delay = min(self.delay, time.time() + LONGEST_PAUSE_SECONDS)

    Subprocess.change_state = bounded


def bear_a_full_disk() -> None:
    """A line that this process's supervisord cannot write to a log is lost, and nothing else."""
    handle_error = Handler.handleError

    def borne(self: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            handle_error(self)

    Handler.handleError = borne


if __name__ == "__main__":
    bound_pauses()
    bear_a_full_disk()
    supervisord.main()
