"""`python -m operations.trial.teams MODEL`: the assistant, in a Teams of its own on this machine.

The conversations stand in a folder of their own, `var/teams-proef`.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

import uvicorn

from api.channels.teams.settings import PATH
from content.paths import ROOT
from operations.trial.teams.activities import CLIENT_ID, CLIENT_SECRET, TENANT
from operations.trial.teams.client import app_of
from operations.trial.teams.platform import TeamsPlatform

PORT = int(os.environ.get("TEAMS_PROEF_PORT", "8010"))
URL = f"http://127.0.0.1:{PORT}"


def environment() -> dict[str, str]:
    """What the assistant reads: Teams is the stand-in, and nothing goes to Microsoft."""
    port = os.environ.get("ZAKBOEK_PORT", "8000")
    return {
        **os.environ,
        "ZAKBOEK_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "ZAKBOEK_VAR_DIR": os.environ.get("ZAKBOEK_VAR_DIR", str(ROOT / "var" / "teams-proef")),
        "ZAKBOEK_TEAMS_CLIENT_ID": CLIENT_ID,
        "ZAKBOEK_TEAMS_CLIENT_SECRET": CLIENT_SECRET,
        "ZAKBOEK_TEAMS_TENANT_ID": TENANT,
        "ZAKBOEK_TEAMS_STAND_IN": URL,
    }


def main(arguments: list[str]) -> int:
    """Serve until Ctrl-C; the assistant with the model at `arguments[0]` goes along."""
    settings = environment()
    command = [sys.executable, "-m", "operations.serve", arguments[0]]
    with subprocess.Popen(command, env=settings, cwd=ROOT) as assistant:  # noqa: S603
        print(f"Teams is at {URL}", flush=True)
        try:
            app = app_of(TeamsPlatform(URL, f"{settings['ZAKBOEK_PUBLIC_URL']}{PATH}"))
            uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
        finally:
            assistant.terminate()
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # it ends as by Ctrl-C, and the assistant with it
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main(sys.argv[1:]))
