"""The widget on other sites, by the very lines of the settings page: a site that is allowed can talk, others cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Conversation, Visitor
from tests.support.assistant import BackgroundAssistant
from tests.support.html_page import lines_to_copy

ALLOWED, OTHER = "https://www.voorbeeldstad.example", "https://www.onbekend.example"


@pytest.fixture
def on_site(new_context: Callable[..., BrowserContext], assistant: BackgroundAssistant) -> Callable[..., Visitor]:
    """Opens a page of a site with the lines that its owner gets, under a policy with nothing else in it."""

    def opened(site: str, query: str = "gemeente=voorbeeldstad") -> Visitor:
        copied = lines_to_copy(httpx.get(f"{assistant.url}/widget/?{query}").text)
        html, policy = copied[0], next(one for one in copied if one.startswith("script-src"))
        policy = f"default-src 'none'; {policy} require-trusted-types-for 'script'; trusted-types lit-html"

        def answer(route: Route) -> None:
            headers = {"Content-Type": "text/html", "Content-Security-Policy": " ".join(policy.split())}
            route.fulfill(body=f"<!doctype html><html lang=nl><title>Een site</title>{html}", headers=headers)

        # Chromium asks visitors whether a site may reach their own machine, where the assistant runs in a test.
        context = new_context(permissions=["local-network-access"])
        context.route(f"{site}/**", answer)
        return Visitor.at(context, f"{site}/")

    return opened


@pytest.mark.parametrize("version", ["nieuwste", "vast"])
def test_the_site_of_the_municipality_has_all_of_it(
    on_site: Callable[..., Visitor], assistant: BackgroundAssistant, version: str, tmp_path: Path
) -> None:
    visitor = on_site(ALLOWED, f"gemeente=voorbeeldstad&versie={version}")
    visitor.open()
    expect(visitor.answers.first).to_contain_text("Ik ben Vera")
    source = visitor.ask(QUESTION).get_by_role("link", name="Inkoper")
    expect(source).to_have_attribute("href", f"{assistant.url}/gids/rol/inkoper")
    visitor.button("Ja").click()
    expect(visitor.log).to_contain_text("Bedankt voor je reactie.")
    visitor.page.goto(f"{ALLOWED}/een-andere-pagina")
    expect(visitor.answers.last).to_contain_text(ANSWER)
    for said in ("start kennismaken", "Wij maken soep van restgroente.", "maak het document"):
        visitor.ask(said)
    with visitor.page.expect_download() as download:
        visitor.answers.last.get_by_role("button", name="(pdf)").click()
    assert download.value.suggested_filename.endswith(".pdf")
    conversation = Conversation.of(visitor, assistant.url)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    assert not conversation.exists()


def test_another_site_is_refused_by_browser_and_server(
    on_site: Callable[..., Visitor], assistant: BackgroundAssistant
) -> None:
    visitor = on_site(OTHER)
    told: list[str] = []
    visitor.page.on("console", lambda message: told.append(message.text))
    visitor.launcher.click()
    expect(visitor.log).to_contain_text("Deze chat is niet goed ingesteld. Vertel het aan de beheerder")
    assert any("blocked by CORS policy" in text for text in told)
    assert any(f"zakboek-chat: {OTHER} mag hier geen gesprekken voeren" in text for text in told)
    assert visitor.kept()["access"] is None
    body = {"kanaal": "web", "gemeente": "voorbeeldstad"}
    reply = httpx.post(f"{assistant.url}/v1/gesprekken", json=body, headers={"Origin": OTHER})
    assert reply.status_code == httpx.codes.FORBIDDEN
    assert "access-control-allow-origin" not in reply.headers


def test_a_conversation_cannot_be_read_by_another_site(
    on_site: Callable[..., Visitor], assistant: BackgroundAssistant
) -> None:
    visitor = on_site(ALLOWED)
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    read = """([url, headers]) => fetch(url, { headers }).then(({ status }) => status, ({ name }) => name)"""
    asked = [f"{conversation.url}/berichten", conversation.headers]
    assert visitor.page.evaluate(read, asked) == httpx.codes.OK
    assert on_site(OTHER).page.evaluate(read, asked) == "TypeError"


def test_open_data_may_be_read_by_every_site(on_site: Callable[..., Visitor], assistant: BackgroundAssistant) -> None:
    read = "(url) => fetch(url).then((reply) => reply.json())"
    topic = on_site(OTHER).page.evaluate(read, f"{assistant.url}/v1/onderwerpen/rol/inkoper")
    assert topic["id"] == "rol/inkoper"
