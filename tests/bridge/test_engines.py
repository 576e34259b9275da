"""Engines that share what was loaded: one that dies is replaced, and they end with who started them."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

import pytest

from bridge import engines
from bridge.engines import Engines, bound_sockets

PATIENCE_SECONDS = 20
Found = TypeVar("Found")
Visit = Callable[["Visitor"], Found]


class Visitor:
    """Asks two engines, each of which tells its process id to who connects."""

    def __init__(self, ports: list[int]) -> None:
        self._ports = ports

    def ask(self, engine: int) -> int:
        """The process id of the engine that answers; waits for one that is being replaced."""
        with self._connection(engine) as connection:
            return int(connection.recv(20))

    def kill(self, engine: int) -> None:
        """Kill an engine, and wait until it is gone: until then it holds what it was asked."""
        with self._connection(engine) as connection:
            os.kill(int(connection.recv(20)), signal.SIGKILL)
            assert connection.recv(1) == b""

    def _connection(self, engine: int) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._ports[engine]), PATIENCE_SECONDS)


@pytest.fixture
def sockets(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[socket.socket]]:
    """Those of two engines; what handles this process's signals is put back after the test."""
    monkeypatch.setattr(engines, "PAUSE_SECONDS", 0.0)
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    bound = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    yield bound
    for one in bound:
        one.close()
    for number, handler in before.items():
        signal.signal(number, handler)


def during(sockets: list[socket.socket], visit: Visit[Found]) -> Found:
    """What `visit` finds while the engines run; then they are told to end, and have ended."""
    visitor = Visitor([one.getsockname()[1] for one in sockets])

    def visit_and_end() -> Found:
        try:
            return visit(visitor)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    with ThreadPoolExecutor(1) as beside:
        found = beside.submit(visit_and_end)
        Engines(sockets, _tell_pid).run()
        return found.result(PATIENCE_SECONDS)


def _tell_pid(bound: socket.socket) -> None:
    asked = []
    while True:
        connection, _ = bound.accept()
        connection.sendall(str(os.getpid()).encode())
        asked.append(connection)  # open as long as this process is there


def test_each_engine_has_a_port_of_its_own(sockets: list[socket.socket]) -> None:
    first, second, again = during(sockets, lambda visitor: (visitor.ask(0), visitor.ask(1), visitor.ask(0)))
    assert len({first, second, os.getpid()}) == 3
    assert again == first


def test_who_asks_an_engine_that_died_gets_the_answer_of_the_one_in_its_place(sockets: list[socket.socket]) -> None:
    def visit(visitor: Visitor) -> tuple[list[int], list[int]]:
        before = [visitor.ask(0), visitor.ask(1)]
        visitor.kill(0)
        return before, [visitor.ask(0), visitor.ask(1)]

    before, after = during(sockets, visit)
    assert after[0] not in before
    assert after[1] == before[1]


def test_they_have_ended_once_they_are_told_to(sockets: list[socket.socket]) -> None:
    for pid in during(sockets, lambda visitor: (visitor.ask(0), visitor.ask(1))):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_they_end_also_when_who_started_them_is_killed(sockets: list[socket.socket]) -> None:
    reads, writes = os.pipe()  # read to its end once nobody has the other one
    parent = get_context("fork").Process(target=Engines(sockets, _tell_pid).run)
    parent.start()
    os.close(writes)
    visitor = Visitor([one.getsockname()[1] for one in sockets])
    for engine in range(2):
        visitor.ask(engine)
    parent.kill()
    assert os.read(reads, 1) == b""
    parent.join(PATIENCE_SECONDS)
    os.close(reads)


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="in use"):
        bound_sockets("127.0.0.1", taken.getsockname()[1], 1)
