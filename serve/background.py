"""An assistant of its own on free ports, for tests and measurements."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx

from api.settings import ROOT

POLL_SECONDS = 0.1


class BackgroundAssistant:
    """Starts `python -m serve` as a person would, and stops it with all its processes.

    `log` is the file with everything that was printed. Use it as a context manager; it is
    ready when the block begins. TimeoutError after `longest_start` seconds.
    """

    def __init__(self, model: Path, var_dir: Path, longest_start: float = 90.0, **settings: str) -> None:
        """`settings` are further ZAKBOEK_ variables, by name without the prefix, in lower case."""
        ports = free_ports(3)
        names = {"port": ports[0], "rasa_port": ports[1], "actions_port": ports[2], "var_dir": var_dir, **settings}
        self.url = f"http://127.0.0.1:{ports[0]}"
        self.var_dir = var_dir
        self.log = var_dir / "assistant.log"
        self.seconds_to_ready = 0.0
        self._model = model
        self._longest_start = longest_start
        self._environment = {**os.environ, **{f"ZAKBOEK_{name.upper()}": str(value) for name, value in names.items()}}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process that keeps the others running."""
        if self._process is None:
            raise RuntimeError("the assistant has not been started")
        return self._process.pid

    def __enter__(self) -> BackgroundAssistant:
        self.var_dir.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        command = [sys.executable, "-m", "serve", str(self._model)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                command, cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_until_ready()
        self.seconds_to_ready = time.monotonic() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def wait_until_ready(self) -> None:
        """Come back when /readyz answers 200; RuntimeError when the assistant ended instead."""
        deadline = time.monotonic() + self._longest_start
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise RuntimeError(f"the assistant ended at its start:\n{self.log.read_text()[-3000:]}")
            try:
                if httpx.get(f"{self.url}/readyz", timeout=5).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                pass
            time.sleep(POLL_SECONDS)
        raise TimeoutError(f"not ready after {self._longest_start} s:\n{self.log.read_text()[-3000:]}")


def free_ports(count: int) -> list[int]:
    """Ports on loopback that nothing listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in sockets]
    finally:
        for probe in sockets:
            probe.close()
