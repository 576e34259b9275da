"""What search engines find, and what they leave alone."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from tests.support.content_in_force import content_in_force
from tests.support.html_page import BROWSER, Page

TOPICS = list(content_in_force().guide)


def test_the_sitemap_holds_all_topics(door: Callable[..., TestClient]) -> None:
    client = door(public_url="https://zakboek.example")
    reply = client.get("/sitemap.xml")
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = {one.text for one in ElementTree.fromstring(reply.content).findall("s:url/s:loc", names)}  # noqa: S314
    assert {f"https://zakboek.example/gids/{topic.id}" for topic in TOPICS} <= found
    assert len(TOPICS) == 49
    assert "Sitemap: https://zakboek.example/sitemap.xml" in client.get("/robots.txt").text
    assert "https://zakboek.example/gids/rol/inkoper" in Page(client.get("/gids/rol/inkoper")).links
    assert Page(client.get("/gids/rol/inkoper")).described("Article")["url"] == (
        "https://zakboek.example/gids/rol/inkoper"
    )
    assert "https://zakboek.example/" in Page(client.get("/?gemeente=voorbeeldstad")).links


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/gids/", "/gids/rol/inkoper", "/", "/widget/demo"])
def test_what_a_client_says_in_host_stands_in_nothing_that_others_read(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={**BROWSER, "Host": "elders.example", "X-Forwarded-Host": "elders.example"})
    assert reply.status_code == (404 if path == "/sitemap.xml" else 200)
    assert "elders" not in reply.text


def test_without_a_known_address_the_structured_data_is_within_the_site(client: TestClient) -> None:
    article = Page(client.get("/gids/rol/inkoper")).described("Article")
    assert article["url"] == "/gids/rol/inkoper"


def test_conversations_and_searches_are_not_indexed(client: TestClient) -> None:
    asked = client.post("/", data={"tekst": "Wat doet een inkoper?"})
    for reply in (asked, client.get("/gids/?zoek=inkoop"), client.get("/niets", headers=BROWSER)):
        assert any("noindex" in str(one.get("content")) for one in Page(reply).all("meta"))
    assert asked.headers["cache-control"] == "no-store"
    assert "noindex" not in client.get("/gids/").text
