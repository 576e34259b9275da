"""Waits until every part answers, then prints the address to open."""

from __future__ import annotations

import sys
import time

import httpx

from api.settings import load_settings

LONGEST_WAIT_SECONDS = 120
POLL_SECONDS = 0.25


def main() -> int:
    """Poll /readyz; 1 when it takes longer than `LONGEST_WAIT_SECONDS`."""
    settings = load_settings()
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    address = f"http://{host}:{settings.port}"
    started = time.monotonic()
    missing: object = "the public door"
    while time.monotonic() - started < LONGEST_WAIT_SECONDS:
        try:
            reply = httpx.get(f"{address}/readyz", timeout=5, trust_env=False)
            if reply.status_code == httpx.codes.OK:
                print(f"Ready after {time.monotonic() - started:.1f} s. Open {address} (stop with Ctrl-C).", flush=True)
                return 0
            missing = ", ".join(reply.json()["missing"])
        except httpx.TransportError:
            pass
        time.sleep(POLL_SECONDS)
    print(f"Not ready after {LONGEST_WAIT_SECONDS} s; missing: {missing}.", flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
