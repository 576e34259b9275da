"""The guide's pages: each topic whole and findable, and an edit live at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from content.guide.topic import Topic
from tests.support.content_in_force import content_in_force
from tests.support.data import copy_data
from tests.support.html_page import Page

TOPICS = list(content_in_force().guide)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_a_topics_page(shown: Callable[[str], Page], topic: Topic) -> None:
    page = shown(f"/gids/{topic.id}")
    trail = page.described("BreadcrumbList")["itemListElement"]
    assert [item["position"] for item in trail] == [1, 2, 3]
    assert trail[2]["name"] == topic.title
    article = page.described("Article")
    assert (article["headline"], article["isBasedOn"]["pageStart"]) == (topic.title, topic.page)
    crumbs = [one for one in page.all("nav") if one.get("aria-label") == "Kruimelpad"]
    assert len(crumbs) == 1
    assert f"vanaf pagina {topic.page}" in page.words
    assert topic.chapter.title in page.words
    assert bool(topic.for_entrepreneurs) == ("Voor ondernemers" in page.words)
    assert topic.year is None or f"uit {topic.year}" in page.words
    assert topic.link is None or topic.link in page.links
    assert {f"http://testserver/gids/{other}" for other in topic.related} <= page.links


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_search_finds_each_topic_by_its_title(shown: Callable[[str], Page], topic: Topic) -> None:
    assert f"http://testserver/gids/{topic.id}" in shown(f"/gids/?zoek={topic.title}").links


def test_search_finds_what_is_said_to_entrepreneurs(shown: Callable[[str], Page]) -> None:
    assert "Vertel wat je levert" in next(topic for topic in TOPICS if topic.id == "rol/inkoper").for_entrepreneurs
    assert "http://testserver/gids/rol/inkoper" in shown("/gids/?zoek=vertel+wat+je+levert").links


@pytest.mark.parametrize(
    ("query", "topic"),
    [
        ("verbinders", "rol/verbinder"),
        ("aanbestding", "inkoop/artikel-2-82"),
        ("launching costumer", "inkoop/launching-customer"),
        ("social return xyzzy", "inkoop/social-return"),
    ],
)
def test_search_bears_with_endings_typos_and_a_word_too_many(
    shown: Callable[[str], Page], query: str, topic: str
) -> None:
    assert f"http://testserver/gids/{topic}" in shown(f"/gids/?zoek={query}").links


def test_browsing_by_kind(shown: Callable[[str], Page]) -> None:
    links = shown("/gids/?soort=rol").links
    for topic in TOPICS:
        assert (f"http://testserver/gids/{topic.id}" in links) == (topic.kind == "rol")


def test_a_search_without_hits_leads_on(shown: Callable[[str], Page]) -> None:
    page = shown("/gids/?zoek=xyzzy")
    assert "Niets gevonden" in page.words
    assert [one["value"] for one in page.all("button") if one.get("name") == "tekst"] == ["xyzzy"]


def test_an_edit_is_live_and_what_did_not_change_is_not_sent_again(
    door: Callable[..., TestClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.live.SECONDS_BETWEEN_LOOKS", 0)
    data = copy_data(tmp_path)
    client = door(data=data)
    first = client.get("/gids/rol/inkoper")
    assert first.headers["cache-control"] == "no-cache"
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get("/gids/rol/inkoper", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    file = data.guide / "rol" / "inkoper.md"
    file.write_text(
        file.read_text(encoding="utf-8").replace("Als inkoper koop je in", "Als inkoper koop je slim in"),
        encoding="utf-8",
    )
    changed = client.get("/gids/rol/inkoper", headers=known)
    assert changed.status_code == 200
    assert "koop je slim in" in changed.text
