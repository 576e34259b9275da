"""`/widget/demo`: the chat on a page of an invented municipality, under the strictest policy it works with."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Depends, Query, Request, Response
from markupsafe import Markup

from api.embed.script import newest
from api.embed.snippet import element_line, style_lines
from api.embed.wishes import Wishes, wishes
from api.pages.page import kept_fresh, page, root
from api.problems import ProblemError
from content.live import Content

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types lit-html"
)
HouseStyle = Literal["geen", "linde", "klei", "haven"]

router = APIRouter(include_in_schema=False)


@router.api_route("/widget/demo", methods=["GET", "HEAD"])
async def demo(
    request: Request,
    wishes: Annotated[Wishes, Depends(wishes)],
    house_style: Annotated[HouseStyle, Query(alias="huisstijl")] = "geen",
) -> Response:
    """The chat as it was put together on the settings page, or in one of the invented house styles."""
    content: Content = request.app.state.content.current
    values = {
        "wishes": wishes,
        "query": request.url.query,
        "house_style": house_style,
        "house_styles": get_args(HouseStyle),
        "script": newest().path,
        "element": Markup(element_line(root(request), wishes, content)),  # noqa: S704 - all in it is escaped
    }
    return page(request, "widget_demo.html", values, policy=POLICY)


@router.api_route("/widget/demo.css", methods=["GET", "HEAD"])
async def demo_colour(request: Request, wishes: Annotated[Wishes, Depends(wishes)]) -> Response:
    """The colour that was chosen, since the page's policy allows no style within itself."""
    if not wishes.colour:
        raise ProblemError(404, "pagina_onbekend")
    light, dark = style_lines(wishes.colour)
    css = f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"
    return kept_fresh(request, Response(css, media_type="text/css"))
