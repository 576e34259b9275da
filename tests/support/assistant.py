"""Servers in the background on free ports, for tests and measurements."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

from content.paths import ROOT

POLL_SECONDS = 0.1
LONGEST_START_SECONDS = 400
"""On a machine that does much else beside it."""


class BackgroundProcess:
    """A server in a process of its own: ready when the block begins, stopped when it ends.

    Everything it prints is in the file `log`; `seconds_to_ready` is how long its start took.
    """

    def __init__(
        self, command: list[str], folder: Path, environment: dict[str, str], log: Path, ready_url: str
    ) -> None:
        """`ready_url` answers 200 once the server can be used."""
        self.log = log
        self.seconds_to_ready = 0.0
        self._command = command
        self._folder = folder
        self._environment = environment
        self._ready_url = ready_url
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process itself; it may have others below it."""
        if self._process is None:
            raise RuntimeError("the process has not been started")
        return self._process.pid

    def __enter__(self) -> Self:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=self._folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        try:
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        self.seconds_to_ready = time.monotonic() - started
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it with all below it, if it was started."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def is_ready(self, status: int) -> bool:
        """Whether it is, when it answers so."""
        return status == httpx.codes.OK

    def wait_until_ready(self) -> None:
        """RuntimeError when the process ends instead, TimeoutError after `LONGEST_START_SECONDS`."""
        deadline = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < deadline:
            if self._process is not None and self._process.poll() is not None:
                raise RuntimeError(f"ended at its start:\n{self.log.read_text()[-3000:]}")
            try:
                if self.is_ready(httpx.get(self._ready_url, timeout=5).status_code):
                    return
            except httpx.TransportError:
                pass
            time.sleep(POLL_SECONDS)
        raise TimeoutError(f"not ready after {LONGEST_START_SECONDS} s:\n{self.log.read_text()[-3000:]}")


class BackgroundAssistant(BackgroundProcess):
    """Starts `python -m operations.serve` as a person would, on free ports, and stops it with all below it."""

    def __init__(self, model: Path, var_dir: Path, **settings: str) -> None:
        """`settings` are further ZAKBOEK_ variables, by name without the prefix, in lower case."""
        ports = free_ports(3)
        names = {"port": ports[0], "rasa_port": ports[1], "actions_port": ports[2], "var_dir": var_dir, **settings}
        self.url = f"http://127.0.0.1:{names['port']}"
        self.var_dir = var_dir
        super().__init__(
            [sys.executable, "-m", "operations.serve", str(model)],
            ROOT,
            {**os.environ, **{f"ZAKBOEK_{name.upper()}": str(value) for name, value in names.items()}},
            var_dir / "assistant.log",
            f"{self.url}/readyz",
        )


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


def free_row(count: int) -> int:
    """The first of so many ports in a row on loopback that nothing listens on at this moment."""
    while True:
        first = free_ports(1)[0]
        with contextlib.suppress(OSError), contextlib.ExitStack() as probes:
            for port in range(first, first + count):
                probes.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
