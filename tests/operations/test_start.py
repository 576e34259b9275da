"""What keeps the assistant from starting is its last line, with what to do."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from content.paths import ROOT, model_card
from contract.version import CONTRACT_VERSION
from operations.serve.reading import UnreadableContent, reading_beside
from operations.serve.start import check_unchanged
from runtime.checksum import write_checksum
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
        "TRACKER_URL": f"sqlite:///{var_dir / 'tracker.db'}",
    }
    environment = {**os.environ, **{f"ZAKBOEK_{name}": value for name, value in settings.items()}}
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    return (done.stdout + done.stderr).strip().splitlines()[-1]


SERVE = [sys.executable, "-m", "operations.serve", "models/none.tar.gz"]
DOOR = [sys.executable, "-m", "uvicorn", "--factory", "api.main:create_app", "--port", "0"]
RASA = [str(RASA_PYTHON), "-m", "bridge", "--model", "models/none.tar.gz"]


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


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """One that fits, as far as can be seen without loading it."""
    archive = tmp_path / "zakboek-proef.tar.gz"
    with tarfile.open(archive, "w:gz"):
        pass
    model_card(archive).write_text(json.dumps({"contract": CONTRACT_VERSION}), encoding="utf-8")
    return archive


def test_a_model_of_which_nobody_knows_what_it_was(tmp_path: Path, model: Path) -> None:
    told = last_line([*SERVE[:-1], str(model)], tmp_path)
    assert f"{model.name}.sha256" in told
    assert "make train" in told


def test_a_model_that_was_changed(tmp_path: Path, model: Path) -> None:
    write_checksum(model)
    model.write_bytes(gzip.compress(gzip.decompress(model.read_bytes()) + bytes(512)))
    told = last_line([*SERVE[:-1], str(model)], tmp_path)
    assert f"{model} is not what it was" in told
    assert "make train" in told


def test_a_model_that_is_not_the_one_that_is_wanted(
    tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_checksum(model)
    check_unchanged(model, "")
    monkeypatch.setenv("ZAKBOEK_MODEL_SHA256", "0" * 64)
    assert "ZAKBOEK_MODEL_SHA256" in last_line([*SERVE[:-1], str(model)], tmp_path)


def test_content_with_a_mistake(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_checksum(model)
    tool = tmp_path / "tools" / "stappenplan.yml"
    tool.parent.mkdir()
    tool.write_text("titel: [", encoding="utf-8")
    monkeypatch.setenv("ZAKBOEK_TOOLS_DIR", str(tool.parent))
    told = last_line([*SERVE[:-1], str(model)], tmp_path)
    assert str(tool) in told
    assert "YAML" in told


def test_content_is_read_beside_the_rest_of_a_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with reading_beside() as reading:
        reading.finish()
    monkeypatch.setenv("ZAKBOEK_TOOLS_DIR", str(tmp_path))
    (tmp_path / "stappenplan.yml").write_text("titel: [", encoding="utf-8")
    with reading_beside() as reading, pytest.raises(UnreadableContent, match=r"stappenplan\.yml:1"):
        reading.finish()


def test_before_anything_is_started_the_folder_is_closed_to_others() -> None:
    config = ConfigParser(interpolation=None)
    config.read(Path(ROOT) / "operations" / "serve" / "supervisord.conf")
    assert config["supervisord"]["umask"] == "077"
