"""The widget on a municipality's own page: its house style, its style sheets, its policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Conversation, Visitor
from tests.support.assistant import BackgroundAssistant

HOSTILE = """* { all: unset; font-size: 40px !important; color: red !important; direction: rtl; font-style: italic;
  text-transform: uppercase; white-space: nowrap; text-indent: 2em; visibility: hidden; float: left; opacity: 1 }
  button, p { background: red !important; display: none !important }"""
# What WCAG 1.4.12 asks a page to bear, put in the widget as a browser extension does.
TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
  const root = document.querySelector('zakboek-chat').shadowRoot;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}"""
CUT_OFF = """() => {
  const root = document.querySelector('zakboek-chat').shadowRoot;
  return [...root.querySelectorAll('button, p, li, h2, label')].filter((element) =>
    !element.closest('.unseen') && element.getClientRects().length &&
    (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
    getComputedStyle(element).display !== 'inline').map((element) => element.outerHTML);
}"""


def style(part: Locator, name: str) -> str:
    found: str = part.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return found


def add_css(visitor: Visitor, css: str) -> None:
    """As a style sheet of the page itself."""
    visitor.page.evaluate(
        """(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet]; }""",
        css,
    )


def looks(visitor: Visitor) -> list[Any]:
    parts = [visitor.answers.last, visitor.button("Verstuur"), visitor.field, visitor.page.get_by_role("dialog")]
    names = ["fontSize", "color", "display", "position", "textAlign", "direction", "backgroundColor", "borderTopWidth"]
    names += ["fontStyle", "textTransform", "whiteSpace", "textIndent", "visibility"]
    return [[style(part, name) for name in names] for part in parts] + [part.bounding_box() for part in parts[1:]]


def test_hostile_style_sheets_change_nothing(visitor: Visitor) -> None:
    add_css(visitor, "body { font-family: sans-serif }")
    visitor.open()
    visitor.ask(QUESTION)
    before = looks(visitor)
    add_css(visitor, HOSTILE + " zakboek-chat { font-family: sans-serif }")
    assert looks(visitor) == before


def test_nothing_leaks_out(visitor: Visitor) -> None:
    heading = visitor.page.get_by_role("heading", level=1)
    names = ["fontSize", "color", "fontFamily", "marginTop"]
    before = [style(heading, name) for name in names]
    visitor.open()
    assert [style(heading, name) for name in names] == before
    assert visitor.page.evaluate("document.styleSheets.length + document.adoptedStyleSheets.length") == 1


def test_the_letter_size_is_the_visitors_and_not_the_pages_rem(visitor: Visitor) -> None:
    add_css(visitor, "html { font-size: 62.5% }")
    visitor.open()
    assert style(visitor.answers.first, "fontSize") == "16px"


def test_the_nearest_token_wins(visitor: Visitor) -> None:
    nearer_and_nearer = [
        "--basis-color-action-1-color-default",
        "--utrecht-button-primary-action-background-color",
        "--nl-button-primary-background-color",
        "--zakboek-accent",
    ]
    declared = ""
    for number, token in enumerate(nearer_and_nearer, 1):
        declared += f"{token}: rgb({number}, 0, 0);"
        add_css(visitor, f":root {{ {declared} }}")
        assert style(visitor.launcher, "backgroundColor") == f"rgb({number}, 0, 0)"


def test_the_font_is_the_pages(visitor: Visitor) -> None:
    add_css(visitor, "body { font-family: monospace }")
    visitor.open()
    assert style(visitor.answers.first, "fontFamily") == "monospace"


def test_a_light_page_stays_light_on_a_dark_system(new_context: Callable[..., BrowserContext]) -> None:
    visitor = Visitor.at(new_context(color_scheme="dark"), "/widget/demo")
    visitor.open()
    panel = visitor.page.get_by_role("dialog")
    assert style(panel, "backgroundColor") == "rgb(23, 27, 32)"
    add_css(visitor, ":root { color-scheme: light !important }")
    assert style(panel, "backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("height", [640, 256])
@pytest.mark.parametrize("path", ["/widget/demo", "/widget/demo?weergave=paneel"])
def test_small_screens_lose_nothing(new_context: Callable[..., BrowserContext], height: int, path: str) -> None:
    visitor = Visitor.at(new_context(viewport={"width": 320, "height": height}), path)
    if "paneel" not in path:
        visitor.open()
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth") <= 320
    for name in ("Meer lezen", "Ja", "Meer mogelijkheden", "Verstuur"):
        visitor.button(name).click(trial=True)
    visitor.page.evaluate(TEXT_SPACING)
    assert visitor.page.evaluate(CUT_OFF) == []
    assert visitor.page.evaluate("document.scrollingElement.scrollWidth") <= 320


def test_the_menu_can_be_read_with_letters_twice_as_large(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    add_css(visitor, "zakboek-chat { --zakboek-lettergrootte: 32px }")
    visitor.open()
    visitor.button("Meer mogelijkheden").click()
    for name in ("Een mens spreken", "Verwijder mijn gesprek"):
        expect(visitor.button(name)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("size", ["medium", "13px", "20px"])
def test_no_field_makes_a_phone_zoom(visitor: Visitor, size: str) -> None:
    add_css(visitor, f"zakboek-chat {{ --zakboek-lettergrootte: {size} }}")
    visitor.open()
    answer = visitor.ask(QUESTION)
    visitor.button("Nee").click()
    for field in (visitor.field, answer.get_by_label("Waarom?")):
        assert float(style(field, "fontSize").removesuffix("px")) >= 16


@pytest.mark.parametrize("css", ["", "zakboek-chat { height: 20em }", ".plek { height: 20em }"])
def test_a_panel_on_paper_does_not_run_over_the_page(new_context: Callable[..., BrowserContext], css: str) -> None:
    visitor = Visitor.at(new_context(), "/widget/demo?weergave=paneel")
    visitor.page.evaluate(
        """() => {
          const place = document.createElement('div');
          place.className = 'plek';
          document.querySelector('zakboek-chat').replaceWith(place);
          place.append(document.createElement('zakboek-chat'));
          place.firstChild.setAttribute('weergave', 'paneel');
        }"""
    )
    add_css(visitor, css)
    for _ in range(2):
        visitor.ask("Welke tools staan er in de gids?")
    visitor.page.emulate_media(media="print")
    host = visitor.page.locator("zakboek-chat")
    next_part = visitor.page.get_by_role("heading", name="Bekijk een andere vorm")
    if "plek" not in css:  # measured in one go: under load the page is laid out anew between two calls
        visitor.page.wait_for_function(
            "([host, answer]) => answer.getBoundingClientRect().bottom <= host.getBoundingClientRect().bottom",
            arg=[host.element_handle(), visitor.answers.last.element_handle()],
        )
    boxes = [part.bounding_box() for part in (host, visitor.answers.last, next_part)]
    [chat, answer, after] = boxes
    assert chat and answer and after
    assert chat["y"] + chat["height"] <= after["y"]
    ends_there = answer["y"] + answer["height"] <= chat["y"] + chat["height"]
    assert ends_there or style(host, "overflow") == "hidden"
    assert ends_there or "plek" in css
    expect(visitor.field).to_be_hidden()


def test_nothing_moves_for_who_wants_that(new_context: Callable[..., BrowserContext]) -> None:
    visitor = Visitor.at(new_context(reduced_motion="reduce"), "/widget/demo")
    visitor.open()
    visitor.page.route("**/berichten", lambda route: None)
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("De assistent zoekt een antwoord")
    root = "document.querySelector('zakboek-chat').shadowRoot"
    assert visitor.page.evaluate(f"{root}.getAnimations().length") == 0


def test_every_target_is_large_enough(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    visitor.button("Meer mogelijkheden").click()
    for target in visitor.page.get_by_role("button").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24, target.inner_text()


def test_the_policy_of_the_demo_page_is_in_force(context: BrowserContext, wrong: list[str]) -> None:
    stopped: list[str] = []
    context.expose_binding("stopped", lambda source, directive: stopped.append(directive))
    visitor = Visitor.at(context, "/widget/demo")
    visitor.page.evaluate(
        """() => new Promise((done) => {
          document.addEventListener('securitypolicyviolation', (event) => stopped(event.effectiveDirective).then(done));
          try { document.body.innerHTML = '<p>niet toegestaan</p>'; } catch { return; }
        })"""
    )
    assert stopped == ["require-trusted-types-for"]
    assert len(wrong) == 1
    wrong.clear()


def test_html_in_a_message_stays_text(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask("<img src=x onerror=alert(1)> wat is **social return**?")
    expect(visitor.questions.last).to_contain_text("<img src=x onerror=alert(1)> wat is **social return**?")
    expect(visitor.log.locator("img")).to_have_count(0)


def test_a_script_that_is_loaded_twice_does_no_harm(new_context: Callable[..., BrowserContext]) -> None:
    visitor = Visitor.at(new_context(bypass_csp=True), "/widget/demo")
    visitor.page.evaluate("import('/widget/v1/zakboek-chat.js')")
    visitor.open()
    visitor.ask(QUESTION)


def test_the_page_can_open_and_close_it(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelector('zakboek-chat').openen()")
    expect(visitor.field).to_be_focused()
    visitor.page.evaluate("document.querySelector('zakboek-chat').sluiten()")
    expect(visitor.launcher).to_be_focused()


def test_the_page_can_hide_it(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelector('zakboek-chat').hidden = true")
    expect(visitor.launcher).to_be_hidden()


def test_an_assistant_at_another_address_can_be_named(new_context: Callable[..., BrowserContext]) -> None:
    visitor = Visitor.at(new_context(bypass_csp=True), "/widget/demo")
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('api', 'https://elders.example/')")
    visitor.page.route("https://elders.example/**", lambda route: route.abort())
    with visitor.page.expect_request("https://elders.example/v1/gesprekken"):
        visitor.launcher.click()


@pytest.mark.parametrize("name", ["Den Haag", "'s-Gravenhage", " voorbeeldstad ", "s-gravenhage"])
def test_a_municipality_may_be_named_as_people_do(visitor: Visitor, name: str) -> None:
    visitor.page.evaluate("(name) => document.querySelector('zakboek-chat').setAttribute('gemeente', name)", name)
    visitor.open()
    expect(visitor.answers.first).to_contain_text("computerprogramma")


def test_another_municipality_is_another_conversation(visitor: Visitor) -> None:
    visitor.open()
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('gemeente', 'voorbeeldstad')")
    expect(visitor.answers.first).to_contain_text("Ik ben Vera")
    expect(visitor.button("Ja, verwijder")).to_have_count(0)


def test_nothing_kept_stays_when_a_site_no_longer_wants_that(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    conversation = Conversation.of(visitor, assistant.url)
    with visitor.page.expect_response(lambda response: response.request.method == "DELETE"):
        visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('opslag', 'geen')")
    assert visitor.page.evaluate("sessionStorage.length") == 0
    assert not conversation.exists()
