"""`/privacy`: what is kept of a visitor and for how long, in the words of `data/live/teksten/privacy.yml`."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Annotated

from babel.dates import format_timedelta
from babel.lists import format_list
from fastapi import APIRouter, Query, Request, Response

from api.conversations.incoming import LONGEST_MUNICIPALITY
from api.pages.page import public_page
from api.settings import Settings
from content.live import Content
from content.municipalities.own_file import GENERAL
from contract.personal_data import PersonalData

router = APIRouter(include_in_schema=False)


@router.api_route("/privacy", methods=["GET", "HEAD"])
async def read(
    request: Request, name: Annotated[str, Query(alias="gemeente", max_length=LONGEST_MUNICIPALITY)] = ""
) -> Response:
    """The questions and answers; with whom to turn to where the municipality has a file of its own.

    A name that is none of a municipality changes nothing: all may read what is kept of them.
    """
    content: Content = request.app.state.content.current
    settings: Settings = request.app.state.settings
    municipality = content.municipalities.called(name) if name else None
    own, texts = content.municipalities.own_file(municipality), content.texts["privacy"]
    kinds = [content.texts["persoonsgegevens"][kind.value].text for kind in PersonalData]
    filled = {
        "termijn": _length(settings.retention_days),
        "bezorgtermijn": _length(settings.delivery_days),
        "soorten": format_list(kinds, locale="nl"),
        "opslaan": content.texts["chat"]["gesprek_bewaren"].text,
        "kopie": content.texts["chat"]["kopie"].text,
        "gemeente": municipality.name if municipality else "",
        "uitgever": settings.publisher_name,
    }
    by_whom = "verantwoordelijk_gemeente" if own else "verantwoordelijk_uitgever" if settings.publisher_name else ""
    words = {**texts, "verantwoordelijk": texts[by_whom]} if by_whom else texts
    values = {
        "introduction": texts["inleiding"].fill(**filled),
        "questions": [(key, one.title, words[key].fill(**filled)) for key, one in texts.items() if one.title],
        "municipality": municipality,
        "own": own,
        "points": own.for_need(GENERAL) if own else (),
        "publisher_email": settings.publisher_email,
    }
    return public_page(request, "privacy.html", values)


def _length(days: int) -> str:
    """`30 dagen`, never weeks or months; with 0 days it is an hour, as in `api.conversations.retention`."""
    if days:
        return format_timedelta(timedelta(days=days), granularity="day", threshold=math.inf, locale="nl")
    return format_timedelta(timedelta(hours=1), granularity="hour", locale="nl")
