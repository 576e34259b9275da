"""`/huisstijl/<gemeente>.css`: a municipality's house colour; a page's policy allows no style within itself."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.colour import WHITE, can_be_read, light_enough
from api.conversations.incoming import usable_municipality
from api.pages.page import kept_fresh
from api.problems import ProblemError
from content.live import Content

LIGHT, DARK = (WHITE, "#eef3f8"), ("#14181d", "#212a34")
"""The grounds text stands on, as in `static/site.css`."""

router = APIRouter(include_in_schema=False)


@router.api_route("/huisstijl/{name}.css", methods=["GET", "HEAD"])
async def house_colour(request: Request, name: str) -> Response:
    """The accent of one municipality's pages."""
    content: Content = request.app.state.content.current
    own = content.municipalities.own_file(content.municipalities.called(usable_municipality(name)))
    if own is None or not own.colour:
        raise ProblemError(404, "pagina_onbekend")
    return kept_fresh(request, Response(accent_css(own.colour), media_type="text/css"))


def accent_css(colour: str) -> str:
    """The rules for a house colour `#rrggbb`: as it is in the light, and as light as the dark asks.

    A colour that is too pale for white pages is left out there; the pages keep their own blue.
    """
    light = f":root {{ --accent: {colour}; }}\n" if can_be_read(colour, *LIGHT) else ""
    dark = f":root {{ --accent: {light_enough(colour, *DARK)}; }}"
    return f"{light}@media screen and (prefers-color-scheme: dark) {{ {dark} }}\n"
