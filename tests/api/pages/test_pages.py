"""Every page, as a browser without JavaScript gets it: whole, safe, and with no link that is dead."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient

from tests.support.content_in_force import content_in_force
from tests.support.html_page import BROWSER, Page

TOPICS = list(content_in_force().guide)
HOSTILE = "<script>alert('x')</script>\"' onfocus=\"alert(1)"


PATHS = [
    "/",
    "/?gemeente=voorbeeldstad",
    "/gids/",
    "/gids/?soort=rol",
    "/gids/?zoek=inkoop",
    "/gids/?zoek=xyzzy",
    "/gemeenten/voorbeeldstad",
    "/privacy",
    "/privacy?gemeente=voorbeeldstad",
]


@pytest.mark.parametrize("path", [*PATHS, "/widget/", "/niets", *(f"/gids/{topic.id}" for topic in TOPICS[:3])])
def test_each_page_is_sound(client: TestClient, shown: Callable[[str], Page], path: str) -> None:
    page = shown(path)
    assert len(page.all("h1")) == len(page.all("main")) == len(page.all("title")) == 1
    assert page.all("html") == [{"lang": "nl"}]
    assert len(page.ids) == len(set(page.ids))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert all(deeper <= level + 1 for level, deeper in itertools.pairwise(levels))
    assert all(one.get("type") == "application/ld+json" for one in page.all("script"))
    assert not [name for _, attributes in page.elements for name in attributes if name == "style" or name[:2] == "on"]
    headers = client.get(path, headers=BROWSER).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "set-cookie" not in headers


def test_no_link_is_dead(client: TestClient, shown: Callable[[str], Page]) -> None:
    seen: dict[str, Page | None] = {}
    to_visit = [f"http://testserver{path}" for path in ("/", "/gids/", "/widget/", "/?gemeente=voorbeeldstad")]
    anchors: set[tuple[str, str]] = set()
    while to_visit:
        address = to_visit.pop()
        if address in seen:
            continue
        reply = client.get(address, headers=BROWSER)
        assert reply.status_code == 200, address
        page = seen[address] = Page(reply) if "html" in reply.headers["content-type"] else None
        for link in page.links if page else ():
            target, anchor = urldefrag(link)
            if target.startswith("http://testserver/"):
                to_visit.append(target)
                anchors.add((target, anchor))
    assert {f"http://testserver/gids/{topic.id}" for topic in TOPICS} <= set(seen)
    for target, anchor in anchors:
        page = seen[target]
        assert not anchor or (page and anchor in page.ids), f"{target}#{anchor}"


@pytest.mark.parametrize("path", ["/gids/", "/widget/", "/"])
def test_hostile_words_stay_words(client: TestClient, path: str) -> None:
    names = ("zoek", "soort", "gemeente", "weergave", "titel", "opslag", "kleur")
    reply = client.get(path, params=dict.fromkeys(names, HOSTILE) | {"gemeente": HOSTILE[:90]}, headers=BROWSER)
    page = Page(reply)
    assert "alert('x')" not in reply.text
    assert not [tag for tag, attributes in page.elements if "onfocus" in attributes]
    assert all(one.get("type") == "application/ld+json" for one in page.all("script"))


def test_the_stylesheet_is_kept_until_it_changes(client: TestClient, shown: Callable[[str], Page]) -> None:
    [address] = [link for link in shown("/gids/").links if "site.css" in link]
    assert "immutable" in client.get(address).headers["cache-control"]
    assert client.get("/static/site.css").headers["cache-control"] == "no-cache"


def test_an_unknown_page_says_so_in_dutch_and_leads_on(client: TestClient, shown: Callable[[str], Page]) -> None:
    for path in ("/gids/rol/slager", "/niets"):
        reply = client.get(path, headers=BROWSER)
        assert reply.status_code == 404
        page = shown(path)
        assert "Deze pagina bestaat niet" in page.words
        assert {"http://testserver/gids/", "http://testserver/"} <= page.links
    assert client.get("/niets").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/gids", "/gids/", "/gids/rol/inkoper", "/widget", "/widget/", "/widget/demo", "/privacy"),
        *("/widget/v1/zakboek-chat.js", "/huisstijl/voorbeeldstad.css", "/robots.txt", "/sitemap.xml"),
    ],
)
def test_what_can_be_got_can_be_looked_at(client: TestClient, path: str) -> None:
    reply = client.head(path, headers={"Host": "localhost"})
    assert (reply.status_code, reply.content) == (200, b"")


def test_an_address_without_its_slash_keeps_its_question(client: TestClient) -> None:
    moved = client.get("/gids?zoek=inkoop", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (301, "/gids/?zoek=inkoop")
    moved = client.get("/widget?gemeente=Den+Haag", follow_redirects=False)
    assert moved.headers["location"] == "/widget/?gemeente=Den+Haag"
