"""`/widget/`: where a site's owner puts the chat together and copies the line of HTML. A plain form, no script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from api.embed.script import last_release, newest
from api.embed.snippet import element_line, policy_lines, script_line, style_lines
from api.embed.wishes import Wishes, wishes
from api.pages.page import public_page, root, with_slash
from content.live import Content
from content.municipalities.names import comparable

PLACEHOLDER = "https://adres-van-de-assistent.example"
"""Stands in what is copied while the address under which visitors reach the assistant is not known."""

router = APIRouter(include_in_schema=False)
router.add_api_route("/widget", with_slash, methods=["GET", "HEAD"])


@router.api_route("/widget/", methods=["GET", "HEAD"])
async def settings_page(request: Request, wishes: Annotated[Wishes, Depends(wishes)]) -> Response:
    """The form, and for what was filled in the lines to copy."""
    content: Content = request.app.state.content.current
    base = root(request) or PLACEHOLDER
    values: dict[str, Any] = {
        "wishes": wishes,
        "query": request.url.query,
        "styles": style_lines(wishes.colour) if wishes.colour else (),
        "own_file": content.municipalities.own_file(wishes.municipality),
        "municipalities": _choices(content),
        "base": base,
        "unknown_address": base == PLACEHOLDER,
        "release": last_release().version,
        "script": script_line(base, last_release() if wishes.version == "vast" else newest()),
        "element": element_line(base, wishes, content),
        "policy": policy_lines(base),
    }
    return public_page(request, "widget.html", values)


def _choices(content: Content) -> list[tuple[str, bool]]:
    """Every municipality's name, and whether it has a file of its own."""
    municipalities = content.municipalities
    named = [(one.name, municipalities.own_file(one) is not None) for one in municipalities.register]
    return sorted(named, key=lambda pair: comparable(pair[0]))
