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

from api.settings import Settings
from content.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((Path(ROOT) / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]


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
    """What a service's image has of the project."""
    dockerfile = (Path(ROOT) / SERVICES[name]["build"]["dockerfile"]).read_text(encoding="utf-8")
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


def test_the_doors_variables_are_settings() -> None:
    known = {f"ZAKBOEK_{field.upper()}" for field in Settings.model_fields}
    assert set(SERVICES["door"]["environment"]) <= known
