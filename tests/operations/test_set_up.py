"""Set-up on a bare machine: a Python that is missing is fetched by uv, or the ways to get one are named."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

import pytest

from content.paths import ROOT

UV = ROOT / ".tools" / "bin" / "uv"
FETCH = ROOT / "operations" / "setup" / "python.sh"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
BUILD = "20200101"
NOT_NEEDED = {"test", "idlelib", "ensurepip", "site-packages", "dist-packages", "tkinter", "lib2to3", "__pycache__"}

needs_uv = pytest.mark.skipif(not UV.exists(), reason="uv is not at hand; `make setup` gets it")


@pytest.fixture(scope="module")
def ready_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This machine's own Python, packed as python-build-standalone packs its releases."""
    folder = tmp_path_factory.mktemp("mirror")
    name = f"cpython-{platform.python_version()}+{BUILD}-{platform.machine()}-unknown-linux-gnu-install_only.tar.gz"

    def needed(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
        parts = Path(member.name).parts
        return None if any(part in NOT_NEEDED or part.startswith("config-") for part in parts) else member

    with tarfile.open(folder / name, "w:gz", compresslevel=1) as packed:
        packed.add(Path(sys.executable).resolve(), f"python/bin/python{VERSION}")
        packed.add(sysconfig.get_path("stdlib"), f"python/lib/python{VERSION}", filter=needed)
    return folder / name


def listed(build: Path, sha256: str, folder: Path) -> str:
    """The address of a list of ready builds, in uv's form, that names one with a hash."""
    major, minor, patch = map(int, platform.python_version_tuple())
    entry = {
        **{"name": "cpython", "arch": {"family": platform.machine(), "variant": None}, "os": "linux", "libc": "gnu"},
        **{"major": major, "minor": minor, "patch": patch, "prerelease": "", "variant": None, "build": BUILD},
        **{"url": build.as_uri(), "sha256": sha256},
    }
    (folder / "builds.json").write_text(json.dumps({"only": entry}), encoding="utf-8")
    return (folder / "builds.json").as_uri()


def fetch(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script where this machine's own Pythons do not count."""
    here = {
        **{"PATH": os.environ["PATH"], "HOME": str(folder), "UV_CACHE_DIR": str(folder / "cache")},
        **{"UV_PYTHON_PREFERENCE": "only-managed", "UV_PYTHON_INSTALL_DIR": str(folder / "pythons")},
    }
    command = [str(FETCH), str(UV), VERSION, "it is asked for"]
    return subprocess.run(command, cwd=folder, env={**here, **environment}, capture_output=True, text=True, check=False)


@needs_uv
def test_a_python_that_is_missing_is_fetched_after_saying_so(ready_build: Path, tmp_path: Path) -> None:
    builds = listed(ready_build, hashlib.sha256(ready_build.read_bytes()).hexdigest(), tmp_path)
    ran = fetch(tmp_path, UV_PYTHON_DOWNLOADS_JSON_URL=builds)
    assert ran.returncode == 0, ran.stderr
    said, kept_in = ran.stdout.splitlines()
    assert said == f"Python {VERSION} is missing, and it is asked for."
    assert str(tmp_path / "pythons") in kept_in
    python = next((tmp_path / "pythons").glob(f"cpython-*/bin/python{VERSION}"))
    found = subprocess.run([python, "-c", "import json, sys; print(sys.prefix)"], capture_output=True, text=True)
    assert found.stdout.strip() == str(python.parent.parent)
    again = fetch(tmp_path)
    assert (again.returncode, again.stdout) == (0, ""), "what is there is not fetched again, nor spoken of"


@needs_uv
def test_another_file_than_the_list_names_is_refused(ready_build: Path, tmp_path: Path) -> None:
    ran = fetch(tmp_path, UV_PYTHON_DOWNLOADS_JSON_URL=listed(ready_build, "0" * 64, tmp_path))
    assert ran.returncode == 1
    assert "Hash mismatch" in ran.stderr
    assert not list((tmp_path / "pythons").glob("cpython-*"))


@needs_uv
@pytest.mark.parametrize("how", [{"UV_OFFLINE": "1"}, {"UV_PYTHON_DOWNLOADS": "never"}])
def test_without_the_internet_or_leave_the_ways_are_named(how: dict[str, str], tmp_path: Path) -> None:
    ran = fetch(tmp_path, **how)
    assert ran.returncode == 1
    assert ("uv fetches" in ran.stdout) is ("UV_OFFLINE" in how)
    for way in ("UV_PYTHON_INSTALL_MIRROR=file:///FOLDER", f"pyenv install {VERSION}", f"apt install python{VERSION}"):
        assert way in ran.stderr
    wanted = ran.stderr.split("this file in FOLDER:\n")[1].split()[0]
    assert wanted.startswith("20"), "the folder of a release, so that the file can be laid where uv looks"
    assert f"/cpython-{VERSION}." in wanted


STAND_IN_UV = """#!/bin/sh
echo "$*" >> "$UV_CALLS"
case "$1 $2" in
  "python find") [ -e "$UV_CALLS.fetched" ] ;;
  "python install") [ -z "${NO_INTERNET:-}" ] && touch "$UV_CALLS.fetched" ;;
  "sync "*) mkdir -p .venv ;;
esac
"""


def make(folder: Path, target: str, **environment: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a part of set-up in a copy of the project without Python 3.10, and what uv was asked."""
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copytree(ROOT / "operations" / "setup", folder / "operations" / "setup")
    for place in ("", "rasa"):
        (folder / place).mkdir(exist_ok=True)
        for name in ("pyproject.toml", "uv.lock"):
            (folder / place / name).touch()
    uv = folder / ".tools" / "bin" / "uv"
    uv.parent.mkdir(parents=True)
    uv.write_text(STAND_IN_UV, encoding="utf-8")
    uv.chmod(0o755)
    calls = folder / "calls"
    env = {"PATH": os.environ["PATH"], "UV_CALLS": str(calls), **environment}
    ran = subprocess.run(["make", target], cwd=folder, env=env, capture_output=True, text=True, check=False)
    return ran, [line for line in calls.read_text(encoding="utf-8").splitlines() if "find" not in line]


def test_set_up_fetches_rasas_python_and_goes_on(tmp_path: Path) -> None:
    ran, asked = make(tmp_path, "rasa/.venv/.ready")
    assert ran.returncode == 0, ran.stderr
    assert "Python 3.10 is missing, and Rasa 3.6 runs on no newer one." in ran.stdout
    assert asked.index("python install --no-bin 3.10") < asked.index("sync --locked --inexact --quiet")


def test_set_up_stops_where_rasas_python_cannot_be_had(tmp_path: Path) -> None:
    ran, asked = make(tmp_path, "rasa/.venv/.ready", NO_INTERNET="yes")
    assert ran.returncode != 0
    assert "UV_PYTHON_INSTALL_MIRROR" in ran.stderr
    assert not [call for call in asked if call.startswith("sync")]


def test_set_up_fetches_a_python_for_the_door_where_the_machines_own_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        (old / name).write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")  # says nothing of 3.11 or newer
        (old / name).chmod(0o755)
    ran, asked = make(tmp_path, ".venv/.ready", PATH=f"{old}:{os.environ['PATH']}")
    assert ran.returncode == 0, ran.stderr
    assert asked == ["python dir", "python install --no-bin 3.12", "sync --locked --quiet --python 3.12"]
