"""docker-compose.yml, as far as it can be checked without an engine."""

from __future__ import annotations

import itertools
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.settings import load_settings, variable
from content.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((Path(ROOT) / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
DOOR: dict[str, str] = SERVICES["door"]["environment"]

ACTION_TIMEOUT_SECONDS = 10
FIXED = {
    "rasa_url": "Rasa is a container of its own",
    "rasa_port": "stands in rasa_url",
    "actions_apart": "the door does not call the actions",
    "actions_port": "the door does not call the actions",
    "actions_secret": "the door does not call the actions",
    "var_dir": "the volume",
    "database_url": "a file in the volume",
    "gemeenten_dir": "data/ is mounted whole, in all three containers",
    "tools_dir": "data/ is mounted whole, in all three containers",
}
"""Settings that one cannot choose in a container, with the reason."""


def test_only_the_door_is_published_and_reaches_outside() -> None:
    assert set(SERVICES) == {"door", "rasa", "actions"}
    assert [name for name, service in SERVICES.items() if "profiles" in service] == ["actions"], "a setting is needed"
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["door"]
    assert [name for name, service in SERVICES.items() if "outside" in service["networks"]] == ["door"]
    assert COMPOSE["networks"]["inside"]["internal"] is True


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_is_hardened_and_watched(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["init"] is True, "the first process of a container is deaf to a signal that it does not handle yet"
    assert service["healthcheck"]["test"]
    dockerfile = (Path(ROOT) / service["build"]["dockerfile"]).read_text(encoding="utf-8")
    assert "USER 10001:10001" in dockerfile
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


@pytest.mark.parametrize("name", ["door", "rasa"])
def test_everything_that_is_copied_is_given_to_the_build(name: str) -> None:
    lines = (Path(ROOT) / ".dockerignore").read_text("utf-8").splitlines()
    given = [Path(line.removeprefix("!")) for line in lines if line.startswith("!")]
    dockerfile = (Path(ROOT) / SERVICES[name]["build"]["dockerfile"]).read_text("utf-8")
    copies = [
        line.split()[1:-1] for line in dockerfile.splitlines() if line.startswith("COPY ") and "--from" not in line
    ]
    for source in map(Path, itertools.chain(*copies)):
        assert any(source == place or place in source.parents for place in given), source


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
    assert SERVICES["door"]["env_file"] == ".env", "all that stands there, names that are no setting too"
    assert {name for name, value in DOOR.items() if "${" not in value} == {variable(field) for field in FIXED}
    assert {name for name, value in DOOR.items() if not value.startswith(f"${{{name}:")} == {
        variable(field) for field in FIXED
    }, "a value of its own hides what stands in .env"


def fixed_in_the_image() -> list[tuple[str, str]]:
    """What the door's image says of its settings, whatever it gets from outside."""
    _, _, command = (Path(ROOT) / SERVICES["door"]["build"]["dockerfile"]).read_text("utf-8").partition("\nCMD ")
    words = json.loads(command.replace("\\\n", ""))
    assert words[0] == "env"
    return [(name, value) for name, _, value in (word.partition("=") for word in words) if name.startswith("ZAKBOEK_")]


def test_where_it_is_published_is_not_mixed_up_with_where_it_listens() -> None:
    # podman-compose 1.6.0 fills in `ports` with what stands under `environment`, where .env is silent.
    published = set(re.findall(r"\$\{(\w+)", "".join(SERVICES["door"]["ports"])))
    assert published == {name for name, _ in fixed_in_the_image()} == {"ZAKBOEK_HOST", "ZAKBOEK_PORT"}
    assert not published & set(DOOR)
    assert SERVICES["door"]["ports"][0].startswith("${ZAKBOEK_HOST:-127.0.0.1}:")


def test_what_is_fixed_in_the_container_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in FIXED:
        monkeypatch.setenv(variable(field), DOOR[variable(field)])
    for name, value in fixed_in_the_image():
        monkeypatch.setenv(name, value)
    settings = load_settings()
    assert (settings.rasa_engines, settings.host, settings.port) == (["http://rasa:5005"], "0.0.0.0", 8000)  # noqa: S104
    assert settings.database == "sqlite:////zakboek/var/gesprekken.db"


def test_no_secret_stands_in_the_file() -> None:
    for given in (DOOR, SERVICES["rasa"]["environment"], SERVICES["actions"].get("environment", {})):
        for name, value in given.items():
            assert not name.endswith(("SECRET", "PASSWORD")) or not value or value.startswith("${"), name


@pytest.mark.parametrize("name", SERVICES)
def test_a_part_waits_for_no_other_and_has_time_to_stop(name: str) -> None:
    assert "depends_on" not in SERVICES[name]
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert int(SERVICES[name]["stop_grace_period"].removesuffix("s")) > (
        ACTION_TIMEOUT_SECONDS if name == "actions" else load_settings().turn_timeout
    )


def test_rasa_is_healthy_once_its_model_is_loaded() -> None:
    assert SERVICES["rasa"]["healthcheck"]["test"] == ["CMD", "python", "-m", "bridge.healthy"]


def test_nothing_is_learnt_from_scratch_for_a_change_in_the_content() -> None:
    dockerfile = (Path(ROOT) / SERVICES["rasa"]["build"]["dockerfile"]).read_text("utf-8")
    training = dockerfile.split(" AS trained\n")[1].split("\nFROM ")[0]
    assert "--mount=type=cache,id=zakboek-models,target=/zakboek/models" in training
    assert [line for line in training.splitlines() if line.startswith("COPY data")] == [
        "COPY data/training data/training"
    ]


# Several doors

DOORS: dict[str, Any] = yaml.safe_load((Path(ROOT) / "docker-compose.doors.yml").read_text(encoding="utf-8"))
ADDED: dict[str, Any] = DOORS["services"]
SHARED: dict[str, str] = ADDED["door"]["environment"]


def test_two_doors_share_their_databases_redis_and_master_key() -> None:
    assert set(ADDED) == {"door", "door-2", "postgres", "redis"}
    assert set(SHARED) == {"ZAKBOEK_DATABASE_URL", "ZAKBOEK_KEYS_URL", "ZAKBOEK_REDIS_URL", "ZAKBOEK_MASTER_KEY"}
    assert ADDED["door-2"]["environment"] == {**DOOR, **SHARED}
    same = ("image", "restart", "init", "read_only", "tmpfs", "cap_drop", "security_opt", "env_file", "networks")
    for name in (*same, "stop_grace_period", "healthcheck"):
        assert ADDED["door-2"][name] == SERVICES["door"][name], name
    own = {place.split(":")[0] for place in ADDED["door-2"]["volumes"]} & set(COMPOSE["volumes"])
    assert own == set(), "each door has a folder of its own"


def test_what_doors_share_is_on_the_inner_network_hardened_and_watched() -> None:
    for name in ("postgres", "redis"):
        service = ADDED[name]
        assert (service["networks"], "ports" in service) == (["inside"], False)
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert (service["user"], service["restart"]) == (name, "unless-stopped")
        assert re.fullmatch(r"docker\.io/library/\w+:[\d.]+", service["image"]), "a version"
        assert service["healthcheck"]["test"]


def test_what_doors_share_can_be_used_and_no_secret_stands_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in ADDED.values():
        for name, value in service["environment"].items():
            if name.endswith(("SECRET", "PASSWORD", "MASTER_KEY", "DATABASE_URL", "KEYS_URL", "REDIS_URL")) and value:
                assert re.search(r"\$\{\w+:\?", value), f"{name} has to be set in .env"
    for name, value in SHARED.items():
        monkeypatch.setenv(name, re.sub(r"\$\{\w+:\?[^}]*\}", "ab12", value))
    settings = load_settings()
    made = ADDED["postgres"]["environment"]["POSTGRES_DB"]
    second = (Path(ROOT) / "operations" / "deploy" / "second_database.sql").read_text(encoding="utf-8")
    assert settings.database.endswith(f"@postgres/{made}")
    assert f"CREATE DATABASE {settings.keys.rpartition('/')[2]} OWNER zakboek" in second


@pytest.mark.skipif(shutil.which("redis-server") is None, reason="Redis is not installed")
def test_redis_asks_for_the_password_and_keeps_nothing_on_a_disk(tmp_path: Path) -> None:
    command = (
        ADDED["redis"]["command"]
        .replace("$$", "$")
        .replace("\\nmaxmemory 64mb", "\\nport 0\\nunixsocket r.sock\\nmaxmemory 64mb")
    )
    server = subprocess.Popen(
        shlex.split(command),
        cwd=tmp_path,
        env={**os.environ, "REDIS_PASSWORD": "ab12"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert server.stdout is not None
        assert any("eady to accept connections" in line for line in server.stdout)
        asked = ["redis-cli", "-s", str(tmp_path / "r.sock")]
        assert "NOAUTH" in subprocess.run([*asked, "ping"], capture_output=True, text=True, check=False).stdout
        with_password = {**os.environ, "REDISCLI_AUTH": "ab12"}
        told = subprocess.check_output([*asked, "config", "get", "save"], env=with_password, text=True)
        assert told.split() == ["save"]
    finally:
        os.killpg(server.pid, signal.SIGKILL)  # the shell and the server, which is its child
        server.communicate()
