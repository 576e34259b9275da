"""Where an answer comes from, as it is stored and shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from content.live import Content


def shown_sources(ids: Iterable[str], content: Content) -> list[dict[str, Any]]:
    """Each topic or municipality with what is shown of it; what the content has no more is left out."""
    found = (_source(one, content) for one in ids)
    return [source for source in found if source is not None]


def _source(source: str, content: Content) -> dict[str, Any] | None:
    kind, _, name = source.partition("/")
    if kind == "gemeente":
        one = content.municipalities.register.find(name)
        if one is None:
            return None
        return {"id": source, "titel": one.name, "hoofdstuk": None, "pagina": None, "link": None}
    topic = content.guide.get(source)
    if topic is None:
        return None
    return {
        "id": topic.id,
        "titel": topic.title,
        "hoofdstuk": topic.chapter.title,
        "pagina": topic.page,
        "link": topic.link,
    }
