"""supervisord, with a longest pause before a part is started again.

supervisord 4.3 waits a second longer after each start that failed: after a night without a disk
that would be minutes, and it never comes down. `startretries` alone would make it give up for good.
"""

from __future__ import annotations

import time
from typing import Any

from supervisor import supervisord
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


if __name__ == "__main__":
    bound_pauses()
    supervisord.main()
