"""Waits until every part answers, then prints the address to open and the model that answers.

With the standard library alone: it starts beside the parts, on the same cores.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

LONGEST_WAIT_SECONDS = 120
POLL_SECONDS = 0.25
ANSWER_SECONDS = 5.0

ADDRESS, STATUS_SECRET = "ZAKBOEK_ADDRESS", "ZAKBOEK_STATUS_SECRET"
"""What `operations.serve` hands over: where the door answers on this machine, and by what it knows its operator."""


def main() -> int:
    """Poll /readyz; 1 when it takes longer than `LONGEST_WAIT_SECONDS`."""
    address, secret = os.environ[ADDRESS], os.environ.get(STATUS_SECRET, "")
    asked = urllib.request.Request(f"{address}/readyz", headers=as_operator(secret))  # noqa: S310  http, made by us
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    started = time.monotonic()
    missing: object = "the public door"
    while time.monotonic() - started < LONGEST_WAIT_SECONDS:
        status, state = _answer(opener, asked)
        if status == HTTPStatus.OK:
            print(f"Ready after {time.monotonic() - started:.1f} s. Open {address} (stop with Ctrl-C).", flush=True)
            print(_versions(state), end="", flush=True)
            return 0
        missing = ", ".join(state.get("missing", ())) or missing
        time.sleep(POLL_SECONDS)
    print(f"Not ready after {LONGEST_WAIT_SECONDS} s; missing: {missing}.", flush=True)
    return 1


def _answer(opener: urllib.request.OpenerDirector, asked: urllib.request.Request) -> tuple[int, dict[str, Any]]:
    """The status and what it says; 0 where nothing answers."""
    try:
        try:
            reply = opener.open(asked, timeout=ANSWER_SECONDS)
        except urllib.error.HTTPError as error:  # it is the answer, with another status
            reply = error
        with reply:
            return reply.status, json.load(reply)
    except (OSError, ValueError, http.client.HTTPException):
        return 0, {}


def address_of(host: str, port: int) -> str:
    """Where a door that listens there answers on this machine."""
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104


def as_operator(secret: str) -> dict[str, str]:
    """The headers by which the door knows its operator; none are needed on the same machine where no secret is set."""
    return {"Authorization": f"Bearer {secret}"} if secret else {}


def _versions(status: Mapping[str, Any]) -> str:
    """A line on the model and what it was trained with; empty when `/readyz` is not asked on the same machine."""
    model = status.get("model") or {}
    if "spacy_model" not in model:
        return ""
    return f"Model {model['name']}, trained with Rasa {model['rasa']} and spaCy's {model['spacy_model']}.\n"


if __name__ == "__main__":
    sys.exit(main())
