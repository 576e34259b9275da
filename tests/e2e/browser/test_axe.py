"""No violations of WCAG 2.2 A and AA, nor of axe's good practices, in any state of the widget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.browser.axe import violations
from tests.e2e.browser.visitor import QUESTION, Visitor

SCREENS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "320 px": {"viewport": {"width": 320, "height": 640}},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}


def closed(visitor: Visitor) -> None:
    expect(visitor.launcher).to_be_visible()


def opened(visitor: Visitor) -> None:
    visitor.open()


def answered(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    visitor.button("Nee").click()
    expect(visitor.page.get_by_label("Waarom?")).to_be_visible()


def offered_choices(visitor: Visitor) -> None:
    visitor.open()
    visitor.choose("Welke tools staan er in de gids?")


def waiting(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route("**/berichten", lambda route: None)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")


def failed(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route("**/berichten", lambda route: route.abort())
    visitor.type_and_send(QUESTION)
    expect(visitor.button("Probeer opnieuw")).to_be_visible()


def made_a_document(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("start kennismaken")
    visitor.ask("Wij maken soep van restgroente.")
    visitor.ask("maak het document")


def opened_the_menu(visitor: Visitor) -> None:
    visitor.open()
    visitor.button("Meer mogelijkheden").click()


def asked_before_deleting(visitor: Visitor) -> None:
    visitor.open()
    visitor.use_menu("Verwijder mijn gesprek")


def deleted(visitor: Visitor) -> None:
    asked_before_deleting(visitor)
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")


STATES = [
    closed,
    opened,
    answered,
    offered_choices,
    waiting,
    failed,
    made_a_document,
    opened_the_menu,
    asked_before_deleting,
    deleted,
]


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> Callable[..., Visitor]:
    def make(screen: str, path: str) -> Visitor:
        # The page's own policy would stop axe from being put in.
        return Visitor.at(new_context(bypass_csp=True, **SCREENS[screen]), path)

    return make


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("reach", STATES)
def test_no_violations(new_page: Callable[..., Visitor], reach: Callable[[Visitor], None], screen: str) -> None:
    visitor = new_page(screen, "/widget/demo")
    reach(visitor)
    assert violations(visitor.page) == []


@pytest.mark.parametrize("style", ["linde", "klei", "haven"])
@pytest.mark.parametrize("weergave", ["knop", "paneel"])
def test_no_violations_in_house_styles(new_page: Callable[..., Visitor], style: str, weergave: str) -> None:
    visitor = new_page("light", f"/widget/demo?huisstijl={style}&weergave={weergave}")
    if weergave == "knop":
        visitor.open()
    visitor.type_and_send(QUESTION)
    expect(visitor.answers).to_have_count(2)
    assert violations(visitor.page) == []
