"""All of it without a mouse, and the focus where one expects it."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Route, ViewportSize, expect

from tests.e2e.browser.visitor import QUESTION, Visitor

# The name or text of what has the focus, wherever in a shadow root.
FOCUSED = """() => {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found?.getAttribute('aria-label') ?? found?.labels?.[0]?.textContent ?? found?.textContent?.trim() ?? '';
}"""


def focused(visitor: Visitor) -> str:
    found: str = visitor.page.evaluate(FOCUSED)
    return found


def tab_to(visitor: Visitor, name: str, key: str = "Tab") -> None:
    for _ in range(30):
        if focused(visitor) == name:
            return
        visitor.page.keyboard.press(key)
    pytest.fail(f"{name} is not reached with {key}")


def test_open_choose_and_close(visitor: Visitor) -> None:
    press = visitor.page.keyboard.press
    tab_to(visitor, "Stel je vraag")
    press("Enter")
    expect(visitor.field).to_be_focused()
    expect(visitor.answers).to_have_count(1)
    tab_to(visitor, "Welke tools staan er in de gids?", "Shift+Tab")
    press("Enter")
    expect(visitor.answers).to_have_count(2)
    expect(visitor.answers.last).to_be_focused()
    press("Tab")
    assert visitor.answers.last.evaluate("(answer) => answer.contains(answer.getRootNode().activeElement)")
    press("Escape")
    expect(visitor.launcher).to_be_focused()
    press("Enter")
    expect(visitor.field).to_be_focused()


def test_the_panel_is_no_trap(visitor: Visitor) -> None:
    visitor.open()
    tab_to(visitor, "Verstuur")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.localName") != "zakboek-chat"
    tab_to(visitor, "Huisstijl Haven", "Shift+Tab")


def test_enter_sends_and_shift_enter_is_a_new_line(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.keyboard.type("Wat doet")
    visitor.page.keyboard.press("Shift+Enter")
    visitor.page.keyboard.type("een inkoper?")
    expect(visitor.field).to_have_value("Wat doet\neen inkoper?")
    visitor.page.keyboard.press("Enter")
    expect(visitor.answers).to_have_count(2)
    expect(visitor.field).to_be_focused()
    expect(visitor.field).to_have_value("")


def test_the_focus_stays_in_the_field_when_the_answer_comes(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    expect(visitor.field).to_be_focused()


def test_escape_puts_away_one_thing_at_a_time(visitor: Visitor) -> None:
    visitor.open()
    press = visitor.page.keyboard.press
    more = visitor.button("Meer mogelijkheden")
    tab_to(visitor, "Meer mogelijkheden", "Shift+Tab")
    press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    press("Tab")
    press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(more).to_be_focused()
    press("Enter")
    tab_to(visitor, "Verwijder mijn gesprek")
    press("Enter")
    tab_to(visitor, "Nee, ga terug")
    press("Escape")
    expect(visitor.button("Nee, ga terug")).to_have_count(0)
    expect(more).to_be_focused()
    press("Escape")
    expect(visitor.launcher).to_be_focused()


def test_an_open_menu_does_not_stay_in_the_way(visitor: Visitor) -> None:
    visitor.open()
    more = visitor.button("Meer mogelijkheden")
    more.click()
    tab_to(visitor, "Welke rol heb ik als ambtenaar?")
    expect(more).to_have_attribute("aria-expanded", "false")


def test_what_was_typed_is_there_after_closing(visitor: Visitor) -> None:
    visitor.open()
    visitor.field.fill("nog niet klaar")
    visitor.page.keyboard.press("Escape")
    visitor.launcher.click()
    expect(visitor.field).to_have_value("nog niet klaar")


def test_deleting_by_keyboard_ends_in_the_field(visitor: Visitor) -> None:
    visitor.open()
    press = visitor.page.keyboard.press
    tab_to(visitor, "Meer mogelijkheden", "Shift+Tab")
    press("Enter")
    tab_to(visitor, "Verwijder mijn gesprek")
    press("Enter")
    tab_to(visitor, "Ja, verwijder")
    press("Enter")
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    expect(visitor.field).to_be_focused()


def test_escape_uncovers_the_page_on_a_small_screen(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo")
    visitor.page.set_viewport_size({"width": 320, "height": 560})
    visitor.open()
    visitor.page.get_by_role("link", name="Huisstijl Klei").focus()
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_visible()


def test_escape_outside_the_chat_leaves_it_open_on_a_wide_screen(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.get_by_role("link", name="Huisstijl Klei").focus()
    visitor.page.keyboard.press("Escape")
    expect(visitor.field).to_be_visible()


def test_escape_does_not_close_a_dialog_of_the_page(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """() => {
          const dialog = document.body.appendChild(document.createElement('dialog'));
          dialog.append(document.querySelector('zakboek-chat'));
          dialog.showModal();
        }"""
    )
    visitor.open()
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_focused()
    assert visitor.page.evaluate("document.querySelector('dialog').open")


def test_enter_that_ends_a_composition_does_not_send(visitor: Visitor) -> None:
    visitor.open()
    visitor.field.fill("Wat doet een")
    visitor.field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    expect(visitor.field).to_have_value("Wat doet een")
    expect(visitor.questions).to_have_count(0)


def test_enter_that_ended_a_composition_in_safari_does_not_send(visitor: Visitor) -> None:
    visitor.open()
    visitor.field.fill("Wat doet een")
    visitor.field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229})
    expect(visitor.field).to_have_value("Wat doet een")
    expect(visitor.questions).to_have_count(0)


# As a page with shortcuts listens, and one that watches the focus.
LISTEN_TO_KEYS = """window.heard = [];
for (const type of ['keydown', 'keypress', 'keyup'])
  for (const target of [document, window])
    target.addEventListener(type, ({ key }) => heard.push(key))"""


def test_keys_typed_in_the_chat_are_not_the_pages_shortcuts(visitor: Visitor) -> None:
    visitor.page.evaluate(LISTEN_TO_KEYS)
    visitor.open()
    visitor.page.keyboard.type("s/?")
    visitor.button("Meer mogelijkheden").press("k")
    visitor.log.press("ArrowDown")
    visitor.field.press("Enter")
    expect(visitor.questions).to_have_count(1)
    assert visitor.page.evaluate("heard") == []
    visitor.button("Meer mogelijkheden").click()
    visitor.page.keyboard.press("Escape")  # puts the menu away, and nothing of the page
    assert visitor.page.evaluate("heard") == []


def test_keys_that_are_not_for_the_chat_reach_the_page(visitor: Visitor) -> None:
    visitor.page.goto("/widget/demo?weergave=paneel")
    visitor.page.evaluate(LISTEN_TO_KEYS)
    visitor.field.press("Tab")
    visitor.field.press("Escape")  # a dialog of the page may be around it
    assert set(visitor.page.evaluate("heard")) == {"Tab", "Escape"}
    visitor.page.goto("/widget/demo")
    visitor.page.evaluate(LISTEN_TO_KEYS)
    visitor.launcher.press("s")  # nobody is typing yet
    assert "s" in visitor.page.evaluate("heard")


def test_the_focus_goes_to_the_answer_when_a_person_is_asked_for_first(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo?weergave=paneel")
    visitor.use_menu("Een mens spreken")
    expect(visitor.answers).to_have_count(2)
    expect(visitor.answers.last).to_be_focused()


def test_the_focus_stays_near_what_goes_away(visitor: Visitor) -> None:
    visitor.open()
    answer = visitor.ask(QUESTION)
    visitor.button("Nee").click()
    answer.get_by_label("Waarom?").fill("Ik zocht een voorbeeld.")
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(answer.get_by_label("Waarom?")).to_have_count(0)
    expect(visitor.button("Nee")).to_be_focused()
    visitor.page.route("**/berichten", lambda route: route.abort(), times=1)
    visitor.type_and_send(QUESTION)
    visitor.button("Probeer opnieuw").focus()
    waiting: list[Route] = []
    visitor.page.route("**/berichten", lambda route: waiting.append(route), times=1)
    with visitor.page.expect_request("**/berichten"):
        visitor.page.keyboard.press("Enter")
    expect(visitor.button("Probeer opnieuw")).to_have_count(0)
    expect(visitor.log).to_be_focused()
    answers = visitor.answers.count()
    waiting.pop().continue_()
    expect(visitor.answers).to_have_count(answers + 1)
    expect(visitor.answers.last).to_be_focused()


def test_the_focus_stays_in_the_chat_when_a_choice_is_given_back(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route("**/berichten", lambda route: route.fulfill(status=422), times=1)
    visitor.button("Welke tools staan er in de gids?").focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.field).to_have_value("Welke tools staan er in de gids?")
    expect(visitor.field).to_be_focused()


def test_the_focus_stays_at_the_menu_when_a_person_cannot_be_asked_for_yet(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route("**/berichten", lambda route: None, times=1)
    visitor.type_and_send(QUESTION)
    visitor.button("Meer mogelijkheden").click()
    tab_to(visitor, "Een mens spreken")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_text("Je vorige vraag is nog niet beantwoord.").last).to_be_visible()
    expect(visitor.button("Meer mogelijkheden")).to_be_focused()


def test_escape_uncovers_what_the_panel_hides_and_leaves_the_focus_there(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 500, "height": 800})
    visitor.open()
    link = visitor.page.get_by_role("link", name="Huisstijl Haven")
    link.focus()
    visitor.page.keyboard.press("Escape")
    expect(visitor.launcher).to_be_visible()
    expect(link).to_be_focused()


@pytest.mark.parametrize("size", [{"width": 320, "height": 256}, {"width": 640, "height": 320}])
def test_on_a_low_screen_what_has_the_focus_can_be_seen(visitor: Visitor, size: ViewportSize) -> None:
    visitor.page.set_viewport_size(size)
    visitor.open()
    expect(visitor.answers.first).to_be_focused()
    visitor.ask(QUESTION)
    expect(visitor.answers.last).to_be_focused()
    expect(visitor.answers.last).to_be_in_viewport()
