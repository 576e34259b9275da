"""What a page says to search engines, in the words of schema.org; put in a page as JSON-LD."""

from __future__ import annotations

from typing import Any

from content.guide.topic import Guide, Topic

GUIDE_PATH = "/gids/"
_GUIDE = {
    "@type": "Book",
    "name": "Zakboek sociaal ondernemen",
    "author": {"@type": "Organization", "name": "Social Enterprise NL", "url": "https://www.social-enterprise.nl"},
    "datePublished": "2019",
    "inLanguage": "nl",
}


def overview(root: str, guide: Guide) -> dict[str, Any]:
    """The page with all topics."""
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": _GUIDE["name"],
        "url": root + GUIDE_PATH,
        "inLanguage": "nl",
        "about": _GUIDE,
        "hasPart": [{"@type": "Article", "headline": topic.title, "url": _address(root, topic)} for topic in guide],
    }


def article(root: str, topic: Topic) -> dict[str, Any]:
    """The page of one topic."""
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": topic.title,
        "alternativeHeadline": topic.question,
        "description": topic.gist,
        "url": _address(root, topic),
        "inLanguage": "nl",
        "isAccessibleForFree": True,
        "isBasedOn": {"@type": "Chapter", "name": topic.chapter.title, "pageStart": topic.page, "isPartOf": _GUIDE},
        **({"temporalCoverage": str(topic.year)} if topic.year else {}),
    }


def breadcrumbs(root: str, topic: Topic) -> dict[str, Any]:
    """The way to a topic, the same as the page shows."""
    steps = [
        ("De gids", root + GUIDE_PATH),
        (topic.chapter.title, f"{root}{GUIDE_PATH}#{topic.chapter.id}"),
        (topic.title, _address(root, topic)),
    ]
    items = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _address(root: str, topic: Topic) -> str:
    return f"{root}{GUIDE_PATH}{topic.id}"
