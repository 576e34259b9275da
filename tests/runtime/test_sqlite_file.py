"""A database that cannot be used is named in one line, and nobody else reads the one that can."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from runtime import sqlite_file
from runtime.sqlite_file import UnusableFile, check, make_private
from tests.support.store_trouble import damage, locked

NOBODY = 65534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "tracker.db"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE events (data TEXT)")
        connection.executemany("INSERT INTO events VALUES (?)", [("x" * 3000,)] * 20)
    connection.close()
    return file


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that this process may not write to, also where the tests are run by root."""
    folder = Path(tempfile.mkdtemp(prefix="read-only"))
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    yield folder
    os.seteuid(os.getuid())
    shutil.rmtree(folder)


def test_a_new_one_is_made_for_this_user_only(tmp_path: Path) -> None:
    check(tmp_path / "var" / "tracker.db")
    assert [oct(path.stat().st_mode)[-3:] for path in (tmp_path / "var", tmp_path / "var" / "tracker.db")] == [
        "700",
        "600",
    ]


def test_a_sound_one_passes_and_is_left_as_it_was(file: Path) -> None:
    before = file.read_bytes()
    check(file)
    assert file.read_bytes() == before


def test_a_large_one_is_not_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "LONGEST_CHECK_SECONDS", -1)
    monkeypatch.setattr(sqlite_file, "_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK", 1)
    check(file)


def refused(file: Path) -> str:
    with pytest.raises(UnusableFile) as raised:
        check(file)
    assert "\n" not in str(raised.value)
    assert str(file.parent) in str(raised.value)
    return str(raised.value)


def test_a_damaged_one(file: Path) -> None:
    damage(file)
    assert "damaged" in refused(file)


def test_what_is_no_database(file: Path) -> None:
    file.write_text("geen database " * 500, encoding="utf-8")
    assert "damaged (file is not a database)" in refused(file)


def test_one_that_another_program_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "LOCKED_SECONDS", 0)
    with locked(file):
        assert "held by another program" in refused(file)


def test_a_folder_that_cannot_be_written(read_only_folder: Path) -> None:
    assert "Permission denied" in refused(read_only_folder / "tracker.db")


def test_a_file_that_cannot_be_written(file: Path, read_only_folder: Path) -> None:
    os.seteuid(os.getuid())
    own = read_only_folder / "own"
    own.mkdir(mode=0o777)
    own.chmod(0o777)
    shutil.copy(file, own)
    (own / file.name).chmod(0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)
    assert "cannot be written" in refused(own / file.name)


def test_a_folder_that_is_a_file(file: Path) -> None:
    assert "cannot be written" in refused(file / "var" / "tracker.db")


def test_a_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "rasa.log").write_text("x", encoding="utf-8")
    (tmp_path / "rasa.log").chmod(0o644)
    make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "rasa.log").stat().st_mode & 0o777 == 0o600


def test_a_folder_that_all_share_is_left_and_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    tmp_path.chmod(0o1777)
    make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777
    assert "ZAKBOEK_VAR_DIR" in caplog.text


def test_a_folder_of_somebody_else_is_said(read_only_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can own a folder that another user meets")
    make_private(read_only_folder)
    assert "cannot be changed" in caplog.text


def test_a_disk_without_room_is_named_whatever_sqlite_calls_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> sqlite3.Connection:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite3, "connect", no_room)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    with pytest.raises(UnusableFile, match=r"cannot grow \(disk I/O error\)\. Make room on its disk"):
        check(file)
