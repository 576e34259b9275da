"""`/gemeenten`: the municipalities, and what each one's own file says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Path, Response
from fastapi.responses import JSONResponse

from api.conversations.incoming import LONGEST_MUNICIPALITY
from api.problems import ProblemError
from api.v1 import schemas
from api.v1.dependencies import UseContent
from api.v1.description import problems
from content.live import Content
from content.municipalities.closing_days import ClosingDays
from content.municipalities.names import comparable
from content.municipalities.opening_hours import ZONE, OpeningHours
from content.municipalities.own_file import ContactPoint, schema
from content.municipalities.register import Municipality

router = APIRouter(tags=["Gemeenten"])


@router.get("/gemeenten", operation_id="leesGemeenten")
async def list_municipalities(content: UseContent) -> schemas.Gemeenten:
    """Alle gemeenten van Nederland, en of ze een eigen bestand hebben."""
    register = sorted(content.municipalities.register, key=lambda one: comparable(one.name))
    return schemas.Gemeenten(gemeenten=[schemas.GemeenteKort(**_short(one, content)) for one in register])


@router.get(
    "/gemeenten/{naam}",
    operation_id="leesGemeente",
    response_model=schemas.Gemeente,
    responses={
        308: {"description": "Opgegaan in een andere gemeente; zie de kop Location."},
        **problems(400, 404),
    },
)
async def read_municipality(
    content: UseContent,
    name: Annotated[
        str, Path(alias="naam", description="De naam, een andere naam of de code.", max_length=LONGEST_MUNICIPALITY)
    ],
) -> Any:
    """Eén gemeente, met haar contactpunten. Een opgegane gemeente verwijst door."""
    register, now = content.municipalities.register, datetime.now(ZONE)
    found = register.find(name)
    if found is None:
        raise ProblemError(404, "gemeente_onbekend", gemeente=name)
    current = register.successor(found, now.date())
    if current != found or comparable(name) in {comparable(former) for former in found.former_names}:
        return Response(status_code=308, headers={"Location": f"/v1/gemeenten/{current.slug}"})
    return schemas.Gemeente(**_full(current, content, now))


@router.get("/gemeente-schema", operation_id="leesGemeenteSchema", response_class=JSONResponse)
async def read_schema() -> dict[str, Any]:
    """Het JSON Schema van het bestand van een gemeente, voor editors."""
    return schema()


def _short(one: Municipality, content: Content) -> dict[str, Any]:
    return {
        "code": one.code,
        "naam": one.name,
        "id": one.slug,
        "eigen_bestand": content.municipalities.own_file(one) is not None,
        "fictief": one.is_invented,
        "url": f"/v1/gemeenten/{one.slug}",
    }


def _full(one: Municipality, content: Content, now: datetime) -> dict[str, Any]:
    own = content.municipalities.own_file(one)
    goes_into = content.municipalities.register.get(one.goes_into)
    return {
        **_short(one, content),
        "provincie": one.province or None,
        "andere_namen": list(one.other_names),
        "plaatsen": [*one.former_names, *one.places],
        "geldig_tot": one.valid_until,
        "gaat_op_in": goes_into.slug if goes_into else None,
        "gepland": one.is_planned,
        "assistent": own.assistant_name or None if own else None,
        "kleur": own.colour or None if own else None,
        "contactpunten": [_contact_point(point, now) for point in own.contact_points] if own else [],
        "andere_uren": _other_hours(own.exceptions) if own else [],
        "feestdagen": own.exceptions.kept_by_name() if own else {},
    }


def _other_hours(exceptions: ClosingDays) -> list[schemas.AndereUren]:
    """The closing days, then the days with other hours."""
    closed = [
        schemas.AndereUren(van=f"{one.first}", tot=f"{one.last}", uren=[], reden=one.reason or None)
        for one in exceptions.closures
    ]
    others = [
        schemas.AndereUren(van=one.written, tot=one.written, uren=list(one.hours), reden=one.reason or None)
        for one in exceptions.other_hours
    ]
    return closed + others


def _contact_point(point: ContactPoint, now: datetime) -> schemas.Contactpunt:
    return schemas.Contactpunt(
        naam=point.name,
        voor=list(point.needs),
        telefoon=point.phone or None,
        email=point.email or None,
        link=point.link or None,
        adres=point.address or None,
        afspraak=cast(Literal["nodig", "niet-nodig"], point.appointment) if point.appointment else None,
        openingstijden=_week(point.hours) if point.hours else None,
        open=point.hours.is_open(now) if point.hours else None,
        opent=point.hours.next_opening(now) if point.hours else None,
        waarom_anders=(point.hours.why_not_as_usual(now.date()) if point.hours else "") or None,
    )


def _week(hours: OpeningHours) -> list[schemas.Openingsdag]:
    return [schemas.Openingsdag(dag=day, uren=list(usual)) for day, usual in hours.by_weekday()]
