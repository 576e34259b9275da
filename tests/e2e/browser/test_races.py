"""Things that happen at the same time: each gets its turn, and nothing is lost or done twice."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, expect

from tests.e2e.browser.visitor import ANSWER, QUESTION, Conversation, Held, Visitor
from tests.support.assistant import BackgroundAssistant

MESSAGES = re.compile("/berichten$")
OPENING = re.compile("/v1/gesprekken$")
OTHER_QUESTION = "Wat doet een verbinder?"


def test_a_deletion_after_a_reload_waits_for_what_is_under_way(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    visitor.ask(QUESTION)
    conversation = Conversation.of(visitor, assistant.url)
    held = Held(visitor.page, MESSAGES, "GET")
    held.call(visitor.page.reload)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    held.let_go()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    assert not conversation.exists()


def test_a_question_that_is_asked_while_a_new_conversation_opens_is_answered(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(OTHER_QUESTION)
    held = Held(visitor.page, OPENING, "POST")
    visitor.use_menu("Begin opnieuw")
    held.call(visitor.button("Ja, begin opnieuw").click)
    visitor.type_and_send(QUESTION)
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)


def test_a_late_reading_does_not_wipe_a_newer_answer(visitor: Visitor) -> None:
    visitor.open()
    second = visitor.duplicate()
    expect(second.answers).to_have_count(1)
    held = Held(visitor.page, MESSAGES, "GET")
    held.call(lambda: second.ask(OTHER_QUESTION))
    visitor.type_and_send(QUESTION)
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_text([re.compile(OTHER_QUESTION), re.compile(QUESTION)])


def test_a_page_may_move_the_chat_while_it_waits(visitor: Visitor, assistant: BackgroundAssistant) -> None:
    visitor.open()
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    visitor.page.evaluate("document.querySelector('h1').after(document.querySelector('zakboek-chat'))")
    held.let_go()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert Conversation.of(visitor, assistant.url).texts() == [QUESTION]


def test_a_page_may_move_a_chat_that_keeps_nothing(visitor: Visitor) -> None:
    visitor.page.evaluate("document.querySelector('zakboek-chat').setAttribute('opslag', 'geen')")
    visitor.open()
    visitor.ask(QUESTION)
    visitor.page.evaluate("document.querySelector('h1').after(document.querySelector('zakboek-chat'))")
    visitor.ask(OTHER_QUESTION)
    expect(visitor.questions).to_have_count(2)


def test_a_chat_that_was_taken_away_does_nothing_more(visitor: Visitor) -> None:
    visitor.open()
    retry_soon = {"status": 503, "headers": {"Retry-After": "1"}}
    visitor.page.clock.install()
    visitor.page.route(MESSAGES, lambda route: route.fulfill(**retry_soon))
    visitor.type_and_send(QUESTION)
    expect(visitor.log).to_contain_text("Over 1 seconde proberen we het zelf opnieuw.")
    visitor.page.evaluate("document.querySelector('zakboek-chat').remove()")
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.page.clock.run_for(5_000)
    visitor.page.evaluate("dispatchEvent(new Event('online'))")
    assert asked == []


def test_a_reload_after_the_server_answered_shows_the_question_once_even_without_network(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    soft_hyphen = "Wat doet een in\u00adkoper?"  # the server stores it without
    visitor.open()
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(soft_hyphen))
    Conversation.of(visitor, assistant.url).say(soft_hyphen, visitor.kept()["pending"]["key"])
    visitor.page.unroute_all()
    visitor.page.route(MESSAGES, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    visitor.page.reload()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)
    assert visitor.kept()["pending"] is None


def test_deleted_in_another_tab_while_an_answer_is_awaited(visitor: Visitor) -> None:
    visitor.open()
    visitor.ask(OTHER_QUESTION)
    second = visitor.duplicate()
    expect(second.answers).to_have_count(2)
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    second.use_menu("Verwijder mijn gesprek")
    second.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("in een ander tabblad verwijderd")
    held.let_go()
    expect(visitor.field).to_have_value(QUESTION)
    expect(visitor.questions).to_have_count(0)
    visitor.field.press("Enter")
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_an_answer_to_a_conversation_that_another_tab_deleted_is_not_shown(visitor: Visitor) -> None:
    visitor.open()
    second = visitor.duplicate()
    expect(second.answers).to_have_count(visitor.answers.count())
    held = Held(visitor.page, MESSAGES, "POST")
    held.call(lambda: visitor.type_and_send(QUESTION))
    held.reach()
    second.use_menu("Verwijder mijn gesprek")
    second.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("in een ander tabblad verwijderd")
    visitor.page.evaluate("window.answers = 0; document.addEventListener('zakboek:antwoord', () => answers += 1)")
    with visitor.page.expect_response(MESSAGES):
        held.let_go()
    visitor.button("Laat voorbeelden zien").click()
    expect(visitor.answers).to_have_count(1)
    assert visitor.page.evaluate("answers") == 0


def test_two_chats_on_one_page_do_not_overwrite_each_other(context: BrowserContext) -> None:
    visitor = Visitor.at(context, "/widget/demo?weergave=paneel")
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    kept = visitor.kept()["access"]
    visitor.page.evaluate("document.body.append(document.createElement('zakboek-chat'))")
    visitor.launcher.click()
    expect(visitor.page.get_by_role("dialog").get_by_role("article")).to_have_count(1)
    visitor.page.reload()
    expect(visitor.answers.last).to_contain_text(ANSWER)
    assert visitor.kept()["access"] == kept


def test_a_question_during_a_removal_that_is_tried_again_is_not_taken(visitor: Visitor) -> None:
    visitor.open()
    address = re.compile("/v1/gesprekken/[^/]+$")
    visitor.page.route(address, lambda route: route.fulfill(status=500), times=1)
    visitor.use_menu("Verwijder mijn gesprek")
    visitor.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("Je gesprek is nog niet verwijderd.")
    held = Held(visitor.page, address, "DELETE")
    held.call(visitor.button("Probeer opnieuw").click)
    visitor.type_and_send(QUESTION)
    held.let_go()
    expect(visitor.log).to_contain_text("Je gesprek is verwijderd.")
    expect(visitor.field).to_have_value(QUESTION)
    visitor.field.press("Enter")
    expect(visitor.answers.last).to_contain_text(ANSWER)


def test_a_late_reading_does_not_bring_a_deleted_conversation_back(visitor: Visitor) -> None:
    visitor.open()
    second = visitor.duplicate()
    expect(second.answers).to_have_count(visitor.answers.count())
    held = Held(visitor.page, MESSAGES, "GET")
    held.call(lambda: second.ask(OTHER_QUESTION))
    second.use_menu("Verwijder mijn gesprek")
    second.button("Ja, verwijder").click()
    expect(visitor.log).to_contain_text("in een ander tabblad verwijderd")
    with visitor.page.expect_response(MESSAGES):
        held.let_go()
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)


def test_a_message_that_another_tab_delivered_is_no_trouble_any_more(visitor: Visitor) -> None:
    visitor.open()
    visitor.page.route(MESSAGES, lambda route: route.abort(), times=1)
    visitor.type_and_send(QUESTION)
    expect(visitor.button("Probeer opnieuw")).to_be_visible()
    expect(visitor.duplicate().answers.last).to_contain_text(ANSWER)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_count(1)
    expect(visitor.button("Probeer opnieuw")).to_have_count(0)


def test_what_could_not_be_read_of_another_tab_is_read_before_the_next_question(visitor: Visitor) -> None:
    visitor.open()
    second = visitor.duplicate()
    expect(second.answers).to_have_count(visitor.answers.count())
    visitor.page.route(MESSAGES, lambda route: route.abort(), times=1)
    with visitor.page.expect_event("requestfailed"):
        second.ask(OTHER_QUESTION)
    visitor.type_and_send(QUESTION)
    expect(visitor.answers.last).to_contain_text(ANSWER)
    expect(visitor.questions).to_have_text([re.compile(OTHER_QUESTION), re.compile(QUESTION)])


def test_back_in_the_browser_shows_how_the_conversation_is_by_now(
    visitor: Visitor, assistant: BackgroundAssistant
) -> None:
    visitor.open()
    later = visitor.duplicate()
    expect(later.answers).to_have_count(1)
    later.use_menu("Begin opnieuw")
    with later.page.expect_response(lambda response: response.request.method == "DELETE"):
        later.button("Ja, begin opnieuw").click()
    later.ask(OTHER_QUESTION)
    visitor.page.evaluate(  # as if the page had been left, the next one had gone on, and one came back
        """(kept) => {
          Object.assign(sessionStorage, kept);
          dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        }""",
        later.page.evaluate("({...sessionStorage})"),
    )
    expect(visitor.questions).to_have_text([re.compile(OTHER_QUESTION)])
    visitor.ask(QUESTION)
    assert Conversation.of(visitor, assistant.url).texts() == [OTHER_QUESTION, QUESTION]


def test_a_chat_that_comes_back_does_not_take_the_place_of_another(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """async () => {
          const first = document.querySelector('zakboek-chat');
          first.remove();
          await Promise.resolve();
          document.body.append(document.createElement('zakboek-chat'));
          await document.querySelector('zakboek-chat').updateComplete;
          window.first = first;
        }"""
    )
    visitor.open()
    visitor.ask(QUESTION)
    visitor.page.keyboard.press("Escape")
    kept = visitor.kept()["access"]
    visitor.page.evaluate("first.style.cssText = 'display: block'; document.querySelector('h1').after(first)")
    visitor.page.evaluate("first.setAttribute('weergave', 'paneel')")
    visitor.type_and_send(OTHER_QUESTION)
    expect(visitor.answers.last).to_contain_text("verbinder")
    expect(visitor.questions).to_have_count(1)
    assert visitor.kept()["access"] == kept
