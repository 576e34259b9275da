"""`/widget/`: where a site's owner puts the chat together and copies the line of HTML. A plain form, no script."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from api.colour import WHITE, can_be_read
from api.pages.embed_code import Wishes, element_line, policy_lines, script_line, style_lines
from api.pages.page import public_page, root
from api.pages.widget import NEWEST, scripts
from api.sanitize import clean
from gids.content import Content
from gids.gemeenten.names import plain

LONGEST_TITLE = 80

router = APIRouter(include_in_schema=False)


@router.api_route("/widget", methods=["GET", "HEAD"])
async def without_slash() -> RedirectResponse:
    """The address as people type it."""
    return RedirectResponse("/widget/", 301)


@router.api_route("/widget/", methods=["GET", "HEAD"])
async def settings_page(
    request: Request,
    name: Annotated[str, Query(alias="gemeente")] = "",
    display: Annotated[str, Query(alias="weergave")] = "",
    title: Annotated[str, Query(alias="titel")] = "",
    storage: Annotated[str, Query(alias="opslag")] = "",
    colour: Annotated[str, Query(alias="kleur")] = "",
) -> Response:
    """The form, and for what was filled in the lines to copy."""
    content: Content = request.app.state.content.current
    name, title, colour = clean(name)[:100], clean(title)[:LONGEST_TITLE], clean(colour)[:20].lower()
    found = content.municipalities.called(name) if name else None
    is_colour = re.fullmatch(r"#[0-9a-f]{6}", colour) is not None
    pale = is_colour and not can_be_read(colour, WHITE)
    wishes = Wishes(
        municipality=found.slug if found else "",
        display="paneel" if display == "paneel" else "knop",
        title=title,
        storage="geen" if storage == "geen" else "sessie",
    )
    base = root(request)
    values: dict[str, Any] = {
        "name": found.naam if found else name,
        "wishes": wishes,
        "colour": colour,
        "unknown": bool(name) and found is None,
        "wrong_colour": bool(colour) and not is_colour,
        "pale": pale,
        "styles": style_lines(colour) if is_colour and not pale else (),
        "chosen": found,
        "chosen_file": content.municipalities.own_file(found),
        "municipalities": _choices(content),
        "base": base,
        "script": script_line(base, scripts()[NEWEST]),
        "element": element_line(base, wishes, content.texts["widget"]["link_zonder_script"].tekst),
        "policy": policy_lines(base),
    }
    return public_page(request, "widget.html", values)


def _choices(content: Content) -> list[tuple[str, bool]]:
    """Every municipality's name, and whether it has a file of its own."""
    municipalities = content.municipalities
    named = [(one.naam, municipalities.own_file(one) is not None) for one in municipalities.register]
    return sorted(named, key=lambda pair: plain(pair[0]))
