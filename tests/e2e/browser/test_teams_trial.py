"""Anyone can talk with the assistant in the Teams of `make teams-proef`, with a keyboard and in light and dark."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Literal

import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser, Page, expect

from content.live import LiveContent
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Goal, Outcome
from operations.trial.teams.client import FROM_NPM
from tests.e2e.browser.axe import violations
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.teams_assistant import teams_door, teams_platform

Scheme = Literal["light", "dark"]

OFFER = Choice("Bereid je gesprek voor", Goal(Intent.START_TOOL, Details(tool="kennismaken")))


@pytest.fixture(scope="module")
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, rasa: FakeRasa) -> Iterator[str]:
    """The stand-in and the door, in a thread of their own."""
    if not all(file.is_file() for file in FROM_NPM.values()):
        (pytest.fail if shutil.which("npm") else pytest.skip)(
            "the renderer of cards is not installed; with Node: make teams-proef"
        )

    @asynccontextmanager
    async def opened() -> AsyncIterator[str]:
        async with (
            teams_platform() as platform,
            teams_door(platform, tmp_path_factory.mktemp("var"), LiveContent(), rasa),
        ):
            yield platform.url

    with start_blocking_portal() as portal, portal.wrap_async_context_manager(opened()) as url:
        yield url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(locale="nl-NL")
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def say(page: Page, text: str) -> None:
    page.get_by_label("Je bericht", exact=True).fill(text)
    page.keyboard.press("Enter")


def test_a_question_is_answered_and_a_choice_stays_readable(page: Page, rasa: FakeRasa) -> None:
    rasa.script = [an_answer("Wat bedoel je?", ["Wat doet een inkoper?", "Iets anders"])]
    say(page, "iets met inkoop")
    page.get_by_role("button", name="Wat doet een inkoper?").press("Enter")
    expect(page.get_by_text("Gekozen: Wat doet een inkoper?")).to_be_visible()
    expect(page.get_by_text("Andere keuzes waren: Iets anders")).to_be_visible()
    expect(page.get_by_text("Antwoord op: Wat doet een inkoper?")).to_be_visible()


def test_a_tool_is_filled_in_as_a_form(page: Page, rasa: FakeRasa) -> None:
    rasa.script = [AssistantMessage(Outcome.ANSWER, "Met een tool kan dat.", (OFFER,))]
    say(page, "hoe bereid ik een gesprek voor?")
    page.get_by_role("button", name="Bereid je gesprek voor, als formulier").click()
    form = page.get_by_role("dialog", name="Kennismaken")
    form.get_by_role("textbox").first.fill("Minder afval")
    assert violations(page) == []
    form.get_by_role("button", name="Maak het document").click()
    expect(page.get_by_role("dialog").get_by_text("Je antwoorden zijn binnen.")).to_be_visible()


def test_a_topic_is_put_in_a_message_of_ones_own(page: Page) -> None:
    page.get_by_label("Je bericht", exact=True).fill("social return")
    page.get_by_role("button", name="Zoek in het Zakboek").click()
    found = page.get_by_role("dialog", name="Zet een onderwerp in je bericht")
    assert violations(page) == []
    found.get_by_role("button", name="Social return").first.click()
    expect(found).to_be_hidden()
    expect(
        page.get_by_role("list", name="Berichten").get_by_role("link", name="Lees dit in het Zakboek")
    ).to_be_visible()


def test_what_is_for_one_person_alone_is_not_shown_in_a_channel(page: Page) -> None:
    page.get_by_label("Kanaal", exact=True).check()
    say(page, "wat doet een financier?")
    expect(page.get_by_text("Antwoord op: wat doet een financier?")).to_be_visible()
    say(page, "wat weet je van mij?")
    expect(page.get_by_text("Ik heb het gestuurd in je eigen chat met mij.")).to_be_visible()
    expect(page.get_by_role("button", name="Wis dit gesprek")).to_have_count(0)
    page.get_by_label("Eigen chat", exact=True).check()
    expect(page.get_by_role("button", name="Wis dit gesprek")).to_be_visible()
    page.get_by_label("Kim", exact=True).check()
    expect(page.get_by_role("button", name="Wis dit gesprek")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(page: Page, rasa: FakeRasa, scheme: Scheme) -> None:
    rasa.script = [an_answer(f"Wat bedoel je, {scheme}?", [f"Onderwerp {number}" for number in range(1, 12)])]
    page.emulate_media(color_scheme=scheme)
    say(page, f"wat is social return, {scheme}?")
    expect(page.get_by_text(f"Wat bedoel je, {scheme}?")).to_be_visible()
    say(page, f"wat is een inkoper, {scheme}?")
    expect(page.get_by_text(f"Antwoord op: wat is een inkoper, {scheme}?")).to_be_visible()
    assert violations(page) == []
