"""docker-compose.yml, as far as it can be checked without an engine."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import Settings, load_settings, variable
from content.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((Path(ROOT) / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]

FIXED = {
    "host": "the container's own; ZAKBOEK_HOST in .env is where the machine publishes it",
    "port": "the container's own; ZAKBOEK_PORT in .env is where the machine publishes it",
    "rasa_url": "Rasa is a container of its own",
    "rasa_port": "stands in rasa_url",
    "actions_port": "the door does not call the actions",
    "var_dir": "the volume",
    "database_url": "a file in the volume",
    "gemeenten_dir": "data/ is mounted whole, in all three containers",
    "tools_dir": "data/ is mounted whole, in all three containers",
}
"""Settings that one cannot choose in a container, with the reason."""


def test_only_the_door_is_published_and_reaches_outside() -> None:
    assert set(SERVICES) == {"door", "rasa", "actions"}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["door"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["door"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_hardened_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["healthcheck"]["test"]
    dockerfile = (Path(ROOT) / service["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert "USER 10001" in dockerfile
    assert "uv sync --locked" in dockerfile


def copied(name: str) -> list[str]:
    """What a service's image has of the project: the last stage of its Dockerfile."""
    _, _, dockerfile = (Path(ROOT) / SERVICES[name]["build"]["dockerfile"]).read_text("utf-8").rpartition("\nFROM ")
    lines = [line.split() for line in dockerfile.splitlines() if line.startswith("COPY ") and "--from" not in line]
    return list(itertools.chain(*(line[1:-1] for line in lines)))


@pytest.mark.parametrize("name", SERVICES)
def test_everything_that_is_copied_exists(name: str) -> None:
    for source in copied(name):
        assert (Path(ROOT) / source).exists(), source


def test_the_doors_image_holds_all_that_its_pages_need(tmp_path: Path) -> None:
    for source in copied("door"):
        place = tmp_path / source
        place.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / source).is_dir() else shutil.copyfile)(ROOT / source, place)
    look = """if True:
        from fastapi.testclient import TestClient
        from api.main import create_app
        with TestClient(create_app()) as client:
            for path in ("/", "/gids/", "/gids/rol/inkoper", "/widget/?versie=vast", "/widget/demo", "/v1/openapi.json"):
                assert client.get(path).status_code == 200, path
    """
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path), "ZAKBOEK_VAR_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", look], cwd=tmp_path, env=env, check=True)


def test_every_setting_reaches_the_door_or_has_a_reason() -> None:
    given = SERVICES["door"]["environment"]
    assert set(given) == {variable(field) for field in Settings.model_fields}
    assert {name for name, value in given.items() if value is not None and "${" not in value} == {
        variable(field) for field in FIXED
    }


def test_what_is_fixed_in_the_container_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in FIXED:
        monkeypatch.setenv(variable(field), SERVICES["door"]["environment"][variable(field)])
    settings = load_settings()
    assert (settings.rasa_base, settings.host, settings.port) == ("http://rasa:5005", "0.0.0.0", 8000)  # noqa: S104
    assert settings.database == "sqlite+aiosqlite:////zakboek/var/gesprekken.db"


def test_no_secret_stands_in_the_file() -> None:
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            assert not name.endswith(("SECRET", "PASSWORD")) or value is None or value.startswith("${"), name


def test_a_wrong_name_in_the_settings_file_reaches_the_door_to_be_named() -> None:
    assert SERVICES["door"]["env_file"] == ".env"
