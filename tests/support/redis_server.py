"""A Redis server of the tests' own, on a socket in a folder that goes with it; Debian's package `redis-server`."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import redis


def missing() -> str:
    """Why there can be no server here, for who skips; empty when there can."""
    return "" if shutil.which("redis-server") else "Redis is not installed (sudo apt install redis-server)"


class RedisServer:
    """One that can be stopped and started, with nothing on a disk."""

    def __init__(self, folder: Path, password: str = "") -> None:
        self._folder = folder
        self._password = password
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self._folder / "redis.sock"

    def address(self, password: str = "") -> str:
        """As in ZAKBOEK_REDIS_URL."""
        return f"unix://{f':{password}@' if password else ''}{self.socket}"

    def start(self) -> None:
        """Until it answers."""
        secret = ["--requirepass", self._password] if self._password else []
        command = ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", *secret]
        self._process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if b"ready to accept connections at" in line.lower():
                return
        raise AssertionError("redis-server ended at its start")

    def stop(self) -> None:
        """At once; who is connected is thrown out."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
            self.socket.unlink(missing_ok=True)

    def client(self) -> redis.Redis:
        """A client beside the doors'."""
        return redis.Redis.from_url(self.address(self._password), decode_responses=True)


@contextlib.contextmanager
def running_redis(password: str = "") -> Iterator[RedisServer]:
    """One that is gone afterwards, with all that was in it; in /tmp, since the path of a socket has to be short."""
    folder = Path(tempfile.mkdtemp(prefix="zakboek-redis-"))
    server = RedisServer(folder, password)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
