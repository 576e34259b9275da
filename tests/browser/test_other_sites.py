"""A real browser on other sites: the one that a municipality allows can talk, all others are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from serve.background import BackgroundAssistant

ALLOWED, OTHER = "https://www.voorbeeldstad.example", "https://www.onbekend.example"
TALK = """async (api) => {
    const call = async (path, method, body, token) => {
        const headers = {'Content-Type': 'application/json', ...(token && {Authorization: `Bearer ${token}`})};
        try {
            const reply = await fetch(api + path, {method, headers, body: body && JSON.stringify(body)});
            return {status: reply.status, version: reply.headers.get('API-Version'), body: await reply.text()};
        } catch (error) {
            return {refused: error.name};
        }
    };
    const topics = await call('/v1/onderwerpen/rol/inkoper', 'GET');
    const opened = await call('/v1/gesprekken', 'POST', {gemeente: 'voorbeeldstad'});
    if (opened.refused) return [topics, opened];
    const {id, token} = JSON.parse(opened.body);
    const asked = await call(`/v1/gesprekken/${id}/berichten`, 'POST', {tekst: 'Wat doet een inkoper?'}, token);
    return [topics, opened, asked, await call(`/v1/gesprekken/${id}`, 'DELETE', null, token)];
}"""


@pytest.fixture
def on_site(new_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """Opens an empty page of a site, which is answered here."""

    def opened(site: str) -> Page:
        # Chromium asks visitors whether a site may reach their own machine, where the assistant runs in a test.
        context = new_context(permissions=["local-network-access"])
        context.route(f"{site}/", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
        page = context.new_page()
        page.goto(f"{site}/")
        return page

    return opened


def test_the_site_of_the_municipality_can_talk(on_site: Callable[[str], Page], assistant: BackgroundAssistant) -> None:
    replies: list[dict[str, Any]] = on_site(ALLOWED).evaluate(TALK, assistant.url)
    assert [reply.get("status") for reply in replies] == [200, 201, 201, 204]
    assert all(reply["version"] for reply in replies)


def test_any_other_site_reads_open_data_only(on_site: Callable[[str], Page], assistant: BackgroundAssistant) -> None:
    topics, opened = on_site(OTHER).evaluate(TALK, assistant.url)
    assert topics["status"] == 200
    assert opened == {"refused": "TypeError"}
