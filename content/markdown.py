"""The small subset of Markdown that content may use, and what is wrong outside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

LINK = re.compile(r"\[(?P<text>[^\]\n]*)\]\((?P<url>[^)\n]*)\)")
URL = re.compile(r"https?://[\w-]+(\.[\w-]+)+(/[^\s<>\"]*)?")
_BROKEN_LINK = re.compile(r"\[[^\]\n]*\]\s+\(|\[[^\]\n]*\]\([^)\n]*$|\]\(\s*\)", re.MULTILINE)
_BARE_URL = re.compile(r"(?<!\()https?://\S+|(?<![\w/@(])www\.\S+")
_HTML = re.compile(r"<(?!!-- (?:meer lezen|voor ondernemers) -->)[^>\n]+>")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*]|\d+\.)\s+(?P<item>.+)$", re.MULTILINE)


def is_link(url: object) -> bool:
    """True when `url` is a complete http(s) address."""
    return isinstance(url, str) and URL.fullmatch(url) is not None


def problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset in lines from 0, message) for everything outside the subset."""
    for number, row in enumerate(text.splitlines()):
        for match in LINK.finditer(row):
            if not is_link(match["url"]):
                yield number, f"deze link klopt niet: '{match['url']}' (schrijf [tekst](https://…))"
            elif not match["text"].strip():
                yield number, f"de link naar {match['url']} heeft geen tekst"
        if _BROKEN_LINK.search(row):
            yield number, "deze link is niet af: schrijf [tekst](https://…) zonder spatie ertussen"
        if _BARE_URL.search(LINK.sub("", row)):
            yield number, "zet een webadres in een link: [tekst](https://…)"
        if _HTML.search(row):
            yield number, "HTML kan hier niet: gebruik Markdown"
        if _HEADING.match(row):
            yield number, "kopjes kunnen hier niet: gebruik alinea's, lijsten, vet en links"


def without_marks(text: str) -> str:
    """The words of `text` without marks: links by their text, no list signs, no bold."""
    text = LINK.sub(lambda match: match["text"], text)
    text = re.sub(r"^\s*(?:[-*]|\d+\.)\s+", "", text, flags=re.MULTILINE)
    return text.replace("**", "").replace("*", "")


def list_items(text: str) -> list[str]:
    """The items of the lists in `text`, in their order, with their bold and links."""
    return [match["item"].strip() for match in _ITEM.finditer(text)]
