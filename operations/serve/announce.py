"""Waits until every part answers, then prints the address to open and the model that answers."""

from __future__ import annotations

import sys
import time
from typing import Any

import httpx

from api.settings import Settings, load_settings

LONGEST_WAIT_SECONDS = 120
POLL_SECONDS = 0.25


def main() -> int:
    """Poll /readyz; 1 when it takes longer than `LONGEST_WAIT_SECONDS`."""
    settings = load_settings()
    address = address_of(settings)
    started = time.monotonic()
    missing: object = "the public door"
    while time.monotonic() - started < LONGEST_WAIT_SECONDS:
        try:
            reply = httpx.get(f"{address}/readyz", timeout=5, trust_env=False, headers=as_operator(settings))
            if reply.status_code == httpx.codes.OK:
                print(f"Ready after {time.monotonic() - started:.1f} s. Open {address} (stop with Ctrl-C).", flush=True)
                print(_versions(reply.json()), end="", flush=True)
                return 0
            missing = ", ".join(reply.json()["missing"])
        except httpx.TransportError:
            pass
        time.sleep(POLL_SECONDS)
    print(f"Not ready after {LONGEST_WAIT_SECONDS} s; missing: {missing}.", flush=True)
    return 1


def address_of(settings: Settings) -> str:
    """Where the door answers on this machine."""
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    return f"http://{host}:{settings.port}"


def as_operator(settings: Settings) -> dict[str, str]:
    """The headers by which the door knows its operator; none are needed on the same machine where no secret is set."""
    secret = settings.status_secret
    return {"Authorization": f"Bearer {secret.get_secret_value()}"} if secret else {}


def _versions(status: dict[str, Any]) -> str:
    """A line on the model and what it was trained with; empty when `/readyz` is not asked on the same machine."""
    model = status.get("model") or {}
    if "spacy_model" not in model:
        return ""
    return f"Model {model['name']}, trained with Rasa {model['rasa']} and spaCy's {model['spacy_model']}.\n"


if __name__ == "__main__":
    sys.exit(main())
