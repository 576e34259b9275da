"""How every page is made: its template, its Markdown, its policy, and how long it may be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.types import Scope

from api.loopback import asked_by_loopback
from api.settings import Settings
from content.dutch_dates import clock, day_in_words
from content.markdown import to_html
from content.texts import Texts

FOLDER = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FOREVER = "public, max-age=31536000, immutable"
FRESH = "no-cache"
"""May be kept, but is asked for anew each time: an edit is live at once."""

environment = Environment(
    loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


class _Static(StaticFiles):
    """The pages' files; one whose address has a mark of its content may be kept for good."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        marked = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = FOREVER if marked else FRESH
        return response


static_files = _Static(directory=FOLDER / "static")


def page(
    request: Request, template: str, values: dict[str, Any], status: int = 200, policy: str = POLICY
) -> HTMLResponse:
    """A page that nobody may keep: it is one visitor's own."""
    settings: Settings = request.app.state.settings
    shared = {
        "say": sayer(request.app.state.content.current.texts),
        "canonical": root(request) + request.url.path if settings.public_url else None,
        "longest": settings.max_text_length,
    }
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
    html = environment.get_template(template).render({**shared, **values})
    return HTMLResponse(html, status, headers)


def public_page(request: Request, template: str, values: dict[str, Any]) -> Response:
    """A page that is the same for everyone."""
    return kept_fresh(request, page(request, template, values))


def kept_fresh(request: Request, response: Response, cached: str = FRESH) -> Response:
    """The response, or only that it is still what the browser has."""
    tag = f'"{hashlib.sha256(response.body).hexdigest()[:24]}"'
    response.headers.update({"ETag": tag, "Cache-Control": cached})
    known = request.headers.get("if-none-match", "")
    if tag not in (one.strip().removeprefix("W/") for one in known.split(",")):
        return response
    kept = {name: value for name, value in response.headers.items() if name not in ("content-length", "content-type")}
    return Response(status_code=304, headers=kept)


def with_slash(request: Request) -> RedirectResponse:
    """To the same address with a slash at its end, as people leave it off."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.url.path}/{query}", 301)


def sayer(texts: Texts, group: str = "chat") -> Callable[..., str]:
    """Gives templates a text of a group, of what the page shares with the widget if not said: by its key, filled in."""
    return lambda key, **values: texts[group][key].fill(**values)


def root(request: Request) -> str:
    """The address of the whole site, without a slash at its end; empty when it is not known.

    What a client says in `Host` is believed on this machine only: anyone can say anything there.
    """
    settings: Settings = request.app.state.settings
    if settings.public_url:
        return str(settings.public_url).rstrip("/")
    return str(request.base_url).rstrip("/") if asked_by_loopback(request.headers) else ""


@cache
def _asset(name: str) -> str:
    """The address of a file in `static`, with a mark of its content."""
    mark = hashlib.sha256((FOLDER / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


def _markdown(text: str) -> Markup:
    return Markup(to_html(text))  # noqa: S704 - all HTML in the text is escaped


environment.filters["markdown"] = _markdown
environment.filters["day"] = day_in_words
environment.filters["clock"] = clock
environment.globals["asset"] = _asset
