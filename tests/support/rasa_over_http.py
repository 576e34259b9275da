"""A Rasa at the other end of the door's own client, as the bridge answers it."""

from __future__ import annotations

import httpx

from api.conversations.rasa_client import RasaClient
from contract.timing import HEADER
from tests.support.fake_rasa import an_answer


class RasaOverHttp:
    """Rasa behind the door's own client."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answers = 200

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """As the bridge answers."""
        if request.url.path.endswith("/messages"):
            self.asked.append(request)
            timing = {HEADER: "understanding;start=0.5;dur=4.0, policies;start=4.5;dur=1, zeldzaamwoord;start=1;dur=1"}
            return httpx.Response(self.answers, json=an_answer().to_json(), headers=timing)
        return httpx.Response(200, json={"model": None, "actions": False, "store": True})

    def client(self) -> RasaClient:
        """To be given to a door."""
        return RasaClient("http://rasa.example", "s" * 16, 5.0, httpx.MockTransport(self))
