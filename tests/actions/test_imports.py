"""The actions run in a process of their own and must stay small: Rasa in it would cost 300 MiB."""

from __future__ import annotations

import subprocess
import sys


def test_the_actions_do_not_load_rasa() -> None:
    program = "import sys, actions.leave_message, actions.follow_up, actions.person; print('rasa' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
