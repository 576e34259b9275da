"""`/onderwerpen`: the guide, to browse and search."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from api.problems import ProblemError
from api.v1.dependencies import UseContent
from api.v1.description import problems
from api.v1.schemas import Onderwerp, Onderwerpen, OnderwerpKort
from content.guide.search import search

router = APIRouter(prefix="/onderwerpen", tags=["Onderwerpen"])
"""Searching takes tens of milliseconds: that is a plain function, which FastAPI runs in a thread."""


@router.get("", operation_id="zoekOnderwerpen", responses=problems(400))
def list_topics(
    content: UseContent,
    kind: Annotated[
        Literal["rol", "tool", "tekst"] | None, Query(alias="soort", description="Alleen deze soort.")
    ] = None,
    query: Annotated[
        str | None, Query(alias="zoek", description="Woorden die in het onderwerp staan.", max_length=200)
    ] = None,
) -> Onderwerpen:
    """Alle onderwerpen van het Zakboek, of die van één soort of met bepaalde woorden."""
    topics = [topic for topic in content.guide if kind is None or topic.kind == kind]
    if query and query.strip():
        topics = search(topics, query)
    return Onderwerpen(onderwerpen=[OnderwerpKort.of(topic) for topic in topics])


@router.get("/{soort}/{naam}", operation_id="leesOnderwerp", responses=problems(400, 404))
async def read_topic(
    content: UseContent,
    group: Annotated[str, Path(alias="soort", description="Het eerste deel van het id.", max_length=100)],
    name: Annotated[str, Path(alias="naam", description="Het tweede deel van het id.", max_length=100)],
) -> Onderwerp:
    """Eén onderwerp, met de hele tekst."""
    topic = content.guide.get(f"{group}/{name}")
    if topic is None:
        raise ProblemError(404, "onderwerp_onbekend", onderwerp=f"{group}/{name}")
    return Onderwerp.of(topic)
