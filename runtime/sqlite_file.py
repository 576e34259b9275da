"""An SQLite file: can it be used when a process starts, does only this user read it, what is waited for later."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sqlite3
import stat
import tempfile
import time
from pathlib import Path

logger = logging.getLogger(__name__)

LONGEST_CHECK_SECONDS = 2.0
LOCKED_SECONDS = 2.0
EMPTYING_MILLISECONDS = 200
"""How long emptying the write-ahead log waits for readers; nothing can be written meanwhile."""

TRY_AGAIN_SECONDS = 1.0
"""From one try whether something can be written to the next, however many ask."""

TRIED_BYTES = 8192
"""Written to find that out, some pages of the file: one with room for a word only is as good as full."""

_LITTLE_ROOM_BYTES = 128 * 1024
_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 10_000


class UnusableFile(Exception):
    """A database that cannot be used; one line that says which file, what is wrong with it and what to do."""


def check(file: Path) -> None:
    """Make the file and its folder when they are not there, for this user only; UnusableFile when it cannot be used.

    A file too large to be looked through in `LONGEST_CHECK_SECONDS` counts as sound when nothing was found until then.
    """
    _check_folder(file.parent)
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(file, timeout=LOCKED_SECONDS, isolation_level=None)) as connection:
            damage = _damage(connection)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
    except OSError as error:
        raise UnusableFile(_not_writable(file, str(error.strerror))) from error
    except sqlite3.OperationalError as error:
        raise UnusableFile(_operational(file, str(error))) from error
    except sqlite3.DatabaseError as error:
        raise UnusableFile(_damaged(file, str(error))) from error
    if damage:
        raise UnusableFile(_damaged(file, damage))


def make_private(folder: Path) -> None:
    """Let only this user into `folder`, made when it is not there, and its files.

    What cannot be changed is said in the log: a folder of somebody else, or one that is shared by design, as /tmp is.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & stat.S_ISVTX:
        logger.warning("The folder %s is shared by all users of this machine; set ZAKBOEK_VAR_DIR to another.", folder)
        return
    files = [file for file in folder.iterdir() if file.is_file() and not file.is_symlink()]
    for path, mode in [(folder, 0o700), *((file, 0o600) for file in files)]:
        try:
            if stat.S_IMODE(path.stat().st_mode) & 0o077:
                path.chmod(mode)
        except OSError as error:
            logger.warning("Others on this machine may read %s, and that cannot be changed: %s", path, error.strerror)


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UnusableFile(_not_writable(folder, str(error.strerror))) from error


def _damage(connection: sqlite3.Connection) -> str:
    """The first thing that is wrong in the file, or nothing."""
    until = time.monotonic() + LONGEST_CHECK_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK)
    try:
        [[found], *_] = connection.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.OperationalError as error:
        if str(error) != "interrupted":
            raise
        return ""
    finally:
        connection.set_progress_handler(None, 0)
    return "" if found == "ok" else str(found).replace("\n", " ")


def _not_writable(path: Path, reason: str) -> str:
    return (
        f"{path} cannot be written ({reason}). Let the user that runs the assistant (number {os.geteuid()}) "
        "write there, or set ZAKBOEK_VAR_DIR to another folder."
    )


def _operational(file: Path, reason: str) -> str:
    if "locked" in reason:
        return f"The database {file} is held by another program ({reason}). Stop that program and start again."
    if "full" in reason or shutil.disk_usage(file.parent).free < _LITTLE_ROOM_BYTES:  # then "disk I/O error" too
        return f"The database {file} cannot grow ({reason}). Make room on its disk and start again."
    return _not_writable(file, reason)


def _damaged(file: Path, reason: str) -> str:
    return (
        f"The database {file} is damaged ({reason}). Put a backup in its place (docs/operators/running.md, Backups), "
        "or move it away to begin with an empty one."
    )
