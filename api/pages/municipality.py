"""`/gemeenten/<naam>`: what a municipality's own file holds, to read; the place where its source leads."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from api.conversations.incoming import LONGEST_MUNICIPALITY
from api.pages.page import public_page, sayer
from api.problems import ProblemError
from content.live import Content
from content.municipalities.opening_hours import ZONE, OpeningHours
from content.municipalities.own_file import ContactPoint

_DAYS_SHOWN_AHEAD = 60

router = APIRouter(include_in_schema=False)


@router.api_route("/gemeenten/{naam}", methods=["GET", "HEAD"])
async def read(request: Request, name: Annotated[str, Path(alias="naam", max_length=LONGEST_MUNICIPALITY)]) -> Response:
    """The municipality with its contact points; any of its names leads to it."""
    content: Content = request.app.state.content.current
    one = content.municipalities.called(name)
    if one is None:
        raise ProblemError(404, "pagina_onbekend")
    if name != one.slug:
        return RedirectResponse(f"/gemeenten/{one.slug}", 308)
    own, today = content.municipalities.own_file(one), datetime.now(ZONE).date()
    points = [_shown(point, today) for point in own.contact_points] if own else []
    say = sayer(content.texts, "gegevens")
    return public_page(request, "gemeente.html", {"municipality": one, "own": own, "points": points, "say_detail": say})


def _shown(point: ContactPoint, today: date) -> dict[str, Any]:
    hours = point.hours
    week = hours.by_weekday() if hours else []
    return {"point": point, "week": week, "exceptions": list(_exceptions(hours, today)) if hours else []}


def _exceptions(hours: OpeningHours, today: date) -> list[dict[str, Any]]:
    """The days ahead on which it is not as in any week, with the hours and the reason."""
    return [
        {"day": day, "hours": hours.on(day), "reason": hours.why_not_as_usual(day)}
        for day in hours.unusual_days(today, _DAYS_SHOWN_AHEAD)
    ]
