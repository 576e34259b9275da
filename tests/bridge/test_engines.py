"""Engines that share what was loaded: one that dies is replaced, and they end with who started them."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest

from bridge import engines
from bridge.engines import Engines, bound_sockets

PATIENCE_SECONDS = 20
fork = get_context("fork")


@dataclass
class Running:
    """Two engines that tell their process id to who connects, in a process of their own."""

    process: BaseProcess
    ports: list[int]
    held_open: int
    """The end of a pipe that is read to its end once no engine is left."""

    def asked(self, engine: int) -> int:
        """The process id of the engine that answers; waits for one that is being replaced."""
        with self._connection(engine) as connection:
            return int(connection.recv(20))

    def kill(self, engine: int) -> None:
        """Kill an engine, and wait until it is gone: until then it holds what it was asked."""
        with self._connection(engine) as connection:
            os.kill(int(connection.recv(20)), signal.SIGKILL)
            assert connection.recv(1) == b""

    def _connection(self, engine: int) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.ports[engine]), PATIENCE_SECONDS)


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setattr(engines, "PAUSE_SECONDS", 0.0)
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    reads, writes = os.pipe()
    process = fork.Process(target=_run, args=(sockets, reads))
    process.start()
    os.close(writes)
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    yield Running(process, ports, reads)
    process.kill()
    process.join()
    os.close(reads)


def _run(sockets: list[socket.socket], reads: int) -> None:
    os.close(reads)
    Engines(sockets, _tell_pid).run()


def _tell_pid(bound: socket.socket) -> None:
    asked = []
    while True:
        connection, _ = bound.accept()
        connection.sendall(str(os.getpid()).encode())
        asked.append(connection)  # open as long as this process is there


def test_each_engine_has_a_port_of_its_own(running: Running) -> None:
    first, second = running.asked(0), running.asked(1)
    assert len({first, second, running.process.pid}) == 3
    assert running.asked(0) == first


def test_who_asks_an_engine_that_died_gets_the_answer_of_the_one_in_its_place(running: Running) -> None:
    first, second = running.asked(0), running.asked(1)
    running.kill(0)
    assert running.asked(0) not in (first, second)
    assert running.asked(1) == second


def test_they_end_when_they_are_told_to(running: Running) -> None:
    for engine in range(2):
        running.asked(engine)
    running.process.terminate()
    running.process.join(PATIENCE_SECONDS)
    assert running.process.exitcode == 0
    assert os.read(running.held_open, 1) == b""


def test_they_end_also_when_who_started_them_is_killed(running: Running) -> None:
    for engine in range(2):
        running.asked(engine)
    running.process.kill()
    assert os.read(running.held_open, 1) == b""


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        bound_sockets("127.0.0.1", taken.getsockname()[1], 1)
