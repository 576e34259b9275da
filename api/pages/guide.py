"""`/gids/`: the guide to browse, search and read; the place where an answer's source leads."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.conversations.incoming import shortened
from api.pages.page import public_page, root, with_slash
from api.pages.structured_data import article, breadcrumbs, overview
from api.problems import ProblemError
from content.guide.search import search
from content.guide.topic import KINDS, Topic
from content.live import Content

LONGEST_QUERY = 200

router = APIRouter(include_in_schema=False)
"""Searching takes tens of milliseconds: that is a plain function, which FastAPI runs in a thread."""

router.add_api_route("/gids", with_slash, methods=["GET", "HEAD"])


@router.api_route("/gids/", methods=["GET", "HEAD"])
def browse(
    request: Request,
    query: Annotated[str, Query(alias="zoek")] = "",
    kind: Annotated[str, Query(alias="soort")] = "",
) -> Response:
    """All topics by chapter, those of one kind, or those with certain words, the best found first."""
    content: Content = request.app.state.content.current
    query = shortened(query, LONGEST_QUERY)
    kind = kind if kind in KINDS else ""
    topics = [topic for topic in content.guide if not kind or topic.kind == kind]
    values = {
        "query": query,
        "kind": kind,
        "found": search(topics, query) if query else None,
        "chapters": _by_chapter(content, topics),
        "count": len(topics),
        "data": [overview(root(request), content.guide)],
    }
    return public_page(request, "gids.html", values)


@router.api_route("/gids/{group}/{name}", methods=["GET", "HEAD"])
async def read(request: Request, group: str, name: str) -> Response:
    """One topic, whole."""
    content: Content = request.app.state.content.current
    topic = content.guide.get(f"{group}/{name}")
    if topic is None:
        raise ProblemError(404, "pagina_onbekend")
    values = {
        "topic": topic,
        "dated": content.texts["antwoord"]["peiljaar"].fill(jaar=topic.year) if topic.year else "",
        "related": [content.guide.topics[other] for other in topic.related],
        "tools": [tool for tool in content.guided_tools.values() if topic.id in tool.offered_with],
        "data": [breadcrumbs(root(request), topic), article(root(request), topic)],
    }
    return public_page(request, "onderwerp.html", values)


def _by_chapter(content: Content, topics: list[Topic]) -> list[tuple[object, list[Topic]]]:
    chapters = content.guide.chapters.values()
    grouped = [(chapter, [topic for topic in topics if topic.chapter == chapter]) for chapter in chapters]
    return [(chapter, own) for chapter, own in grouped if own]
