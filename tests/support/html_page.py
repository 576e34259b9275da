"""A page as its parts, for tests of what a browser gets."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from httpx import Response

BROWSER = {"Accept": "text/html,*/*"}
"""What a browser says it can show."""


def lines_to_copy(html: str) -> list[str]:
    """What the settings page gives to copy, as it comes out of a browser."""
    return [unescape(found) for found in re.findall(r'<textarea class="kopieer".*?>(.*?)</textarea>', html, re.S)]


class Page(HTMLParser):
    """What a page holds: headings, links, ids, forms, structured data, and its words."""

    def __init__(self, reply: Response) -> None:
        super().__init__()
        self.url = str(reply.url)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.data: list[dict[str, Any]] = []
        self._in_data = False
        self.feed(reply.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser."""
        self.elements.append((tag, dict(attrs)))
        self._in_data = dict(attrs).get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Called by the parser."""
        if self._in_data:
            self.data.append(json.loads(data))
            self._in_data = False
        else:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        """Every id, in the order of the page."""
        return [str(attributes["id"]) for _, attributes in self.elements if "id" in attributes]

    @property
    def links(self) -> set[str]:
        """Every address that the page leads to, written out."""
        return {urljoin(self.url, str(one["href"])) for tag in ("a", "link") for one in self.all(tag)}

    @property
    def hidden_fields(self) -> dict[str, str]:
        """What the page's forms send along by themselves."""
        hidden = [one for one in self.all("input") if one.get("type") == "hidden"]
        return {str(one["name"]): str(one["value"]) for one in hidden}

    def described(self, kind: str) -> dict[str, Any]:
        """The one piece of structured data of this kind."""
        [found] = [one for one in self.data if one["@type"] == kind]
        return found
