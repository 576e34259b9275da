"""The chat widget's script as municipalities load it: always the newest, or one release that never changes."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from api.pages.page import FOREVER, kept_fresh
from api.problems import ProblemError
from content.paths import WIDGET

NEWEST = WIDGET / "dist" / "zakboek-chat.js"
RELEASES = WIDGET / "releases"
"""Kept for good, since pages out there name them with their integrity hash."""

SOON = "public, max-age=300, must-revalidate"

router = APIRouter(prefix="/widget/v1", include_in_schema=False)


@dataclass(frozen=True)
class Script:
    """A built widget, with what a page needs to load exactly this one."""

    path: str
    content: bytes
    packed: bytes
    integrity: str

    @classmethod
    def read(cls, file: Path) -> Script:
        """From the built file; its name is its address."""
        content = file.read_bytes()
        integrity = f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"
        return cls(f"{router.prefix}/{file.name}", content, gzip.compress(content, 9, mtime=0), integrity)

    @property
    def version(self) -> str:
        """`0.1.0` of a release; empty for the newest."""
        found = re.fullmatch(r".*-(\d+\.\d+\.\d+)\.js", self.path)
        return found[1] if found else ""


@cache
def newest() -> Script:
    """What was built last, read once."""
    return Script.read(NEWEST)


@cache
def releases() -> dict[str, Script]:
    """All releases by version, oldest first, read once."""
    found = [Script.read(file) for file in RELEASES.glob("*.js")]
    in_order = sorted(found, key=lambda script: [int(number) for number in script.version.split(".")])
    return {script.version: script for script in in_order}


def last_release() -> Script:
    """The release that a site's owner gets who wants one that stays as it is."""
    return list(releases().values())[-1]


@router.api_route("/zakboek-chat.js", methods=["GET", "HEAD"])
async def newest_script(request: Request) -> Response:
    """The newest widget of version 1."""
    return _served(request, newest(), SOON)


@router.api_route("/zakboek-chat-{version}.js", methods=["GET", "HEAD"])
async def released_script(request: Request, version: str) -> Response:
    """One very file, for pages that name its integrity hash."""
    script = releases().get(version)
    if script is None:
        raise ProblemError(404, "pagina_onbekend")
    return _served(request, script, FOREVER)


def _served(request: Request, script: Script, cached: str) -> Response:
    headers = {
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    content = script.content
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        content = script.packed
        headers["Content-Encoding"] = "gzip"
    return kept_fresh(request, Response(content, media_type="text/javascript", headers=headers), cached)
