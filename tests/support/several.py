"""Two doors and three engines, each as on a machine of its own, on one PostgreSQL server; any of them can be ended.

The doors count their limits together in Redis, where that is installed.
"""

from __future__ import annotations

import base64
import os
import secrets
import signal
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from api.settings import Settings
from content.paths import ROOT
from operations.serve.start import RASA_PYTHON, environment
from tests.support import redis_server
from tests.support.assistant import BackgroundProcess, free_ports
from tests.support.no_limits import NO_LIMITS
from tests.support.postgres import Server, running_server
from tests.support.redis_server import RedisServer, running_redis

DOORS, ENGINES = ("door 1", "door 2"), ("engine 1", "engine 2", "engine 3")
PARTS = (*DOORS, *ENGINES)


class Several:
    """All parts by their names, to be used as a context manager."""

    def __init__(self, model: Path, folder: Path, **settings: str) -> None:
        """`settings` are further ZAKBOEK_ variables of all doors, by name without the prefix, in lower case."""
        self._more = settings
        self._model = model
        self._folder = folder
        self._stack = ExitStack()
        self._secret = secrets.token_urlsafe(32)
        ports = dict(zip(PARTS, free_ports(len(PARTS)), strict=True))
        self.addresses = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
        self.processes: dict[str, BackgroundProcess] = {}
        self.server: Server
        self.redis: RedisServer | None = None
        self.database = ""

    @property
    def doors(self) -> list[str]:
        """The addresses of the doors."""
        return [self.addresses[door] for door in DOORS]

    def __enter__(self) -> Self:
        self.server = self._stack.enter_context(running_server())
        self.database = self.server.make_database()
        if not redis_server.missing():
            self.redis = self._stack.enter_context(running_redis())
        shared = self._settings(self.server.address(self.database), self.server.address(self.server.make_database()))
        for name in PARTS:
            self.processes[name] = self._door(name, shared) if name in DOORS else self._engine(name, shared)
        self._stack.callback(self._stop)
        with ThreadPoolExecutor(len(PARTS)) as starts:
            list(starts.map(self.start, PARTS))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def start(self, name: str) -> None:
        """Until it answers."""
        self.processes[name].__enter__()

    def end(self, name: str) -> None:
        """As `kill -9` does."""
        self._signal(name, signal.SIGKILL)
        os.waitpid(self.processes[name].pid, 0)

    def pause(self, name: str) -> None:
        """It stops where it is, and keeps all that it has open."""
        self._signal(name, signal.SIGSTOP)

    def go_on(self, name: str) -> None:
        """After `pause`."""
        self._signal(name, signal.SIGCONT)

    def _signal(self, name: str, number: signal.Signals) -> None:
        os.kill(self.processes[name].pid, number)

    def _stop(self) -> None:
        for process in self.processes.values():
            process.stop()

    def _settings(self, database: str, keys: str) -> Mapping[str, str]:
        settings = {
            "database_url": database,
            "keys_url": keys,
            "tracker_url": database,
            "bridge_secret": self._secret,
            "master_key": base64.b64encode(secrets.token_bytes(32)).decode(),
            "rasa_url": " ".join(self.addresses[engine] for engine in ENGINES),
            **({"redis_url": self.redis.address()} if self.redis else {}),
            **{name: str(limit) for name, limit in NO_LIMITS.items()},
            **self._more,
        }
        return {f"ZAKBOEK_{name.upper()}": value for name, value in settings.items()}

    def _door(self, name: str, shared: Mapping[str, str]) -> BackgroundProcess:
        own = {"ZAKBOEK_PORT": self.addresses[name].rpartition(":")[2], "ZAKBOEK_VAR_DIR": str(self._folder / name)}
        command = [sys.executable, "-m", "api.server"]
        return self._process(name, command, {**os.environ, **shared, **own}, f"{self.addresses[name]}/livez")

    def _engine(self, name: str, shared: Mapping[str, str]) -> BackgroundProcess:
        folder = self._folder / name
        folder.mkdir()
        settings = Settings.model_validate({"var_dir": folder, "bridge_secret": self._secret})
        own = {**environment(settings, self._model), "ZAKBOEK_TRACKER_URL": shared["ZAKBOEK_TRACKER_URL"]}
        port = self.addresses[name].rpartition(":")[2]
        command = [str(RASA_PYTHON), "-m", "bridge", "--model", str(self._model), "--port", port]
        return self._process(name, command, {**os.environ, **own}, f"{self.addresses[name]}/")

    def _process(self, name: str, command: list[str], given: dict[str, str], ready: str) -> BackgroundProcess:
        return _Part(command, ROOT, given, self._folder / f"{name}.log", ready)


class _Part(BackgroundProcess):
    """Ready as soon as it answers anything at all: an engine opens its port once its model is loaded."""

    def is_ready(self, status: int) -> bool:
        """Whatever it says."""
        return True
