"""Anyone can talk with the assistant in the Slack of `make slack-proef`, with a keyboard and in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Browser, Page, expect

from content.live import LiveContent
from tests.e2e.browser.axe import violations
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.slack_assistant import slack_door

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def rasa() -> FakeRasa:
    return FakeRasa()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, rasa: FakeRasa) -> Iterator[str]:
    """The stand-in and the door, in a thread of their own."""
    door = slack_door(Path(tmp_path_factory.mktemp("var")), LiveContent(), rasa)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(door) as platform:
        yield platform.url


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    # The page's own policy would stop axe from being put in.
    context = browser.new_context(locale="nl-NL", bypass_csp=True)
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
    page.get_by_role("button", name="Wat doet een inkoper?").click()
    expect(page.get_by_text("Gekozen: Wat doet een inkoper?")).to_be_visible()
    expect(page.get_by_text("Antwoord op: Wat doet een inkoper?")).to_be_visible()


def test_a_tool_is_filled_in_as_a_form(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Kennismaken, als formulier").click()
    form = page.get_by_role("dialog", name="Kennismaken")
    form.get_by_role("textbox").first.fill("Minder afval")
    assert violations(page) == []
    form.get_by_role("button", name="Maak het document").click()
    expect(form).to_be_hidden()


def test_what_is_asked_by_command_is_seen_by_nobody_else(page: Page) -> None:
    page.get_by_role("button", name="#algemeen").click()
    say(page, "/zakboek wat is SROI?")
    expect(page.get_by_text("Antwoord op: wat is SROI?")).to_be_visible()
    page.get_by_label("Wie ben je?").select_option(label="Bram")
    page.get_by_role("button", name="#algemeen").click()
    expect(page.get_by_text("Antwoord op: wat is SROI?")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(page: Page, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    say(page, "wat is social return?")
    expect(page.get_by_text("Antwoord op: wat is social return?").first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("button", name="Wis al mijn gesprekken")).to_be_visible()
    assert violations(page) == []
