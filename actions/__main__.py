"""`python -m actions --port …`: rasa-sdk's action server, for Rasa alone.

rasa-sdk runs an action for whoever can reach the port. Here each call needs the secret of `ZAKBOEK_ACTIONS_SECRET`, but
for `/health`, which says no more than that the server is there.
"""

from __future__ import annotations

import hmac
import os
import sys

from pluggy import HookimplMarker
from rasa_sdk.__main__ import main_from_args
from rasa_sdk.endpoint import create_argument_parser
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

SECRET = "ZAKBOEK_ACTIONS_SECRET"  # noqa: S105
SHORTEST_SECRET = 16
OPEN = "/health"

_adds_to_rasa_sdk = HookimplMarker("rasa_sdk")


class OnlyWithSecret:
    """A plugin of rasa-sdk: refuses with 401 what comes without the secret, before anything of it is read."""

    def __init__(self, secret: str) -> None:
        self._expected = f"Bearer {secret}".encode()

    @_adds_to_rasa_sdk
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        """As rasa-sdk asks its plugins before it serves."""
        app.register_middleware(self._refuse, "request")

    def _refuse(self, request: Request) -> HTTPResponse | None:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        if request.path == OPEN or hmac.compare_digest(given, self._expected):
            return None
        return response.json({"error": "wrong or missing secret"}, status=401)


def main(arguments: list[str]) -> int:
    """Serve until a signal comes; 1 with a last line without a secret that can be used."""
    secret = os.environ.get(SECRET, "")
    if len(secret) < SHORTEST_SECRET:
        told = f"{SECRET} must have at least {SHORTEST_SECRET} characters, the same for Rasa and the actions."
        print(f"Zakboek assistant: {told}", file=sys.stderr, flush=True)
        return 1
    plugin_manager().register(OnlyWithSecret(secret))
    main_from_args(create_argument_parser().parse_args(["--actions", "actions", *arguments]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
