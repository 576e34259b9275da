"""Brings `uv` into the project's folder: `python3 operations/setup/get_uv.py .tools`.

Runs with the system's own Python, which may have pip or not, so it needs the standard
library only. Without pip the wheel is fetched and checked against the index's own hash.
"""

import hashlib
import html
import importlib.util
import os
import platform
import re
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from io import BytesIO
from pathlib import Path

VERSION = "0.13.9"
INDEX = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple")
TIMEOUT_SECONDS = 60


def main(folder: Path) -> int:
    """Put `uv` at `folder`/bin/uv; 1 with a clear line when that fails."""
    target = folder / "bin" / "uv"
    print(f"Getting uv {VERSION} into {folder} ...", file=sys.stderr)
    try:
        if importlib.util.find_spec("pip") is not None:
            with_pip(folder)
        else:
            without_pip(target)
        subprocess.run([str(target), "--version"], check=True, stdout=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError, StopIteration, ValueError) as error:
        print(f"uv {VERSION} cannot be had from PyPI: {error}. Is there a way to the internet?", file=sys.stderr)
        return 1
    return 0


def with_pip(folder: Path) -> None:
    """Let pip do it, with the index, proxy and certificates that are set up here."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--upgrade",
        "--no-warn-script-location",
        "--root-user-action=ignore",
        "--target",
        str(folder),
    ]
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([*command, f"uv=={VERSION}"], check=True, env=environment)


def without_pip(target: Path) -> None:
    """Fetch the wheel for this machine from the index (PEP 503) and take the program out of it."""
    page = f"{INDEX.rstrip('/')}/uv/"
    kind = re.escape(f"uv-{VERSION}-py3-none-manylinux_2_17_{platform.machine()}")
    link = re.search(rf'href="([^"#]*{kind}[^"#]*)#sha256=([0-9a-f]+)"', fetch(page).decode())
    if link is None:
        raise ValueError(f"{page} has no uv {VERSION} for {platform.machine()}")
    wheel = fetch(urllib.parse.urljoin(page, html.unescape(link[1])))
    if hashlib.sha256(wheel).hexdigest() != link[2]:
        raise ValueError(f"{link[1]} does not have the hash that the index gives")
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(name))
    target.chmod(target.stat().st_mode | stat.S_IXUSR)


def fetch(address: str) -> bytes:
    """The body at an address."""
    with urllib.request.urlopen(address, timeout=TIMEOUT_SECONDS) as reply:
        content: bytes = reply.read()
    return content


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
