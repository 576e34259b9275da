"""A PostgreSQL server of the tests' own, on a socket in a folder that goes with it; Debian's package `postgresql`."""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DRIVER = import_module("psycopg" if find_spec("psycopg") else "psycopg2")
"""The door's or Rasa's, whichever environment this is."""

SERVER_USER = "postgres"
"""Whom the server runs as where the tests run as root, which it refuses to be."""

SETTINGS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=120 -c timezone=Asia/Tokyo"
"""No network, no waiting for a disk, and another time zone than anybody's."""


def missing() -> str:
    """Why there can be no server here, for who skips; empty when there can."""
    if _programs() is None:
        return "PostgreSQL is not installed (sudo apt install postgresql)"
    if os.geteuid() == 0 and (SERVER_USER not in {user.pw_name for user in pwd.getpwall()} or not _runuser()):
        return f"PostgreSQL does not run as root, and there is no user {SERVER_USER} or no runuser"
    return ""


class Server:
    """One that can be stopped and started; each database in it is made on demand."""

    def __init__(self, folder: Path) -> None:
        """In a folder of `SERVER_USER`'s; what stands in it already goes on."""
        self.folder = folder
        self._numbers = itertools.count()
        if not (folder / "data").exists():
            self._run("initdb", "-D", f"{folder}/data", "-U", "zakboek", "-A", "trust", "-E", "UTF8", "--no-sync")

    def start(self) -> None:
        """Until it takes connections."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", self._options, "start")

    def stop(self, mode: str = "fast") -> None:
        """Who is connected is thrown out; at once when `mode` is "immediate", as in a crash."""
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", mode, "stop")

    def make_database(self) -> str:
        """The name of a new one."""
        name = f"database_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name}")
        return name

    def execute(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """What a statement finds."""
        with contextlib.closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def connect(self, database: str) -> Any:
        """A connection of the driver's beside those under test, each of whose statements is a transaction."""
        connection = DRIVER.connect(host=str(self.folder), user="zakboek", dbname=database)
        connection.autocommit = True
        return connection

    def address(self, database: str) -> str:
        """As in ZAKBOEK_DATABASE_URL."""
        return f"postgresql+psycopg://zakboek@/{database}?host={self.folder}"

    @property
    def _options(self) -> str:
        return f"{SETTINGS} -c unix_socket_directories={self.folder}"

    def _run(self, program: str, *arguments: str) -> None:
        programs = _programs()
        assert programs is not None
        as_user = ["runuser", "-u", SERVER_USER, "--"] if os.geteuid() == 0 else []
        command = [*as_user, str(programs / program), *arguments]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """One that is gone afterwards, with all that was in it; in /tmp, since the path of a socket has to be short."""
    folder = Path(tempfile.mkdtemp(prefix="zakboek-pg-"))
    try:
        with server_in(folder, stop="immediate") as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def server_in(folder: Path, stop: str = "fast") -> Iterator[Server]:
    """One whose databases stay in the folder, which has a short path; how it is to `stop` as of `Server.stop`."""
    if os.geteuid() == 0:
        shutil.chown(folder, SERVER_USER)
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            server.stop(stop)


def _programs() -> Path | None:
    """The folder of the newest version that is installed: Debian puts none of it in PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _runuser() -> bool:
    return shutil.which("runuser") is not None
