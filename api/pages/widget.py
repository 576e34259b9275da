"""The chat widget as municipalities load it, and a page that shows it.

`/widget/v1/zakboek-chat.js` is always the newest; an address with a fingerprint never changes, so that a page
can name its integrity hash. Every `.js` file in `widget/dist` has such an address: who keeps the file of an
earlier release there, keeps the pages working that name it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from api.settings import ROOT

NEWEST = "zakboek-chat.js"
SHORT = "public, max-age=300, must-revalidate"
FOREVER = "public, max-age=31536000, immutable"
DEMO_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HOUSE_STYLES = ("geen", "linde", "klei", "haven")

router = APIRouter(prefix="/widget", include_in_schema=False)
_templates = Jinja2Templates(directory=Path(__file__).parent / "templates")


@dataclass(frozen=True)
class Script:
    """A built widget, with what a page needs to load exactly this one."""

    content: bytes
    packed: bytes
    fingerprint: str
    integrity: str

    @property
    def path(self) -> str:
        """Where this very file stays."""
        return f"/widget/v1/zakboek-chat-{self.fingerprint}.js"


@cache
def scripts() -> dict[str, Script]:
    """All built widgets by fingerprint, read once; the newest also under its name."""
    found = {}
    for file in sorted((ROOT / "widget" / "dist").glob("*.js")):
        content = file.read_bytes()
        fingerprint = hashlib.sha256(content).hexdigest()[:16]
        integrity = f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"
        script = Script(content, gzip.compress(content, 9, mtime=0), fingerprint, integrity)
        found[fingerprint] = script
        if file.name == NEWEST:
            found[NEWEST] = script
    return found


@router.api_route("/v1/zakboek-chat.js", methods=["GET", "HEAD"])
async def newest(request: Request) -> Response:
    """The newest widget of version 1."""
    return _served(request, scripts()[NEWEST], SHORT)


@router.api_route("/v1/zakboek-chat-{fingerprint}.js", methods=["GET", "HEAD"])
async def fixed(request: Request, fingerprint: str) -> Response:
    """One very file, for pages that name its integrity hash."""
    script = scripts().get(fingerprint)
    if script is None:
        raise HTTPException(404)
    return _served(request, script, FOREVER)


@router.get("/demo", response_class=HTMLResponse)
async def demo(
    request: Request,
    weergave: Literal["knop", "paneel"] = "knop",
    municipality: Annotated[str, Query(alias="gemeente", max_length=100, pattern=r"^[a-z0-9-]*$")] = "",
    house_style: Annotated[Literal["geen", "linde", "klei", "haven"], Query(alias="huisstijl")] = "geen",
) -> HTMLResponse:
    """The widget on a page of an invented municipality, under the strictest policy it works with."""
    values = {
        "weergave": weergave,
        "gemeente": municipality,
        "huisstijl": house_style,
        "huisstijlen": HOUSE_STYLES,
        "script": scripts()[NEWEST],
    }
    headers = {"Content-Security-Policy": DEMO_POLICY}
    return _templates.TemplateResponse(request, "widget_demo.html", values, headers=headers)


def _served(request: Request, script: Script, cached: str) -> Response:
    headers = {
        "Cache-Control": cached,
        "ETag": f'"{script.fingerprint}"',
        "Vary": "Accept-Encoding",
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if script.fingerprint in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    content = script.content
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        content = script.packed
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type="text/javascript", headers=headers)
