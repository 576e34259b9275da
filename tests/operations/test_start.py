"""What keeps the assistant from starting is its last line, with what to do."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from content.paths import ROOT
from tests.support.assistant import free_ports
from tests.support.store_trouble import damage

RASA_PYTHON = Path(ROOT) / "rasa" / ".venv" / "bin" / "python"


def database(file: Path) -> Path:
    """One with some pages."""
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("CREATE TABLE events (data TEXT)")
        connection.executemany("INSERT INTO events VALUES (?)", [("x" * 3000,)] * 20)
        connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.close()
    return file


def last_line(command: list[str], var_dir: Path) -> str:
    """Of a start that must fail, and soon."""
    ports = dict(zip(("PORT", "RASA_PORT", "ACTIONS_PORT"), map(str, free_ports(3)), strict=True))
    settings = {
        **ports,
        "VAR_DIR": str(var_dir),
        "TRACKER_DB": str(var_dir / "tracker.db"),
        "TRACKER_DIALECT": "sqlite",
    }
    environment = {**os.environ, **{f"ZAKBOEK_{name}": value for name, value in settings.items()}}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    return (done.stdout + done.stderr).strip().splitlines()[-1]


SERVE = [sys.executable, "-m", "operations.serve", "models/none.tar.gz"]
DOOR = [sys.executable, "-m", "uvicorn", "--factory", "api.main:create_app", "--port", "0"]
RASA = [str(RASA_PYTHON), "-m", "bridge", "run"]


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    file = database(tmp_path / "gesprekken.db")
    told = last_line(SERVE, tmp_path)
    assert str(file) in told
    assert "newer version" in told


@pytest.mark.parametrize(("command", "name"), [(SERVE, "tracker.db"), (DOOR, "gesprekken.db")], ids=["serve", "door"])
def test_a_damaged_database(tmp_path: Path, command: list[str], name: str) -> None:
    damage(database(tmp_path / name))
    told = last_line(command, tmp_path)
    assert str(tmp_path / name) in told
    assert "damaged" in told
    assert "backup" in told.lower()


@pytest.mark.skipif(not RASA_PYTHON.exists(), reason="Rasa's environment is not there")
def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("no folder", encoding="utf-8")
    told = last_line(RASA, tmp_path / "var")
    assert str(tmp_path / "var") in told
    assert "ZAKBOEK_VAR_DIR" in told


def test_before_anything_is_started_the_folder_is_closed_to_others() -> None:
    config = ConfigParser(interpolation=None)
    config.read(Path(ROOT) / "operations" / "serve" / "supervisord.conf")
    assert config["supervisord"]["umask"] == "077"
