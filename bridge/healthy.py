"""`python -m bridge.healthy`: whether all engines of Rasa here have a model loaded; for a container's health check.

Rasa's own address `/` answers as soon as the port is open, without a model too.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.request

TIMEOUT_SECONDS = 5


def main(address: str) -> int:
    """0 when a model is loaded at `address`, 1 with a line on why when none is or nothing answers."""
    secret = os.environ.get("ZAKBOEK_BRIDGE_SECRET", "")
    asked = urllib.request.Request(  # noqa: S310
        f"{address}/webhooks/bridge/status", headers={"Authorization": f"Bearer {secret}"}
    )
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with directly.open(asked, timeout=TIMEOUT_SECONDS) as reply:
            model = json.load(reply)["model"]
    except (OSError, ValueError) as error:
        print(f"Rasa at {address} does not answer: {error}")
        return 1
    print(f"The model {model['name']} is loaded." if model else "Rasa has no model loaded; its log says why.")
    return 0 if model else 1


if __name__ == "__main__":
    engines = range(int(os.environ.get("ZAKBOEK_ENGINES") or 1))
    sys.exit(max(main(f"http://127.0.0.1:{5005 + place}") for place in engines))
