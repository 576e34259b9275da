"""Several engines of Rasa: processes that are forked once the model is loaded, and have its memory in common.

Each listens on a port of its own, and the door asks the same one for all turns of a conversation: so the turns of one
are in order without a lock between processes. The ports are bound before and stay open: what is asked of an engine that
has died waits for the one in its place, which need not load anything.
"""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess

logger = logging.getLogger(__name__)

Serve = Callable[[socket.socket], None]
"""Serves on a socket that is bound, until SIGTERM comes."""

BACKLOG = 100
PAUSE_SECONDS = 1.0
"""Between two starts of the same engine, at least: one that cannot live must not take the machine."""

ENDING = (signal.SIGTERM, signal.SIGINT)
"""The signals that end all engines."""

_PR_SET_PDEATHSIG = 1
"""From <linux/prctl.h>."""

_fork = get_context("fork")


class Engines:
    """Processes that serve, one a socket; one that dies is replaced while the others go on."""

    def __init__(self, sockets: list[socket.socket], serve: Serve) -> None:
        self._sockets = sockets
        self._serve = serve
        self._running: dict[int, BaseProcess] = {}
        self._started: dict[int, float] = {}
        self._stopping = False

    def run(self) -> None:
        """Start all and see to them until SIGTERM or SIGINT; each then ends as it does by itself."""
        for number in ENDING:
            signal.signal(number, self._stop)
        for place in range(len(self._sockets)):
            self._start(place)
        while self._running:
            connection.wait([process.sentinel for process in self._running.values()])
            for place, process in list(self._running.items()):
                if process.exitcode is not None:
                    del self._running[place]
                    self._replace(place, process.exitcode)

    def _replace(self, place: int, exit_code: int) -> None:
        if self._stopping:
            return
        logger.error("Engine %d has ended with %d and is started again", place, exit_code)
        time.sleep(max(0.0, self._started[place] + PAUSE_SECONDS - time.monotonic()))
        self._start(place)

    def _start(self, place: int) -> None:
        """Start one, unless all are to end; a signal waits meanwhile, or an engine nobody knows of yet would go on."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        try:
            if self._stopping:
                return
            process = _fork.Process(target=self._engine, args=(place, os.getpid()), name=f"engine {place}")
            self._started[place] = time.monotonic()
            process.start()
            self._running[place] = process
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _stop(self, *_: object) -> None:
        self._stopping = True
        for process in self._running.values():
            process.terminate()

    def _engine(self, place: int, parent: int) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        _end_with(parent)
        self._serve(self._sockets[place])


def bound_sockets(host: str, port: int, count: int) -> list[socket.socket]:
    """Sockets on `port` and those after it; OSError when one is taken."""
    return [socket.create_server((host, port + place), backlog=BACKLOG) for place in range(count)]


def _end_with(parent: int) -> None:
    """Let the system kill this process when `parent` is gone, also when that was killed."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
