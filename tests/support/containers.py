"""The images, built and run by podman: for tests, and apart from whatever else podman has on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from content.paths import MODELS, ROOT

CACHE = Path(os.environ.get("ZAKBOEK_CONTAINER_CACHE", "/var/cache/zakboek-containers"))
COMPOSE_FILE = ROOT / "docker-compose.yml"
PODMAN_COMPOSE = ["tool", "run", "--quiet", "--from", "podman-compose==1.6.0", "podman-compose"]
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
OWN_BASE = "localhost/zakboek-base"
NOT_NEEDED = {"test", "site-packages", "idlelib"}

_CONTAINERS_CONF = """\
[containers]
default_ulimits = ["nofile=1024:2048", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
"""
_STORAGE_CONF = """\
[storage]
driver = "{driver}"
graphroot = "{cache}/storage"
runroot = "/run/zakboek-containers"
"""


def missing() -> str | None:
    """What keeps containers from being run here; None when nothing does."""
    if os.geteuid() != 0:
        return "only root can run these containers"
    for program in ("podman", "runc", "iptables", "catatonit"):
        if shutil.which(program) is None:
            return f"{program} is missing (sudo apt install podman runc netavark aardvark-dns iptables catatonit mmdebstrap)"
    return None


class Podman:
    """Runs podman with images and networks of its own."""

    def __init__(self) -> None:
        CACHE.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            "CONTAINERS_CONF": self._write("containers.conf", _CONTAINERS_CONF),
            "CONTAINERS_STORAGE_CONF": self._write(
                "storage.conf", _STORAGE_CONF.format(cache=CACHE, driver=_storage_driver())
            ),
        }

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """One command of podman; CalledProcessError when it fails, its messages on this process's own output."""
        return subprocess.run(
            ["podman", *arguments], env=self.environment, stdout=subprocess.PIPE, text=True, check=check
        )

    def out(self, *arguments: str) -> str:
        """What a command of podman prints."""
        return self.run(*arguments).stdout.strip()

    def inspect(self, thing: str) -> dict[str, Any]:
        """What podman knows of a container, an image or a network."""
        found: dict[str, Any] = json.loads(self.out("inspect", thing))[0]
        return found

    def build(self) -> None:
        """Build the images that the compose file names; what has not changed comes from the cache."""
        services = yaml.safe_load(COMPOSE_FILE.read_text(encoding="utf-8"))["services"].values()
        for image, dockerfile in sorted({(service["image"], service["build"]["dockerfile"]) for service in services}):
            options = [*self._build_options(ROOT / dockerfile), "--file", dockerfile]
            self.run("build", *options, "--tag", f"localhost/{image}", str(ROOT))
        self.run("image", "prune", "--force", "--filter", "until=168h")

    def _build_options(self, dockerfile: Path) -> Iterator[str]:
        yield from ("--quiet", "--layers", "--network", "host")
        if not self._can_pull(dockerfile):
            yield from ("--build-arg", f"BASE={self._own_base()}")
        if CERTIFICATES.exists():
            yield from ("--secret", f"id=certificates,src={CERTIFICATES}")
        if MODELS.exists():
            yield from ("--build-context", f"models={MODELS.resolve()}")

    def _can_pull(self, dockerfile: Path) -> bool:
        """Whether the usual base can be had; not asked again once one of our own had to be made."""
        if self.run("image", "exists", OWN_BASE, check=False).returncode == 0:
            return False
        usual = dockerfile.read_text(encoding="utf-8").split("ARG BASE=")[1].split()[0]
        asked = ["timeout", "15", "podman", "manifest", "inspect", f"docker://{usual}"]
        return subprocess.run(asked, env=self.environment, capture_output=True, check=False).returncode == 0

    def _own_base(self) -> str:
        """Debian and this machine's own Python 3.10: a base that needs no registry of images."""
        if self.run("image", "exists", OWN_BASE, check=False).returncode != 0:
            self._make_base()
        return OWN_BASE

    def _make_base(self) -> None:
        debian, folder = CACHE / "debian.tar", CACHE / "base"
        packages = "--include=python3,ca-certificates"
        if not debian.exists():
            if shutil.which("mmdebstrap") is None:
                raise FileNotFoundError("no base image can be had, and mmdebstrap, which makes one, is missing")
            command = ["mmdebstrap", "--quiet", "--variant=minbase", packages, "bookworm", str(debian)]
            subprocess.run(command, check=True)
        self.run("import", "--quiet", str(debian), f"{OWN_BASE}-debian")
        shutil.rmtree(folder, ignore_errors=True)
        _copy_python(ROOT / "rasa" / ".venv" / "bin" / "python", folder)
        file = CACHE / "base.Dockerfile"
        file.write_text(
            f"FROM {OWN_BASE}-debian\nCOPY . /usr/local/\nRUN ldconfig && python3.10 -c 'import ssl, sqlite3'\n"
        )
        self.run("build", "--quiet", "--network", "host", "--tag", OWN_BASE, "--file", str(file), str(folder))

    def _write(self, name: str, text: str) -> str:
        (CACHE / name).write_text(text, encoding="utf-8")
        return str(CACHE / name)


def _storage_driver() -> str:
    """overlay where the kernel has it; vfs, which copies every layer, where not."""
    return "overlay" if "\toverlay\n" in Path("/proc/filesystems").read_text(encoding="utf-8") else "vfs"


def _copy_python(python: Path, folder: Path) -> None:
    """A Python of this machine, laid out as under /usr/local, without what is needed only to build or test it."""
    home = Path(subprocess.check_output([python, "-c", "import sys; print(sys.base_prefix)"], text=True).strip())
    (folder / "bin").mkdir(parents=True)
    shutil.copy2(home / "bin" / "python3.10", folder / "bin")
    for library in home.glob("lib/libpython3*.so*"):
        (folder / "lib").mkdir(exist_ok=True)
        shutil.copy2(library, folder / "lib", follow_symlinks=False)
    unneeded = shutil.ignore_patterns(*NOT_NEEDED, "config-*")
    shutil.copytree(home / "lib" / "python3.10", folder / "lib" / "python3.10", symlinks=True, ignore=unneeded)


class Composed:
    """docker-compose.yml brought up in a folder of its own, with the content and the settings that stand there."""

    def __init__(self, podman: Podman, folder: Path, settings: dict[str, str]) -> None:
        self.podman, self.folder, self.name = podman, folder, "zakboek-test"
        self.url = f"http://127.0.0.1:{settings['ZAKBOEK_PORT']}"
        shutil.copy(COMPOSE_FILE, folder)
        shutil.copytree(ROOT / "data", folder / "data", dirs_exist_ok=True)
        (folder / ".env").write_text("".join(f"{name}={value}\n" for name, value in settings.items()), encoding="utf-8")

    def compose(self, *arguments: str) -> None:
        """One command of podman-compose; CalledProcessError when it fails."""
        command = [str(ROOT / ".tools" / "bin" / "uv"), *PODMAN_COMPOSE, "--in-pod=false", "--project-name", self.name]
        environment = {**self.podman.environment, "UV_PYTHON": sys.executable}
        subprocess.run([*command, *arguments], cwd=self.folder, env=environment, check=True)

    @contextmanager
    def up(self) -> Iterator[Composed]:
        """Everything started; stopped and its volumes removed when the block ends."""
        self.compose("down", "--volumes")
        try:
            self.compose("up", "--detach", "--no-build")
            yield self
        except BaseException:
            for service in ("door", "rasa", "actions"):
                self.podman.run("logs", "--tail", "30", self.container(service), check=False)
            raise
        finally:
            self.compose("down", "--volumes")

    def container(self, service: str) -> str:
        """The id of a service's container."""
        labels = {"com.docker.compose.project": self.name, "com.docker.compose.service": service}
        filters = [f"--filter=label={label}={value}" for label, value in labels.items()]
        return self.podman.out("ps", "--all", "--quiet", *filters)

    def python(self, service: str, code: str) -> str:
        """What Python prints in a service's container."""
        return self.podman.out("exec", self.container(service), "python", "-c", code)
