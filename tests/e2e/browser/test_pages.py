"""The pages in a real browser: accessible in the light and the dark, at 320 px, by keyboard and on paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.browser.axe import violations

NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1100, "height": 800}
LOOKS = [
    pytest.param({"color_scheme": scheme, "viewport": size, **more}, id=f"{scheme}-{size['width']}{name}")
    for scheme, size, name, more in [
        *((scheme, size, "", {}) for scheme, size in itertools.product(("light", "dark"), (NARROW, WIDE))),
        ("light", WIDE, "-forced", {"forced_colors": "active"}),
    ]
]
PATHS = [
    "/",
    "/?gemeente=voorbeeldstad",
    "/?gemeente=Nergenshuizen",
    "/gids/",
    "/gids/rol/inkoper",
    "/gids/inkoop/artikel-2-80",
    "/gids/?zoek=inkoop",
    "/gids/?zoek=xyzzy",
    "/gids/rol/slager",
    "/privacy?gemeente=voorbeeldstad",
    "/widget/",
    "/widget/?gemeente=voorbeeldstad&weergave=paneel&titel=Vraag+het&kleur=%231d5b4f",
    "/widget/?gemeente=Nergenshuizen&kleur=%23ffcc00",
]
NewContext = Callable[..., BrowserContext]


def assert_accessible(page: Page) -> None:
    """Nothing that axe can find is wrong, all fits the width, and each target is large enough."""
    assert violations(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} is wider than the screen"


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_accessible(new_context: NewContext, look: dict[str, Any]) -> None:
    page = new_context(**look).new_page()
    for path in PATHS:
        page.goto(path)
        assert_accessible(page)


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_of_a_conversation_is_accessible(new_context: NewContext, look: dict[str, Any]) -> None:
    page = new_context(**look).new_page()
    page.goto("/?gemeente=voorbeeldstad")
    page.get_by_role("button", name="Welke rol heb ik als ambtenaar?").click()
    expect(page.get_by_role("link", name="De vijf rollen")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Nee", exact=True).click()
    assert_accessible(page)
    page.get_by_label("Wil je zeggen waarom?").fill("Ik zocht iets anders")
    page.get_by_role("button", name="Verstuur je uitleg").click()
    expect(page.get_by_text("Bedankt voor je uitleg")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Je vraag", exact=True).fill("   ")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_role("alert")).to_contain_text("Het bericht is leeg")
    assert_accessible(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download dit gesprek").click()
    assert "De vijf rollen" in Path(saved.value.path()).read_text(encoding="utf-8")
    page.get_by_text("Verwijder dit gesprek en begin opnieuw").click()
    assert_accessible(page)
    page.get_by_role("button", name="Ja, verwijder dit gesprek").click()
    expect(page.get_by_role("status")).to_have_text("Je gesprek is verwijderd.")
    assert_accessible(page)


def test_from_a_topic_to_a_document_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/gids/rol/overzicht")
    page.get_by_role("button", name="Zoek uit welke rol bij je past").click()
    download = page.get_by_role("form", name="Download het document").get_by_role("button").first
    for _ in range(12):
        if download.is_visible():
            break
        choices = page.get_by_role("form", name="Kies hoe je verder wilt").get_by_role("button")
        enough = choices.filter(has_text="Dat waren ze")
        (enough if enough.count() else choices.first).click()
    with page.expect_download() as saved:
        download.click()
    assert Path(saved.value.path()).stat().st_size > 1000


@pytest.mark.parametrize("scripts", [True, False])
def test_back_and_reload_show_the_conversation(new_context: NewContext, scripts: bool) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto("/")
    page.get_by_role("button", name="Welke tools staan er in de gids?").click()
    for question in ("Wat doet een inkoper?", "Wat doet een verbinder?"):
        page.get_by_label("Je vraag", exact=True).fill(question)
        page.get_by_role("button", name="Stel je vraag").click()
    answers = page.get_by_text(re.compile("^(Als inkoper koop je in|Als verbinder wijs je)"))
    expect(answers).to_have_count(2)
    page.get_by_role("link", name="Lees de gids").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Stel je vraag over sociaal ondernemen")
    page.go_back()
    expect(answers).to_have_count(2)
    page.reload()
    expect(answers).to_have_count(2)
    page.go_back()
    expect(answers.first).to_be_visible()


def test_back_shows_what_was_typed_and_could_not_be_sent(new_context: NewContext) -> None:
    context = new_context(java_script_enabled=False)
    first, page = context.new_page(), context.new_page()
    first.goto("/")
    first.get_by_role("button", name="Welke tools staan er in de gids?").click()
    page.goto(first.url)
    first.get_by_text("Verwijder dit gesprek en begin opnieuw").click()
    first.get_by_role("button", name="Ja, verwijder dit gesprek").click()
    page.get_by_label("Je vraag", exact=True).fill("Mijn lange vraag")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_role("alert")).to_contain_text("Dit gesprek bestaat niet")
    page.get_by_role("link", name="Lees de gids").click()
    page.go_back()
    expect(page.get_by_label("Je vraag", exact=True)).to_have_value("Mijn lange vraag")


def test_a_long_conversation_is_read_in_parts(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/")
    for number in range(22):
        page.get_by_label("Je vraag", exact=True).fill(f"dank je wel {number}")
        page.get_by_role("button", name="Stel je vraag").click()
        expect(page.get_by_text(f"dank je wel {number}", exact=True)).to_be_visible()
    expect(page.get_by_text("dank je wel 0", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Eerdere berichten").click()
    expect(page.get_by_text("dank je wel 0", exact=True)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Naar het laatste bericht").click()
    expect(page.locator("#laatste")).to_be_in_viewport()
    expect(page.get_by_text("dank je wel 21", exact=True)).to_be_visible()


def test_words_in_another_language_say_so(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/")
    page.get_by_label("Je vraag", exact=True).fill("hello, do you speak English?")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.locator('[lang="en"]')).to_contain_text("I am a computer program.")
    assert_accessible(page)


def test_what_is_wrong_on_the_settings_page_is_in_view_and_leads_to_the_field(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 360, "height": 640}).new_page()
    page.goto("/widget/")
    page.get_by_label("Gemeente").fill("Zwole")
    page.keyboard.press("Enter")
    wrong = page.get_by_role("alert")
    expect(wrong).to_be_in_viewport()
    wrong.get_by_role("link", name="Kies een gemeente uit de lijst").click()
    expect(page.get_by_label("Gemeente")).to_be_in_viewport()
    page.get_by_label("Gemeente").fill("Zwolle")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="HTML om te kopiëren")).to_have_value(
        re.compile('<zakboek-chat gemeente="zwolle">')
    )


def test_a_wrong_question_is_told_in_view(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 256}).new_page()
    page.goto("/")
    page.get_by_role("button", name="Welke tools staan er in de gids?").click()
    page.get_by_label("Je vraag", exact=True).fill("   ")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()


def test_all_by_keyboard(new_context: NewContext) -> None:
    page = new_context().new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Welke rol heb ik als ambtenaar?")).to_be_focused()
    page.keyboard.press("Enter")
    source = page.get_by_role("link", name="De vijf rollen")
    source.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("De vijf rollen")
    expect(page.get_by_label("Je vraag", exact=True)).to_be_visible()  # the conversation is still there


def test_a_topic_on_paper(new_context: NewContext) -> None:
    page = new_context(color_scheme="dark").new_page()
    page.goto("/gids/rol/inkoper")
    paper = pypdf.PdfReader(BytesIO(page.pdf(format="A4")))
    text = "\n".join(sheet.extract_text() for sheet in paper.pages)
    assert len(paper.pages) == 1
    assert "Als inkoper koop je in" in text
    assert "vanaf pagina 19" in text
    assert "Stel je vraag" not in text


def test_nothing_comes_from_elsewhere_and_nothing_is_kept(new_context: NewContext) -> None:
    context = new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/gids/rol/inkoper")
    page.get_by_role("button", name="Wat doet een inkoper?").click()
    here = page.evaluate("location.origin")
    assert {address for address in asked if not address.startswith(here)} == set()
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
