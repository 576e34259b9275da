"""A Rasa at the other end of the door's own client, as the bridge answers it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from api.conversations.rasa_client import RasaClient
from contract.timing import HEADER
from tests.support.fake_rasa import an_answer

STATUS = {"model": None, "actions": False, "store": True, "errors_last_hour": 0, "memory_bytes": 0}
TIMING = "understanding;start=0.5;dur=4.0, policies;start=4.5;dur=1, zeldzaamwoord;start=1;dur=1"


class RasaOverHttp:
    """What it was told with each turn, the status it answers a turn with, and where it is."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.told: list[Message] = []
        self.answers = 200

    def client(self) -> RasaClient:
        """To be given to a door."""
        return RasaClient([self._address], "s" * 16, 5.0)


@contextmanager
def rasa_over_http() -> Iterator[RasaOverHttp]:
    """One that listens on loopback."""

    class Bridge(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            rasa.told.append(self.headers)
            self._read_body()
            self._answer(rasa.answers, an_answer().to_json())

        def do_GET(self) -> None:
            self._answer(200, STATUS)

        def do_DELETE(self) -> None:
            self._answer(200, None)

        def _answer(self, status: int, body: object) -> None:
            data = json.dumps(body).encode()
            self.send_response(status)
            for name, value in (("Content-Length", str(len(data))), (HEADER, TIMING)):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def _read_body(self) -> None:
            """In chunks, as a door sends it that stores the message meanwhile, or in one piece."""
            if "Content-Length" in self.headers:
                self.rfile.read(int(self.headers["Content-Length"]))
                return
            while size := int(self.rfile.readline(), 16):
                self.rfile.read(size + len(b"\r\n"))
            self.rfile.readline()

        def log_message(self, *of: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Bridge) as server:
        server.daemon_threads = True
        rasa = RasaOverHttp(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield rasa
        server.shutdown()
